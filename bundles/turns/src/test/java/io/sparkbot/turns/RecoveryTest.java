package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A crash is an engine that is left as it is while a later process of the same installation starts on the same rows. */
@Timeout(60)
class RecoveryTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms", "turns");

    private Plant plant;
    private Plant.Machine crashed;

    @BeforeEach
    void build() {
        plant = new Plant(DATABASE);
        crashed = plant.machine("host:home", "1@monday");
    }

    @AfterEach
    void close() {
        plant.close();
    }

    private Turn cutOffAfter(String said) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging(said, reached));
        Turn turn = crashed.engine().start(plant.says(plant.ada, "hi"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        crashed.engine().live(turn.id()).orElseThrow().flush();
        return turn;
    }

    @Test
    @Tag("CK-4")
    void CK_4_a_turn_cut_off_by_a_crash_is_marked_at_the_next_start_with_what_was_stored_of_it() throws Exception {
        Turn turn = cutOffAfter("The answer is 4");
        Plant.Machine next = plant.machine("host:home", "2@tuesday");
        try (TurnStream follower = next.engine().follow(turn.id(), 0)) {
            Plant.readTo(follower, TurnEvent.Token.class);
            next.upkeep().recover();
            assertTrue(Plant.readTo(follower, TurnEvent.Done.class).interrupted());
        }
        assertEquals(TurnState.INTERRUPTED, plant.state(turn.id()));
        Message partial = plant.answers().getFirst();
        assertEquals("The answer is 4", partial.content());
        assertEquals(Optional.of("{\"interrupted\": true}"), partial.meta());
        next.upkeep().recover();
        assertEquals(1, plant.answers().size());
    }

    @Test
    void a_turn_that_had_said_nothing_is_marked_and_no_message_is_stored() throws Exception {
        Turn turn = cutOffAfter("");
        Plant.Machine next = plant.machine("host:home", "2@tuesday");
        next.upkeep().recover();
        TurnEvent.Done done = Plant.last(Plant.readAll(next.engine(), turn), TurnEvent.Done.class);
        assertTrue(done.interrupted() && done.messageId().isEmpty());
        assertTrue(plant.answers().isEmpty());
    }

    @Test
    void an_engine_that_was_given_up_too_early_cannot_change_the_ending() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        plant.model.then((request, listener, cancellation) -> {
            listener.token("slow");
            reached.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new ModelReply("slow", List.of(), 1, 1);
        });
        Turn turn = crashed.engine().start(plant.says(plant.ada, "hi"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        crashed.engine().live(turn.id()).orElseThrow().flush();
        plant.machine("host:home", "2@tuesday").upkeep().recover();
        try (TurnStream follower = crashed.engine().follow(turn.id(), 0)) {
            Plant.readTo(follower, TurnEvent.Token.class);
            release.countDown();
            assertTrue(Plant.readTo(follower, TurnEvent.Done.class).interrupted(), "its own followers learn how it really ended");
        }
        assertEquals(TurnState.INTERRUPTED, plant.state(turn.id()));
        assertEquals(1, plant.answers().size());
    }

    @Test
    @Tag("CK-4")
    void CK_4_an_engine_that_still_stores_while_another_ends_its_turn_takes_no_number_from_it() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("said", reached));
        Turn turn = crashed.engine().start(plant.says(plant.ada, "hi"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        Rooms storesMeanwhile = (Rooms) Proxy.newProxyInstance(Rooms.class.getClassLoader(), new Class<?>[] {Rooms.class}, (proxy, method, arguments) -> {
            crashed.engine().live(turn.id()).orElseThrow().flush();
            return method.invoke(plant.rooms, arguments);
        });
        Contributions none = new Contributions();
        Endings endings = new Endings(plant.store, storesMeanwhile, plant.messages, plant.crowd, event -> {}, none, Duration.ofSeconds(1));
        assertTrue(endings.end(turn.id(), 0, Endings.Ending.cutOff(TurnState.INTERRUPTED, "said")).orElseThrow().ours());
        List<Numbered> events = Plant.readAll(plant.machine("other:home", "7@tuesday").engine(), turn);
        assertEquals(List.of("human_message", "routing", "token", "done"), Plant.kinds(events));
        assertEquals("said", plant.answers().getFirst().content());
    }

    @Test
    @Tag("CK-4")
    void CK_4_who_saw_tokens_that_the_crash_took_back_gets_the_ending_under_a_number_not_seen_before() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("seen and lost", reached));
        Turn turn = crashed.engine().start(plant.says(plant.ada, "hi"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        long seen;
        try (TurnStream follower = crashed.engine().follow(turn.id(), 0)) {
            Numbered next = follower.next(Plant.LONG).orElseThrow();
            while (!(next.event() instanceof TurnEvent.Token)) {
                next = follower.next(Plant.LONG).orElseThrow();
            }
            seen = next.seq();
        }
        crashed.engine().live(turn.id()).orElseThrow().flush();
        plant.database.query(sql -> sql.execute("delete from turns.turn_event where turn_id = ? and first_seq > 1", turn.id()));
        Plant.Machine next = plant.machine("host:home", "2@tuesday");
        next.upkeep().recover();
        List<Numbered> rest = Plant.readAll(next.engine(), turn.id(), seen);
        assertEquals(List.of("done"), Plant.kinds(rest), "the reader who saw most is told too");
        assertTrue(rest.getFirst().seq() > seen);
        assertEquals(rest, Plant.readAll(next.engine(), turn.id(), 1), "and every reader the same under the same number");
        assertTrue(Plant.readAll(next.engine(), turn.id(), rest.getFirst().seq()).isEmpty());
    }

    @Test
    void turns_of_engines_that_are_alive_are_left_alone() throws Exception {
        Turn turn = cutOffAfter("still here");
        plant.machine("other:home", "7@tuesday").upkeep().recover();
        plant.machine("host:home", "1@monday").upkeep().recover();
        assertEquals(TurnState.RUNNING, plant.state(turn.id()));
    }

    @Test
    void an_engine_not_seen_for_longer_than_its_lease_is_dead_for_every_other() throws Exception {
        Turn turn = cutOffAfter("gone");
        plant.database.query(sql -> sql.execute("update turns.node set seen_at = now() - make_interval(secs => ?)", Nodes.LEASE.toSeconds() + 1));
        Plant.Machine other = plant.machine("other:home", "7@tuesday");
        other.upkeep().recover();
        assertEquals(TurnState.INTERRUPTED, plant.state(turn.id()));
        assertEquals(1, plant.database.query(sql -> sql.fetchCount(io.sparkbot.turns.db.Tables.NODE)).intValue());
    }

    @Test
    void a_turn_of_this_engine_that_no_thread_runs_is_noticed() throws Exception {
        Turn turn = plant.store.insert(plant.room, plant.ada.id(), plant.messages.add(
                new io.sparkbot.api.room.NewMessage(plant.room, plant.ada.id(), "hi")).id(), new TurnStore.Origin("web", true, java.util.Optional.empty()), id(crashed));
        crashed.upkeep().recover();
        assertEquals(TurnState.RUNNING, plant.state(turn.id()), "it may just be about to start");
        crashed.upkeep().recover();
        assertEquals(TurnState.INTERRUPTED, plant.state(turn.id()));
    }

    @Test
    void an_engine_that_was_given_up_breaks_its_turns_off_when_it_comes_back() throws Exception {
        Turn turn = cutOffAfter("half");
        plant.machine("host:home", "2@tuesday").upkeep().recover();
        crashed.upkeep().recover();
        assertEquals(1, crashed.engine().runningHere().size());
        crashed.upkeep().recover();
        assertTrue(crashed.engine().runningHere().isEmpty());
        assertEquals(TurnState.INTERRUPTED, plant.state(turn.id()));
        assertEquals(1, plant.answers().size());
    }

    private java.util.UUID id(Plant.Machine machine) {
        return plant.database.query(sql -> sql.select(io.sparkbot.turns.db.Tables.NODE.ID).from(io.sparkbot.turns.db.Tables.NODE).fetchSingle().value1());
    }

    @Test
    @Tag("CK-4")
    void CK_4_what_followers_of_another_engine_read_is_complete_and_live() throws Exception {
        Plant.Machine other = plant.machine("other:home", "7@tuesday");
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        plant.model.then((request, listener, cancellation) -> {
            for (int i = 0; i < 500; i++) {
                listener.token(i + " ");
            }
            reached.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            listener.token("end");
            return new ModelReply("", List.of(), 1, 1);
        });
        Turn turn = crashed.engine().start(plant.says(plant.ada, "count"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        try (TurnStream follower = other.engine().follow(turn.id(), 0)) {
            StringBuilder text = new StringBuilder();
            long seq = 0;
            boolean over = false;
            while (!over) {
                Numbered next = follower.next(Plant.LONG).orElseThrow();
                assertEquals(++seq, next.seq());
                if (next.event() instanceof TurnEvent.Token token) {
                    text.append(token.text());
                    if (token.text().equals("499 ")) {
                        release.countDown();
                    }
                }
                over = next.event() instanceof TurnEvent.Done;
            }
            assertEquals(plant.answers().getFirst().content(), text.toString());
            assertTrue(follower.next(Duration.ZERO).isEmpty() && follower.ended());
        }
    }

    @Test
    void events_of_old_turns_are_dropped_but_for_the_last() throws Exception {
        plant.model.then(ScriptedModel.saying("a", "b"));
        Turn old = crashed.engine().start(plant.says(plant.ada, "hi"));
        List<Numbered> all = Plant.readAll(crashed.engine(), old);
        Turn recent = crashed.engine().start(plant.says(plant.ada, "hi"));
        int kept = Plant.readAll(crashed.engine(), recent).size();
        plant.database.query(sql -> sql.execute("update turns.turn set ended_at = now() - interval '2 days' where id = ?", old.id()));
        crashed.upkeep().prune();
        assertEquals(List.of(all.getLast()), Plant.readAll(crashed.engine(), old));
        assertEquals(kept, Plant.readAll(crashed.engine(), recent).size());
        assertTrue(crashed.nodes().parked(10).isEmpty());
    }
}
