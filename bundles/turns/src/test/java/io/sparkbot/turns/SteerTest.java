package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Adding to a question while it is answered. */
@Timeout(60)
class SteerTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms", "turns");

    private Plant plant;
    private Engine turns;

    @BeforeEach
    void build() {
        plant = new Plant(DATABASE);
        turns = plant.machine().engine();
    }

    @AfterEach
    void close() {
        plant.close();
    }

    private List<String> said() {
        return plant.messages.newest(plant.room, 100).stream().map(Message::content).toList();
    }

    private static String lastUser(List<ModelMessage> messages) {
        return messages.stream().filter(ModelMessage.User.class::isInstance).map(message -> ((ModelMessage.User) message).text()).reduce("", (a, b) -> b);
    }

    /** A model that waits in mid-answer until it is let go. */
    private static ScriptedModel.Step pausing(String text, CountDownLatch reached, CountDownLatch go) {
        return (request, listener, cancellation) -> {
            listener.token(text);
            reached.countDown();
            try {
                assertTrue(go.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new ModelReply(text, List.of(), 1, 1);
        };
    }

    @Test
    void what_is_added_during_a_tool_call_is_read_before_the_next_step_and_stands_in_the_room() throws Exception {
        UUID[] turn = new UUID[1];
        CountDownLatch started = new CountDownLatch(1);
        plant.gate.effects.put("look", request -> {
            try {
                assertTrue(started.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            turns.steer(plant.room, turn[0], plant.ada, "in blue");
            return ToolResult.ok("seen");
        });
        plant.model.then(ScriptedModel.wishing("", "look")).then(ScriptedModel.saying("blue it is"));
        Turn begun = turns.start(plant.says(plant.ada, "paint it"));
        turn[0] = begun.id();
        started.countDown();
        Plant.readAll(turns, begun);
        assertEquals("in blue", lastUser(plant.model.requests.get(1).messages()));
        assertEquals(List.of("paint it", "in blue", "blue it is"), said());
        assertEquals(2, plant.model.requests.size());
    }

    @Test
    void what_is_added_during_the_last_words_is_answered_too() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        plant.model.then(pausing("red it is", reached, go)).then(ScriptedModel.saying("now blue"));
        Turn turn = turns.start(plant.says(plant.ada, "paint it"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        turns.steer(plant.room, turn.id(), plant.ada, "no, in blue");
        go.countDown();
        Plant.readAll(turns, turn);
        assertEquals(List.of("paint it", "no, in blue", "red it is\n\nnow blue"), said());
        List<ModelMessage> second = plant.model.requests.get(1).messages();
        assertEquals(List.of(new ModelMessage.Assistant("red it is", List.of()), new ModelMessage.User("no, in blue")), second.subList(second.size() - 2, second.size()));
    }

    @RepeatedTest(10)
    void an_addition_at_the_very_end_is_either_refused_or_read() throws Exception {
        Turn turn = turns.start(plant.says(plant.ada, "quick"));
        boolean taken = true;
        try {
            turns.steer(plant.room, turn.id(), plant.ada, "wait");
        } catch (Problem e) {
            assertEquals(409, e.status());
            taken = false;
        }
        Plant.readAll(turns, turn);
        boolean read = lastUser(plant.model.requests.getLast().messages()).equals("wait");
        assertEquals(taken, read);
        assertEquals(TurnState.DONE, plant.state(turn.id()));
    }

    @Test
    void what_is_added_while_the_turn_waits_for_a_decision_is_read_when_it_goes_on_even_on_another_engine() throws Exception {
        plant.model.then(ScriptedModel.wishing("", "ask_send"));
        Turn turn = turns.start(plant.says(plant.ada, "send it"));
        Plant.readAll(turns, turn);
        turns.steer(plant.room, turn.id(), plant.ada, "and tell me when");
        plant.model.then(ScriptedModel.saying("sent at noon"));
        Engine other = plant.machine("host:home", "2@later").engine();
        other.decide(plant.pending().getFirst().id(), plant.room, plant.ada, true, "web");
        Plant.readAll(other, turn);
        assertEquals("and tell me when", lastUser(plant.model.requests.getLast().messages()));
        assertEquals(List.of("send it", "and tell me when", "sent at noon"), said());
    }

    @Test
    void an_addition_before_a_second_wait_is_still_known_after_it() throws Exception {
        plant.model.then(ScriptedModel.wishing("", "ask_send")).then(ScriptedModel.wishing("", "ask_delete")).then(ScriptedModel.saying("both done"));
        Turn turn = turns.start(plant.says(plant.ada, "send it"));
        Plant.readAll(turns, turn);
        turns.steer(plant.room, turn.id(), plant.ada, "delete it too");
        turns.decide(plant.pending().getFirst().id(), plant.room, plant.ada, true, "web");
        Plant.readAll(turns, turn);
        turns.decide(plant.pending().getFirst().id(), plant.room, plant.ada, true, "web");
        Plant.readAll(turns, turn);
        assertEquals("delete it too", lastUser(plant.model.requests.getLast().messages()));
        assertEquals(3, plant.model.requests.size());
    }

    @Test
    void an_answer_given_anew_knows_what_was_added_to_the_question() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        plant.model.then(pausing("red", reached, go)).then(ScriptedModel.saying("blue"));
        Turn turn = turns.start(plant.says(plant.ada, "paint it"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        turns.steer(plant.room, turn.id(), plant.ada, "in blue");
        go.countDown();
        Plant.readAll(turns, turn);
        plant.model.then(ScriptedModel.saying("light blue"));
        Plant.readAll(turns, turns.regenerate(plant.room, plant.answers().getFirst().id(), plant.ada, "web"));
        assertEquals("in blue", lastUser(plant.model.requests.getLast().messages()));
        assertEquals(List.of("paint it", "in blue", "light blue"), said());
    }

    @Test
    void only_the_person_who_asked_adds_and_only_while_the_turn_is_open() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("busy", reached));
        Turn turn = turns.start(plant.says(plant.ada, "hi"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        assertEquals("not_allowed", assertThrows(Problem.class, () -> turns.steer(plant.room, turn.id(), plant.ben, "mine")).code());
        assertEquals("not_member", assertThrows(Problem.class, () -> turns.steer(plant.room, turn.id(), plant.crowd.human("carl"), "x")).code());
        assertEquals(404, assertThrows(Problem.class, () -> turns.steer(plant.room, UUID.randomUUID(), plant.ada, "x")).status());
        assertEquals(404, assertThrows(Problem.class, () -> turns.steer(plant.room(plant.ada), turn.id(), plant.ada, "x")).status());
        assertEquals(422, assertThrows(Problem.class, () -> turns.steer(plant.room, turn.id(), plant.ada, " ")).status());
        for (int i = 0; i < 20; i++) {
            turns.steer(plant.room, turn.id(), plant.ada, "more " + i);
        }
        assertEquals(429, assertThrows(Problem.class, () -> turns.steer(plant.room, turn.id(), plant.ada, "one too many")).status());
        turns.stop(turn.id(), plant.ada);
        assertEquals(409, assertThrows(Problem.class, () -> turns.steer(plant.room, turn.id(), plant.ada, "late")).status());
        plant.database.query(sql -> sql.execute("update rooms.member set role = 'VIEWER' where person_id = ?", plant.ada.id()));
        assertEquals("viewer_read_only", assertThrows(Problem.class, () -> turns.steer(plant.room, turn.id(), plant.ada, "x")).code());
        assertEquals(22, said().size(), "what was added stays in the room");
    }
}
