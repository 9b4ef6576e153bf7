package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class OutageTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms", "turns");

    private Plant plant;

    @BeforeEach
    void build() {
        plant = new Plant(DATABASE);
    }

    @AfterEach
    void close() {
        plant.close();
    }

    private ScriptedModel.Step inTwoParts(CountDownLatch reached, CountDownLatch release) {
        return (request, listener, cancellation) -> {
            listener.token("before ");
            reached.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            listener.token("after");
            return new ModelReply("before after", List.of(), 1, 2);
        };
    }

    @Test
    void a_turn_outlives_a_database_that_is_away_for_a_moment() throws Exception {
        Engine turns = plant.machine().engine();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        plant.model.then(inTwoParts(reached, release));
        Turn turn = turns.start(plant.says(plant.ada, "hi"));
        try (TurnStream stream = turns.follow(turn.id(), 0)) {
            Plant.readTo(stream, TurnEvent.Token.class);
            plant.database.down = true;
            release.countDown();
            assertEquals("after", Plant.readTo(stream, TurnEvent.Token.class).text(), "tokens are shown meanwhile");
            assertTrue(stream.next(Duration.ofMillis(300)).isEmpty(), "success is not claimed before it is stored");
            plant.database.down = false;
            Plant.readTo(stream, TurnEvent.Done.class);
        }
        assertEquals("before after", plant.answers().getFirst().content());
        List<Numbered> stored = Plant.readAll(plant.machine("other:home", "2@now").engine(), turn);
        assertEquals("before after", Plant.text(stored));
    }

    @Test
    void a_turn_whose_database_stays_away_tells_its_followers_and_is_mended_later() throws Exception {
        plant.patience = Duration.ofMillis(300);
        Plant.Machine machine = plant.machine();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        plant.model.then(inTwoParts(reached, release));
        Turn turn = machine.engine().start(plant.says(plant.ada, "hi"));
        try (TurnStream stream = machine.engine().follow(turn.id(), 0)) {
            Plant.readTo(stream, TurnEvent.Token.class);
            machine.engine().live(turn.id()).orElseThrow().flush();
            plant.database.down = true;
            release.countDown();
            TurnEvent.Failed failed = Plant.readTo(stream, TurnEvent.Failed.class);
            assertEquals("unavailable", failed.code());
            assertEquals(java.util.Optional.empty(), stream.next(Duration.ZERO));
            assertTrue(stream.ended());
        }
        assertTrue(machine.engine().runningHere().isEmpty());
        assertThrows(DatabaseUnavailable.class, () -> machine.engine().start(plant.says(plant.ben, "hello?")));
        plant.database.down = false;
        assertEquals(TurnState.RUNNING, plant.state(turn.id()));
        machine.upkeep().recover();
        machine.upkeep().recover();
        assertEquals(TurnState.INTERRUPTED, plant.state(turn.id()));
        assertEquals("before ", plant.answers().getFirst().content());
        Plant.last(Plant.readAll(machine.engine(), machine.engine().start(plant.says(plant.ben, "again"))), TurnEvent.Done.class);
    }

    @Test
    void a_commit_that_was_done_although_it_seemed_to_fail_is_not_repeated() throws Exception {
        Engine turns = plant.machine().engine();
        plant.model.then((request, listener, cancellation) -> {
            listener.token("said");
            plant.database.loseNextAnswer = true;
            return new ModelReply("said", List.of(), 1, 1);
        });
        Turn turn = turns.start(plant.says(plant.ada, "hi"));
        List<Numbered> events = Plant.readAll(turns, turn);
        Plant.last(events, TurnEvent.Done.class);
        assertEquals(1, plant.answers().size());
        assertEquals("said", Plant.text(events));
        for (int i = 0; i < events.size(); i++) {
            assertEquals(i + 1, events.get(i).seq());
        }
    }
}
