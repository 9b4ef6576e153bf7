package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

    private final EventWriter writer = new EventWriter((batches, durable) -> {}, Duration.ofSeconds(1));
    private final EventLog events = EventLog.resumed(UUID.randomUUID(), 1, "", writer);
    private final AnswerText answer = new AnswerText(events);

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void a_character_that_comes_in_halves_is_put_together() {
        answer.token("smile \uD83D");
        assertEquals("smile ", events.text());
        answer.token("\uDE00!");
        assertEquals("smile \uD83D\uDE00!", events.text());
        assertEquals(3, events.last());
    }

    @Test
    void what_no_database_holds_is_replaced() {
        answer.token("a\u0000b\uDE00c");
        answer.token("");
        answer.token("d\uD83D");
        answer.finish();
        assertEquals("a\uFFFDb\uFFFDcd\uFFFD", events.text());
    }

    @Test
    void rounds_are_kept_apart_and_nothing_is_added_to_an_empty_start() {
        answer.nextRound();
        answer.token("First.");
        answer.nextRound();
        answer.nextRound();
        answer.token("Second.\n");
        answer.nextRound();
        answer.token("Third.");
        assertEquals("First.\n\nSecond.\nThird.", events.text());
    }
}
