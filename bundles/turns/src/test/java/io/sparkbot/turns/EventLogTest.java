package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventLogTest {

    private static final int TOKENS = 300;
    private static final long PACE_NANOS = 10_000_000;

    private static List<Numbered> shown(EventLog log) throws InterruptedException {
        return log.take(1, TOKENS + 1, 0, () -> true) instanceof EventLog.Taken.Events events ? events.events() : List.of();
    }

    @Test
    @Tag("CK-4")
    void CK_4_no_more_is_shown_than_what_was_said_within_a_second_of_what_is_not_yet_stored() throws Exception {
        CountDownLatch databaseAnswers = new CountDownLatch(1);
        EventWriter.Sink hesitating = (batches, durable) -> {
            try {
                databaseAnswers.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (EventWriter writer = new EventWriter(hesitating, Duration.ofSeconds(20))) {
            EventLog log = EventLog.of(UUID.randomUUID(), new TurnEvent.HumanMessage(UUID.randomUUID(), UUID.randomUUID()), writer);
            log.append(new TurnEvent.Token("first"));
            long firstIsThere = System.nanoTime();
            long[] said = new long[TOKENS];
            Thread speaker = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < TOKENS; i++) {
                    LockSupport.parkNanos(PACE_NANOS);
                    said[i] = System.nanoTime();
                    log.append(new TurnEvent.Token("."));
                }
            });
            while (speaker.getState() != Thread.State.WAITING && speaker.isAlive()) {
                Thread.onSpinWait();
            }
            List<Numbered> shown = shown(log);
            assertTrue(shown.size() > 1, "tokens are shown before they are stored");
            for (int i = 0; i < shown.size() - 1; i++) {
                assertTrue(said[i] - firstIsThere <= EventLog.MAX_LAG.toNanos(), "a token is shown that was said when the first one should have been stored");
            }
            databaseAnswers.countDown();
            speaker.join();
            assertEquals(TOKENS + 1, shown(log).size());
        }
    }

    @Test
    void what_could_not_be_stored_is_not_shown_any_more() throws Exception {
        EventWriter.Sink broken = (batches, durable) -> {
            throw new IllegalStateException("no");
        };
        try (EventWriter writer = new EventWriter(broken, Duration.ofSeconds(20))) {
            EventLog log = EventLog.of(UUID.randomUUID(), new TurnEvent.HumanMessage(UUID.randomUUID(), UUID.randomUUID()), writer);
            log.append(new TurnEvent.Token("before"));
            try {
                log.flush();
            } catch (IllegalStateException expected) {
                log.append(new TurnEvent.Token("after"));
            }
            assertEquals("beforeafter", log.text());
            assertEquals(new TurnEvent.Token("before"), shown(log).getLast().event());
            assertInstanceOf(EventLog.Taken.Nothing.class, log.take(2, 10, 0, () -> true));
        }
    }
}
