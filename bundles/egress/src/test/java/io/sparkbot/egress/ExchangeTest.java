package io.sparkbot.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("N1")
class ExchangeTest {

    private static InputStream sent(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_line_ends_with_its_line_feed_and_comes_without_it() throws IOException {
        InputStream in = sent("HTTP/1.1 200 OK\r\nA: b\n\r\nrest");
        assertEquals("HTTP/1.1 200 OK", Exchange.line(in));
        assertEquals("A: b", Exchange.line(in));
        assertEquals("", Exchange.line(in));
        assertEquals("rest", new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 2", "HTTP/1.1 200 OK\r"})
    void an_answer_that_ends_within_a_line_is_no_answer(String half) {
        assertEquals("the answer ended too early", assertThrows(EOFException.class, () -> Exchange.line(sent(half))).getMessage());
    }

    @Test
    void a_line_is_read_up_to_its_limit_and_no_further() throws IOException {
        assertEquals(65_536, Exchange.line(sent("x".repeat(65_536) + "\n")).length());
        InputStream endless = sent("x".repeat(1_000_000));
        assertEquals("the answer has a header that is too long", assertThrows(IOException.class, () -> Exchange.line(endless)).getMessage());
        assertEquals(1_000_000 - 65_538, endless.available(), "it stops where it is too much");
    }
}
