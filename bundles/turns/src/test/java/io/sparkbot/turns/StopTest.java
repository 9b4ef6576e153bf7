package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class StopTest {

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

    @Test
    @Tag("CK-4")
    void CK_4_stop_ends_the_model_call_at_once_and_keeps_what_was_said() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        plant.model.then((request, listener, cancellation) -> {
            try {
                return ScriptedModel.hanging("Once upon a ti", reached).answer(request, listener, cancellation);
            } finally {
                ended.countDown();
            }
        });
        Turn turn = turns.start(plant.says(plant.ada, "a story"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        assertTrue(turns.stop(turn.id(), plant.ada));
        assertTrue(ended.await(20, TimeUnit.SECONDS), "the call of the model goes on");
        List<Numbered> events = Plant.readAll(turns, turn);
        TurnEvent.Done done = Plant.last(events, TurnEvent.Done.class);
        assertTrue(done.interrupted());
        Message partial = plant.answers().getFirst();
        assertEquals(Optional.of(partial.id()), done.messageId());
        assertEquals("Once upon a ti", partial.content());
        assertEquals(Optional.of("{\"interrupted\": true}"), partial.meta());
        assertEquals(TurnState.STOPPED, plant.state(turn.id()));
        assertTrue(turns.runningHere().isEmpty());
        assertFalse(turns.stop(turn.id(), plant.ada));
    }

    @Test
    void stop_does_not_wait_for_a_model_that_ignores_it_and_what_that_says_later_is_dropped() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        plant.model.then((request, listener, cancellation) -> {
            listener.token("before");
            reached.countDown();
            awaitQuietly(release);
            listener.token(" after");
            ended.countDown();
            return new ModelReply("before after", List.of(), 1, 1);
        });
        Turn turn = turns.start(plant.says(plant.ada, "go"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        assertTrue(turns.stop(turn.id(), plant.ada));
        release.countDown();
        assertTrue(ended.await(20, TimeUnit.SECONDS));
        assertEquals("before", Plant.text(Plant.readAll(turns, turn)));
        assertEquals(List.of("before"), plant.answers().stream().map(Message::content).toList());
    }

    @Test
    void stop_interrupts_running_tools_and_their_results_are_dropped() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        plant.gate.effects.put("look", request -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return ToolResult.ok("never");
        });
        plant.model.then(ScriptedModel.wishing("Looking.", "look"));
        Turn turn = turns.start(plant.says(plant.ada, "look"));
        assertTrue(running.await(20, TimeUnit.SECONDS));
        assertTrue(turns.stop(turn.id(), plant.ada));
        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
        List<Numbered> events = Plant.readAll(turns, turn);
        assertEquals(List.of("human_message", "routing", "token", "tool_start", "done"), Plant.kinds(events));
        assertEquals(1, plant.model.requests.size());
        assertEquals("Looking.", plant.answers().getFirst().content());
    }

    @Test
    void a_turn_that_waits_for_the_one_before_can_be_stopped_and_stores_nothing() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("busy", reached));
        Turn first = turns.start(plant.says(plant.ada, "first"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        Turn second = turns.start(plant.says(plant.ada, "second"));
        assertTrue(turns.stop(second.id(), plant.ada));
        TurnEvent.Done done = Plant.last(Plant.readAll(turns, second), TurnEvent.Done.class);
        assertTrue(done.interrupted() && done.messageId().isEmpty());
        assertTrue(plant.answers().isEmpty());
        assertEquals(TurnState.RUNNING, plant.state(first.id()));
        assertEquals(1, plant.model.requests.size());
        turns.stop(first.id(), plant.ada);
    }

    @RepeatedTest(15)
    void a_stop_that_races_the_end_gives_one_ending_and_one_message_whoever_wins() throws Exception {
        plant.model.then(ScriptedModel.saying("a", "b", "c"));
        Turn turn = turns.start(plant.says(plant.ada, "quick"));
        boolean stopped;
        try (TurnStream stream = turns.follow(turn.id(), 0); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Plant.readTo(stream, TurnEvent.HumanMessage.class);
            Future<Boolean> one = threads.submit(() -> turns.stop(turn.id(), plant.ada));
            Future<Boolean> two = threads.submit(() -> turns.stop(turn.id(), plant.ada));
            assertFalse(one.get() && two.get(), "stopped twice");
            stopped = one.get() || two.get();
        }
        List<Numbered> events = Plant.readAll(turns, turn);
        long endings = events.stream().filter(e -> e.event() instanceof TurnEvent.Done || e.event() instanceof TurnEvent.Failed).count();
        assertEquals(1, endings);
        TurnEvent.Done done = Plant.last(events, TurnEvent.Done.class);
        assertEquals(stopped, done.interrupted());
        assertEquals(stopped ? TurnState.STOPPED : TurnState.DONE, plant.state(turn.id()));
        String text = Plant.text(events);
        assertEquals(text.isEmpty() ? List.of() : List.of(text), plant.answers().stream().map(Message::content).toList());
        for (int i = 0; i < events.size(); i++) {
            assertEquals(i + 1, events.get(i).seq());
        }
    }

    @Test
    void a_turn_of_another_engine_is_stopped_by_that_engine() throws Exception {
        Plant.Machine other = plant.machine("other:home", "2@now");
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("over there", reached));
        Turn turn = other.engine().start(plant.says(plant.ada, "hi"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        assertTrue(turns.stop(turn.id(), plant.ada));
        other.upkeep().obey();
        assertTrue(Plant.last(Plant.readAll(turns, turn), TurnEvent.Done.class).interrupted());
        assertEquals(TurnState.STOPPED, plant.state(turn.id()));
    }

    @Test
    @Tag("F-688")
    void an_engine_that_is_shut_down_interrupts_its_turns_and_keeps_what_they_said() throws Exception {
        CountDownLatch reached = new CountDownLatch(2);
        plant.model.then(ScriptedModel.hanging("one", reached)).then(ScriptedModel.hanging("two", reached));
        Turn adas = turns.start(plant.says(plant.ada, "hi"));
        Turn bens = turns.start(plant.says(plant.ben, "hi"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        try (TurnStream stream = turns.follow(adas.id(), 0)) {
            Plant.readTo(stream, TurnEvent.Token.class);
            turns.close();
            assertTrue(Plant.readTo(stream, TurnEvent.Done.class).interrupted());
        }
        assertEquals(TurnState.INTERRUPTED, plant.state(adas.id()));
        assertEquals(TurnState.INTERRUPTED, plant.state(bens.id()));
        assertEquals(List.of("one", "two"), plant.answers().stream().map(Message::content).sorted().toList());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
