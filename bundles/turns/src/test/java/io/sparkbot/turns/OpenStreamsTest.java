package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class OpenStreamsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms", "turns");

    private Plant plant;
    private Engine turns;
    private OpenStreams streams;
    private Turn turn;

    @BeforeEach
    void a_turn_that_goes_on() throws Exception {
        plant = new Plant(DATABASE);
        Plant.Machine machine = plant.machine();
        turns = machine.engine();
        streams = new OpenStreams(machine.contributions(), plant.rooms);
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("thinking", reached));
        turn = turns.start(plant.says(plant.ada, "go"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
    }

    @AfterEach
    void close() {
        plant.close();
    }

    /** What one reader has got, and whether the stream is still open. */
    private final class Reader {

        private final ByteArrayOutputStream got = new ByteArrayOutputStream();
        private final CountDownLatch first = new CountDownLatch(1);
        private final Thread thread;

        Reader(Person person) {
            EventStream stream = streams.open(turns.follow(turn.id(), 0), plant.room, person, false);
            thread = Thread.ofVirtual().start(() -> stream.write(new java.io.FilterOutputStream(got) {
                @Override
                public void flush() {
                    first.countDown();
                }
            }));
        }

        boolean ends() throws InterruptedException {
            return thread.join(java.time.Duration.ofSeconds(20));
        }
    }

    @Test
    void whoever_is_removed_from_the_room_stops_reading_at_once_and_nobody_else_does() throws Exception {
        Reader ada = new Reader(plant.ada);
        Reader ben = new Reader(plant.ben);
        assertTrue(ben.first.await(20, TimeUnit.SECONDS));
        streams.on(new RoomEvent.MembershipChanged(plant.room, plant.ben.id(), "VIEWER"));
        assertTrue(ben.thread.isAlive(), "another role still reads");
        streams.on(new RoomEvent.MembershipChanged(plant.room, plant.ben.id(), ""));
        assertTrue(ben.ends());
        assertTrue(ada.first.await(20, TimeUnit.SECONDS));
        assertTrue(ada.thread.isAlive());
        turns.stop(turn.id(), plant.ada);
        assertTrue(ada.ends());
        assertTrue(ada.got.toString(StandardCharsets.UTF_8).contains("\"interrupted\":true"));
        assertFalse(ben.got.toString(StandardCharsets.UTF_8).contains("\"interrupted\":true"));
    }

    @Test
    void whoever_was_removed_while_asking_reads_nothing() throws Exception {
        Reader stranger = new Reader(plant.crowd.human("stranger"));
        assertTrue(stranger.ends());
        assertEquals(0, stranger.got.size());
    }
}
