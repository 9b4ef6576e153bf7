package io.sparkbot.uploads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("W-45")
class FormTest {

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private String name = "";

    static String part(String disposition, String content) {
        return "--xx\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    private String read(String body) throws IOException {
        return form(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))).read(given -> {
            name = given;
            return file;
        });
    }

    private static Form form(InputStream body) {
        return new Form(Optional.of("multipart/form-data; boundary=xx"), body);
    }

    @Test
    void the_file_and_its_caption_are_read_in_any_order_and_other_fields_are_passed_over() throws IOException {
        String content = "line\r\n--x\r\n--xxx not the end".replace("--xxx", "--x x");
        assertEquals("wörds", read(part("name=\"caption\"", "wörds") + part("name=\"other\"", "?") + part("name=\"file\"; filename=\"a.txt\"", content) + "--xx--\r\n"));
        assertEquals("a.txt", name);
        assertEquals(content, file.toString(StandardCharsets.UTF_8));
        file.reset();
        assertEquals("", read(part("name=\"file\"; filename=\"b.txt\"", "b") + "--xx--"));
    }

    @Test
    void names_with_quotes_and_line_ends_are_understood_as_browsers_and_others_write_them() throws IOException {
        read(part("name=\"file\"; filename=\"a %22b%22%0D%0A.txt\"", "x") + "--xx--");
        assertEquals("a \"b\".txt", name);
        read(part("name=\"file\"; filename=\"a \\\"b\\\".txt\"", "x") + "--xx--");
        assertEquals("a \"b\".txt", name);
        read(part("name=file; filename=Größe.txt", "x") + "--xx--");
        assertEquals("Größe.txt", name);
    }

    @Test
    void a_form_without_a_file_with_two_or_no_form_at_all_is_invalid() {
        assertEquals("file", assertThrows(InvalidField.class, () -> read(part("name=\"caption\"", "x") + "--xx--")).field());
        assertEquals("too_many", assertThrows(InvalidField.class, () -> read(part("name=\"file\"", "x") + part("name=\"file\"", "y") + "--xx--")).type());
        assertThrows(InvalidField.class, () -> new Form(Optional.of("application/json"), InputStream.nullInputStream()));
        assertThrows(InvalidField.class, () -> new Form(Optional.of("multipart/form-data"), InputStream.nullInputStream()));
        assertThrows(InvalidField.class, () -> new Form(Optional.empty(), InputStream.nullInputStream()));
        assertThrows(InvalidField.class, () -> read(part("name=\"caption\"", "x".repeat(500_000)) + "--xx--"));
    }

    @Test
    void a_body_that_breaks_off_anywhere_is_a_bad_request() {
        String whole = part("name=\"caption\"", "wörds") + part("name=\"file\"; filename=\"a.txt\"", "content") + "--xx--";
        for (int end = 0; end < whole.length() - 2; end++) {
            String cut = whole.substring(0, end);
            Problem refusal = assertThrows(Problem.class, () -> read(cut), () -> "cut to " + cut);
            assertTrue(refusal.status() == 400 || refusal.status() == 422, () -> refusal.status() + " for " + cut);
        }
    }

    @Test
    void headers_without_an_end_cost_no_memory() {
        String endless = "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + "a".repeat(1_000_000);
        assertEquals(400, assertThrows(Problem.class, () -> read(endless)).status());
    }

    @Test
    void a_fault_of_the_disk_is_not_taken_for_one_of_the_client() {
        IOException full = new IOException("No space left on device");
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw full;
            }
        };
        byte[] body = (part("name=\"file\"; filename=\"a\"", "content") + "--xx--").getBytes(StandardCharsets.UTF_8);
        assertSame(full, assertThrows(IOException.class, () -> form(new ByteArrayInputStream(body)).read(given -> broken)));
        assertSame(full, assertThrows(IOException.class, () -> form(new ByteArrayInputStream(body)).read(given -> {
            throw full;
        })));
    }
}
