package io.sparkbot.tools.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkbot.api.person.Preferences;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.tools.shelf.TestTool;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallFactoryTest {

    private final GateFixture house = new GateFixture();

    @BeforeEach
    void a_tool_that_tells_where_it_thinks_it_is() {
        house.builtin(TestTool.reading("where", call -> ToolResult.ok(call.locale() + " " + call.zone())));
    }

    @Test
    void a_tool_is_given_the_language_and_the_time_zone_of_the_person_who_asks() {
        house.choice = new Preferences.Choice(Optional.of(Locale.GERMAN), Optional.of(ZoneId.of("Asia/Tokyo")));
        assertEquals("de Asia/Tokyo", house.ask("where", "{}").text());
    }

    @Test
    void for_who_chose_nothing_it_is_english_and_the_zone_of_the_server() {
        assertEquals("en " + ZoneId.systemDefault(), house.ask("where", "{}").text());
    }
}
