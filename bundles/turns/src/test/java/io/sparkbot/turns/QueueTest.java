package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that wait until what runs has ended. */
@Timeout(60)
class QueueTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms", "turns");

    private Plant plant;
    private Plant.Machine machine;
    private Engine turns;
    private CountDownLatch reached = new CountDownLatch(1);

    @BeforeEach
    void build() {
        plant = new Plant(DATABASE);
        machine = plant.machine();
        turns = machine.engine();
        reached = new CountDownLatch(1);
    }

    @AfterEach
    void close() {
        plant.close();
    }

    private Turn running() throws InterruptedException {
        plant.model.then(ScriptedModel.hanging("busy", reached));
        Turn turn = turns.start(plant.says(plant.ada, "first"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        return turn;
    }

    private List<String> waiting() {
        return turns.queued(plant.room, plant.ada.id()).stream().map(Turns.Queued::content).toList();
    }

    /** Waits until the room tells that the turn of this message is over. */
    private void awaitAnswered(String content) throws InterruptedException {
        while (true) {
            RoomEvent event = plant.heard.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError(content + " was not answered");
            }
            if (event instanceof RoomEvent.TurnChanged changed && changed.state().equals("done")
                    && plant.messages.find(plant.room, changed.messageId()).map(Message::content).equals(Optional.of(content))) {
                return;
            }
        }
    }

    private List<String> said() {
        return plant.messages.newest(plant.room, 100).stream().map(Message::content).toList();
    }

    @Test
    void a_message_waits_while_an_answer_runs_and_is_said_when_it_ends_each_knowing_the_answers_before() throws Exception {
        Turn first = running();
        assertEquals(1, turns.queue(plant.says(plant.ada, "second")).position());
        assertEquals(2, turns.queue(plant.says(plant.ada, "third")).position());
        assertEquals(List.of("second", "third"), waiting());
        assertEquals(List.of("first"), said(), "what waits is not said yet");
        plant.model.then(ScriptedModel.saying("two")).then(ScriptedModel.saying("three"));
        turns.stop(first.id(), plant.ada);
        awaitAnswered("third");
        assertEquals(List.of("first", "busy", "second", "two", "third", "three"), said());
        assertEquals(List.of(), waiting());
    }

    @Test
    void a_message_is_said_at_once_when_nothing_runs() throws Exception {
        assertEquals(0, turns.queue(plant.says(plant.ada, "now")).position());
        awaitAnswered("now");
        assertEquals(List.of("now", "fine"), said());
    }

    @Test
    void a_turn_that_waits_for_a_decision_holds_the_line() throws Exception {
        plant.model.then(ScriptedModel.wishing("", "ask_send"));
        Turn parked = turns.start(plant.says(plant.ada, "send it"));
        Plant.readAll(turns, parked);
        assertEquals(TurnState.PARKED, plant.state(parked.id()));
        assertEquals(1, turns.queue(plant.says(plant.ada, "then this")).position());
        turns.decide(plant.pending().getFirst().id(), plant.room, plant.ada, false, "web");
        awaitAnswered("then this");
    }

    @Test
    @Tag("CK-5")
    void CK_5_what_waits_survives_a_crash_and_is_said_after_the_cut_off_turn_was_marked() throws Exception {
        Turn first = running();
        turns.queue(plant.says(plant.ada, "second"));
        Plant.Machine next = plant.machine("host:home", "2@later");
        plant.model.then(ScriptedModel.saying("two"));
        next.upkeep().recover();
        next.engine().stalled().forEach(next.engine()::advance);
        awaitAnswered("second");
        assertEquals(TurnState.INTERRUPTED, plant.state(first.id()));
        assertEquals(List.of("first", "second", "two"), said().stream().filter(content -> !content.equals("busy")).toList());
    }

    @Test
    void two_tabs_and_two_nodes_never_say_a_message_twice_or_two_at_once() throws Exception {
        Turn first = running();
        Engine other = plant.machine("other:home", "7@now").engine();
        List<Future<Turns.Queued>> added = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                Engine tab = i % 2 == 0 ? turns : other;
                String content = "message " + i;
                added.add(threads.submit(() -> tab.queue(plant.says(plant.ada, content))));
            }
        }
        for (Future<Turns.Queued> one : added) {
            one.get();
        }
        List<String> order = waiting();
        assertEquals(10, order.size());
        turns.stop(first.id(), plant.ada);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                Engine node = i % 2 == 0 ? turns : other;
                threads.submit(() -> node.advance(new Line.Place(plant.room, plant.ada.id())));
            }
        }
        awaitAnswered(order.getLast());
        List<String> expected = new ArrayList<>(List.of("first", "busy"));
        order.forEach(content -> expected.addAll(List.of(content, "fine")));
        assertEquals(expected, said());
    }

    @Test
    void the_line_has_a_limit_that_names_itself_even_when_many_add_at_once() throws Exception {
        plant.set.put("max_queued", 3);
        running();
        int refused = 0;
        List<Future<Turns.Queued>> added = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                added.add(threads.submit(() -> turns.queue(plant.says(plant.ada, "more"))));
            }
        }
        for (Future<Turns.Queued> one : added) {
            try {
                one.get();
            } catch (java.util.concurrent.ExecutionException e) {
                assertTrue(e.getCause() instanceof Problem problem && problem.status() == 429 && problem.detail().contains("turns.max-queued"), e::toString);
                refused++;
            }
        }
        assertEquals(5, refused);
        assertEquals(3, waiting().size());
    }

    @Test
    void what_waits_can_be_taken_out_by_its_person_and_by_nobody_else() throws Exception {
        running();
        UUID id = turns.queue(plant.says(plant.ada, "second")).id();
        assertTrue(!turns.unqueue(plant.room, plant.ben.id(), id));
        assertEquals(List.of(), turns.queued(plant.room, plant.ben.id()));
        assertTrue(turns.unqueue(plant.room, plant.ada.id(), id));
        assertTrue(!turns.unqueue(plant.room, plant.ada.id(), id));
        QueueResource resource = new QueueResource(turns, plant.rooms);
        assertEquals(404, assertThrows(Problem.class, () -> resource.remove(plant.room, id, plant.ada)).status());
        assertEquals(0, resource.list(plant.room, plant.ada).count());
        assertEquals("not_member", assertThrows(Problem.class, () -> resource.list(plant.room, plant.crowd.human("carl"))).code());
    }

    @Test
    void viewers_and_strangers_cannot_queue_and_bad_texts_are_refused_at_once() throws Exception {
        running();
        plant.database.query(sql -> sql.execute("update rooms.member set role = 'VIEWER' where person_id = ?", plant.ben.id()));
        assertEquals("viewer_read_only", assertThrows(Problem.class, () -> turns.queue(plant.says(plant.ben, "hi"))).code());
        assertEquals("not_member", assertThrows(Problem.class, () -> turns.queue(plant.says(plant.crowd.human("carl"), "hi"))).code());
        assertEquals(422, assertThrows(Problem.class, () -> turns.queue(plant.says(plant.ada, " "))).status());
        assertEquals(422, assertThrows(Problem.class, () -> turns.queue(plant.says(plant.ada, "x".repeat(100_001)))).status());
        TurnRequest foreign = new TurnRequest(plant.room, plant.ada, "hi", Optional.of(UUID.randomUUID()), "web");
        assertEquals(422, assertThrows(Problem.class, () -> turns.queue(foreign)).status());
        turns.queue(plant.says(plant.ada, "a\u0000b\uD83D"));
        assertEquals(List.of("a\uFFFDb\uFFFD"), waiting());
    }

    @Test
    void what_waits_for_a_person_who_may_not_speak_any_more_is_dropped() throws Exception {
        Turn first = running();
        turns.queue(plant.says(plant.ada, "second"));
        plant.database.query(sql -> sql.execute("update rooms.member set role = 'VIEWER' where person_id = ?", plant.ada.id()));
        turns.advance(new Line.Place(plant.room, plant.ada.id()));
        assertEquals(List.of(), waiting());
        turns.stop(first.id(), plant.ada);
        assertEquals(List.of("first", "busy"), said());
        assertTrue(turns.of(plant.room, Set.of(TurnState.RUNNING), 10).isEmpty());
    }

    @Test
    void a_room_that_is_deleted_takes_its_lines_along() throws Exception {
        running();
        turns.queue(plant.says(plant.ada, "second"));
        turns.roomDeleted(plant.room);
        assertEquals(List.of(), waiting());
    }
}
