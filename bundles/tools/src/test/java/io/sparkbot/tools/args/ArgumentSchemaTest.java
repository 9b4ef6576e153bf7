package io.sparkbot.tools.args;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentSchemaTest {

    private static final ArgumentSchema SCHEMA = ArgumentSchema.parse(
            """
            {"type":"object","additionalProperties":false,"required":["name","kind"],"properties":{
              "name":{"type":"string","minLength":1,"maxLength":10},
              "kind":{"type":"string","enum":["small","LARGE"]},
              "count":{"type":"integer","minimum":1,"maximum":9},
              "ratio":{"type":"number","exclusiveMinimum":0},
              "deep":{"type":["boolean","null"]},
              "tags":{"type":"array","items":{"type":"string"},"maxItems":2},
              "code":{"type":"string","pattern":"^[A-Z]{3}$"},
              "maybe":{"anyOf":[{"type":"integer"},{"type":"null"}]},
              "inner":{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"]}}}""");

    private static Map<String, Object> given(String name, Object value) {
        Map<String, Object> given = new HashMap<>(Map.of("name", "n", "kind", "small"));
        given.put(name, value);
        return given;
    }

    private static Object checked(String name, Object value) throws InvalidArguments {
        return Objects.requireNonNull(SCHEMA.check(given(name, value)).get(name));
    }

    private static String problem(String name, Object value) {
        return assertThrows(InvalidArguments.class, () -> SCHEMA.check(given(name, value))).getMessage();
    }

    @Test
    void unknown_arguments_are_dropped() throws InvalidArguments {
        assertEquals(Map.of("name", "n", "kind", "small"), SCHEMA.check(given("extra", 1L)));
        assertEquals(Map.of("x", 1L), checked("inner", Map.of("x", 1L, "y", 2L)));
    }

    @Test
    void every_missing_and_every_wrong_argument_is_named_at_once() {
        InvalidArguments refused =
                assertThrows(InvalidArguments.class, () -> SCHEMA.check(Map.of("count", "many", "inner", Map.of())));
        assertEquals(4, refused.problems().size(), refused.getMessage());
        for (String part : List.of("name is missing", "kind is missing", "count must be a whole number, not text", "inner.x is missing")) {
            assertTrue(refused.getMessage().contains(part), refused.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"count,5,5", "count,5.0,5", "count,' 5 ',5", "deep,false,false", "deep,NO,false", "deep,1,true", "deep,on,true"})
    void text_becomes_a_number_or_truth_only_where_nothing_is_lost(String name, String text, String expected) throws InvalidArguments {
        assertEquals(expected, checked(name, text).toString());
    }

    @Test
    @Tag("O8")
    void O8_the_text_false_stays_false() throws InvalidArguments {
        assertEquals(false, checked("deep", "false"));
        assertEquals(false, checked("deep", "False"));
    }

    @ParameterizedTest
    @CsvSource({"count,5.5", "count,true_", "count,five", "count,0x5", "count,1e999999999", "deep,maybe", "deep,2", "ratio,NaN", "ratio,1/2"})
    void what_would_lose_something_is_refused(String name, String text) {
        assertTrue(problem(name, text).startsWith(name + " must be "), problem(name, text));
    }

    @Test
    void a_truth_value_is_no_number() {
        assertTrue(problem("count", true).contains("not true or false"));
    }

    @Test
    void numbers_become_text_digit_for_digit() throws InvalidArguments {
        assertEquals("5", checked("name", 5L));
        assertEquals("0.50", checked("name", new BigDecimal("0.50")));
    }

    @Test
    void limits_are_named() {
        assertEquals("count must be at least 1", problem("count", 0L));
        assertEquals("count must be at most 9", problem("count", 10L));
        assertEquals("ratio must be more than 0", problem("ratio", 0L));
        assertEquals("name has 11 characters; allowed are 1 to 10", problem("name", "12345678901"));
        assertEquals("tags has 3 items; allowed are 0 to 2", problem("tags", List.of("a", "b", "c")));
        assertTrue(problem("code", "abc").startsWith("code must match ^[A-Z]{3}$"));
    }

    @Test
    void length_counts_characters_as_people_do() throws InvalidArguments {
        assertEquals("🙂".repeat(10), checked("name", "🙂".repeat(10)));
    }

    @Test
    void a_choice_is_found_whatever_its_case_and_spelled_as_the_tool_spells_it() throws InvalidArguments {
        assertEquals("LARGE", checked("kind", " large "));
        assertEquals("kind must be one of small, LARGE", problem("kind", "medium"));
    }

    @Test
    void blank_text_stands_for_nothing_where_a_number_is_optional() throws InvalidArguments {
        assertFalse(SCHEMA.check(given("count", " ")).containsKey("count"));
        assertEquals(7L, checked("maybe", "7"));
    }

    @Test
    void a_value_is_never_repeated_in_the_message() {
        assertFalse(problem("count", "hunter2").contains("hunter2"));
        assertFalse(problem("kind", "hunter2").contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"type\":\"string\"}",
                "{}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/x\"}}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"text\"}}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"(\"}}}",
                "{\"type\":\"object\",\"dependentRequired\":{}}"
            })
    void a_schema_that_cannot_be_checked_in_full_is_refused(String schema) {
        assertThrows(IllegalArgumentException.class, () -> ArgumentSchema.parse(schema));
    }
}
