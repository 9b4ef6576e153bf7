package io.sparkbot.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> NAMES = List.of("approve", "audit", "clear", "deny", "help", "model", "stop");

    @Test
    void the_beginning_of_a_name_and_two_slips_of_the_finger_are_understood() {
        assertEquals(Optional.of("model"), Nearest.to("mod", NAMES));
        assertEquals(Optional.of("model"), Nearest.to("modle", NAMES));
        assertEquals(Optional.of("stop"), Nearest.to("sotp", NAMES));
        assertEquals(Optional.of("audit"), Nearest.to("adit", NAMES));
    }

    @Test
    void what_is_far_from_every_name_gets_no_suggestion() {
        assertEquals(Optional.empty(), Nearest.to("weather", NAMES));
        assertEquals(Optional.empty(), Nearest.to("x", NAMES));
    }
}
