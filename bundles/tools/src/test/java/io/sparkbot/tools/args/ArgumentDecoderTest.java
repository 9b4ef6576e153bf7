package io.sparkbot.tools.args;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentDecoderTest {

    private final ArgumentDecoder decoder = new ArgumentDecoder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1, \"b\": [true, \"x\"]}",
                "\"{\\\"a\\\": 1, \\\"b\\\": [true, \\\"x\\\"]}\"",
                "```json\n{\"a\": 1, \"b\": [true, \"x\"]}\n```",
                "```\n{\"a\": 1, \"b\": [true, \"x\"]}```",
                "{'a': 1, 'b': [True, 'x']}",
                "{\"a\": 1, \"b\": [true, \"x\"]",
                "{\"a\": 1, \"b\": [true, \"x\"",
                "  {\"a\": 1, \"b\": [true, \"x\",],}  ",
                "{a: 1, b: [true, 'x'], c: None}"
            })
    void every_way_a_model_writes_arguments_is_read_alike(String text) throws InvalidArguments {
        assertEquals(Map.of("a", 1L, "b", List.of(true, "x")), decoder.decode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{}", "\"\"", "```json\n```", "\"{}\""})
    void nothing_means_no_arguments(String text) throws InvalidArguments {
        assertEquals(Map.of(), decoder.decode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "5", "true", "null", "rm -rf", "{\"a\":1} and more", "{\"a\":}", "\"text\"", "{\"a\" 1}"})
    void anything_else_is_refused(String text) {
        assertThrows(InvalidArguments.class, () -> decoder.decode(text));
    }

    @Test
    void a_value_that_was_cut_off_is_not_taken_for_the_whole() {
        assertThrows(InvalidArguments.class, () -> decoder.decode("{\"path\":\"a.txt\",\"content\":\"first line of a lon"));
    }

    @Test
    void python_words_inside_text_stay_as_they_are() throws InvalidArguments {
        assertEquals(Map.of("a", "None of it's True"), decoder.decode("{'a': \"None of it's True\", }"));
    }

    @Test
    void numbers_keep_every_digit() throws InvalidArguments {
        assertEquals(
                Map.of("a", new BigDecimal("0.1234567890123456789012345"), "b", new BigDecimal("123456789012345678901234567890")),
                decoder.decode("{\"a\":0.1234567890123456789012345,\"b\":123456789012345678901234567890}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"__class__\":1}", "{\"a\":{\"__proto__\":1}}", "{\"a\":[{\"__x\":1}]}"})
    void names_that_begin_with_two_underscores_are_refused_at_any_depth(String text) {
        InvalidArguments refused = assertThrows(InvalidArguments.class, () -> decoder.decode(text));
        assertTrue(refused.getMessage().contains("\"__\""));
    }

    @Test
    void a_bomb_is_refused_before_it_is_built() {
        assertThrows(InvalidArguments.class, () -> decoder.decode("{\"a\":" + "[".repeat(100_000)));
        assertThrows(InvalidArguments.class, () -> decoder.decode("{\"a\":1e1000000000}"));
        String tooLong = assertThrows(InvalidArguments.class, () -> decoder.decode("{\"a\":\"" + "x".repeat(300_000) + "\"}"))
                .getMessage();
        assertTrue(tooLong.contains("262144"), tooLong);
    }

    @Test
    void null_means_absent() throws InvalidArguments {
        assertEquals(Map.of("b", Map.of()), decoder.decode("{\"a\":null,\"b\":{\"c\":null}}"));
    }
}
