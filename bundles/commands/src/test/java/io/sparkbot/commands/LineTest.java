package io.sparkbot.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void name_and_argument_come_apart_whatever_the_spaces_and_the_case() {
        assertEquals(Optional.of(new Line("model", "gpt-4o  mini")), Line.of("  /Model   gpt-4o  mini "));
        assertEquals(Optional.of(new Line("help", "")), Line.of("/help"));
        assertEquals(Optional.of(new Line("search", "a\nb")), Line.of("/search a\nb"));
    }

    @Test
    void paths_and_lone_slashes_are_no_commands() {
        assertTrue(Line.of("/usr/bin/env").isEmpty());
        assertTrue(Line.of("/").isEmpty());
        assertTrue(Line.of("/ help").isEmpty());
        assertTrue(Line.of("help").isEmpty());
        assertTrue(Line.of("/7up").isEmpty());
    }
}
