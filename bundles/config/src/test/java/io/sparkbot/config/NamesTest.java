package io.sparkbot.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({"max_rounds, max.rounds, max_rounds", "_api_key, .api.key, api_key", "a__b, a_b, a_b", "x$_$y, x-y, x_y", "$new, new, new", "a$$b, a$b, a$b"})
    void a_method_a_property_and_a_key_name_the_same_setting(String method, String property, String written) {
        assertEquals(property, Names.property(method));
        assertEquals(written, Names.written(property));
    }

    @Test
    void a_setting_without_a_variable_of_its_own_gets_one_from_its_name() {
        assertEquals("SPARKBOT_LLM_OPENAI_BASE_URL", Names.variable("llm.openai", "base_url"));
    }

    @Test
    void only_a_name_that_is_near_enough_is_suggested() {
        List<String> known = List.of("turns.max_tool_rounds", "turns.parallel_tools", "web.drain_seconds");
        assertEquals(Optional.of("turns.max_tool_rounds"), Names.nearest("turns.max_tools_rounds", known));
        assertEquals(Optional.of("turns.max_tool_rounds"), Names.nearest("TURNS.MAX_TOOL_ROUND", known));
        assertEquals(Optional.empty(), Names.nearest("weather.unit", known));
    }
}
