package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class ParkingTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms", "turns");

    private Plant plant;
    private Plant.Machine machine;
    private Engine turns;

    @BeforeEach
    void build() {
        plant = new Plant(DATABASE);
        machine = plant.machine();
        turns = machine.engine();
    }

    @AfterEach
    void close() {
        plant.close();
    }

    private Turn parkedTurn(String... tools) throws InterruptedException {
        plant.model.then(ScriptedModel.wishing("I will.", tools));
        Turn turn = turns.start(plant.says(plant.ada, "do it"));
        Plant.last(Plant.readAll(turns, turn), TurnEvent.ConfirmRequired.class);
        return turn;
    }

    private UUID only() {
        assertEquals(1, plant.pending().size());
        return plant.pending().getFirst().id();
    }

    @Test
    @Tag("CK-3")
    void CK_3_an_approved_call_runs_once_and_the_conversation_goes_on_with_the_next_number() throws Exception {
        plant.model.then(ScriptedModel.wishing("I will.", "look", "ask_delete"));
        Turn turn = turns.start(plant.says(plant.ada, "delete it"));
        List<Numbered> before = Plant.readAll(turns, turn);
        assertEquals(List.of("human_message", "routing", "token", "tool_start", "tool_done", "confirm_required"), Plant.kinds(before));
        TurnEvent.ConfirmRequired asked = Plant.last(before, TurnEvent.ConfirmRequired.class);
        assertEquals("use ask_delete", asked.title());
        assertEquals(TurnState.PARKED, plant.state(turn.id()));
        assertTrue(plant.answers().isEmpty());

        plant.model.then(ScriptedModel.saying("Deleted."));
        Turns.Resumed resumed = turns.decide(asked.confirmId(), plant.room, plant.ada, true, "web");
        assertEquals(turn.id(), resumed.turn().id());
        List<Numbered> after = Plant.readAll(turns, turn.id(), resumed.after());
        assertEquals(before.getLast().seq() + 1, after.getFirst().seq());
        assertEquals(List.of("tool_start", "tool_done", "token", "done"), Plant.kinds(after));
        assertEquals(List.of("look", "ask_delete"), List.copyOf(plant.gate.runs));
        assertEquals("I will.\n\nDeleted.", plant.answers().getFirst().content());
        assertEquals(Approval.State.EXECUTED, plant.desk.find(asked.confirmId()).orElseThrow().state());

        List<ModelMessage> transcript = plant.model.requests.getLast().messages();
        List<String> results = transcript.stream().filter(ModelMessage.Result.class::isInstance).map(m -> ((ModelMessage.Result) m).tool()).toList();
        assertEquals(List.of("look", "ask_delete"), results, "the result from before the wait is kept");
        assertEquals(List.of("running", "parked", "running", "done"),
                plant.heard.stream().filter(RoomEvent.TurnChanged.class::isInstance).map(e -> ((RoomEvent.TurnChanged) e).state()).toList());
    }

    @Test
    @Tag("CK-3")
    void CK_3_a_denied_call_does_not_run_and_the_model_is_told_by_whom() throws Exception {
        Turn turn = parkedTurn("ask_delete");
        plant.model.then(ScriptedModel.saying("Then not."));
        Turns.Resumed resumed = turns.decide(only(), plant.room, plant.ben, false, "web");
        List<Numbered> after = Plant.readAll(turns, turn.id(), resumed.after());
        assertEquals("denied", after.stream().map(Numbered::event).filter(TurnEvent.ToolDone.class::isInstance).map(e -> ((TurnEvent.ToolDone) e).status()).findFirst().orElseThrow());
        ModelMessage.Result told = (ModelMessage.Result) plant.model.requests.getLast().messages().getLast();
        assertTrue(told.error() && told.text().contains("ben"), told.text());
        assertTrue(plant.gate.runs.isEmpty());
        assertEquals("I will.\n\nThen not.", plant.answers().getFirst().content());
    }

    @RepeatedTest(5)
    @Tag("CK-7")
    void CK_7_many_deciders_on_two_engines_give_one_run() throws Exception {
        Engine other = plant.machine("other:home", "2@now").engine();
        Turn turn = parkedTurn("ask_delete");
        UUID confirm = only();
        plant.model.always(ScriptedModel.saying("Done."));
        int deciders = 12;
        CountDownLatch together = new CountDownLatch(deciders);
        List<Future<Boolean>> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < deciders; i++) {
                Engine engine = i % 2 == 0 ? turns : other;
                outcomes.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    try {
                        Turns.Resumed resumed = engine.decide(confirm, plant.room, plant.ada, true, "web");
                        Plant.last(Plant.readAll(engine, turn.id(), resumed.after()), TurnEvent.Done.class);
                        return true;
                    } catch (Problem refused) {
                        assertEquals(404, refused.status());
                        return false;
                    }
                }));
            }
        }
        int accepted = 0;
        for (Future<Boolean> outcome : outcomes) {
            accepted += outcome.get() ? 1 : 0;
        }
        assertEquals(1, accepted);
        assertEquals(List.of(confirm), plant.gate.approvedRuns);
        assertEquals(1, plant.answers().size());
    }

    @Test
    void an_engine_that_did_not_run_the_turn_can_take_it_up_after_a_restart() throws Exception {
        Turn turn = parkedTurn("ask_delete");
        turns.close();
        Plant.Machine restarted = plant.machine("host:home", "9@later");
        restarted.upkeep().recover();
        assertEquals(TurnState.PARKED, plant.state(turn.id()));
        plant.model.then(ScriptedModel.saying("After the restart."));
        Turns.Resumed resumed = restarted.engine().decide(only(), plant.room, plant.ada, true, "web");
        Plant.last(Plant.readAll(restarted.engine(), turn.id(), resumed.after()), TurnEvent.Done.class);
        assertEquals(List.of("ask_delete"), List.copyOf(plant.gate.runs));
        assertEquals("I will.\n\nAfter the restart.", plant.answers().getFirst().content());
    }

    @Test
    void A7_two_waiting_calls_of_one_round_are_decided_one_by_one() throws Exception {
        Turn turn = parkedTurn("ask_delete", "ask_send");
        List<Approval> both = plant.pending();
        assertEquals(2, both.size());
        Approval delete = both.stream().filter(approval -> approval.tool().equals("ask_delete")).findFirst().orElseThrow();
        Approval send = both.stream().filter(approval -> approval.tool().equals("ask_send")).findFirst().orElseThrow();
        Turns.Resumed first = turns.decide(send.id(), plant.room, plant.ada, true, "web");
        List<Numbered> between = Plant.readAll(turns, turn.id(), first.after());
        assertEquals(List.of("tool_start", "tool_done", "confirm_required"), Plant.kinds(between));
        assertEquals(delete.id(), Plant.last(between, TurnEvent.ConfirmRequired.class).confirmId());
        assertEquals(List.of("ask_send"), List.copyOf(plant.gate.runs));
        assertEquals(1, plant.model.requests.size(), "the model is not asked before both are decided");
        plant.model.then(ScriptedModel.saying("Sent, not deleted."));
        Turns.Resumed second = turns.decide(delete.id(), plant.room, plant.ada, false, "web");
        Plant.last(Plant.readAll(turns, turn.id(), second.after()), TurnEvent.Done.class);
        List<ModelMessage> transcript = plant.model.requests.getLast().messages();
        List<ModelMessage> results = transcript.subList(transcript.size() - 2, transcript.size());
        assertEquals(List.of("ask_delete", "ask_send"), results.stream().map(m -> ((ModelMessage.Result) m).tool()).toList());
        assertTrue(((ModelMessage.Result) results.getFirst()).error());
        assertFalse(((ModelMessage.Result) results.getLast()).error());
    }

    @RepeatedTest(3)
    void A7_both_decided_at_the_same_time_both_count_and_the_turn_goes_on_once() throws Exception {
        Turn turn = parkedTurn("ask_delete", "ask_send");
        plant.model.always(ScriptedModel.saying("Both."));
        List<Approval> both = plant.pending();
        CountDownLatch together = new CountDownLatch(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            both.forEach(approval -> threads.submit(() -> {
                together.countDown();
                together.await();
                return turns.decide(approval.id(), plant.room, plant.ada, true, "web");
            }));
        }
        List<Numbered> all = Plant.readAll(turns, turn.id(), 0);
        while (!(all.getLast().event() instanceof TurnEvent.Done)) {
            all = Plant.readAll(turns, turn.id(), 0);
        }
        assertEquals(2, plant.gate.approvedRuns.size());
        assertEquals(2, plant.model.requests.size());
        assertEquals(1, plant.answers().size());
    }

    @Test
    void a_decision_that_comes_before_the_turn_has_parked_is_taken_when_it_would_wait() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        plant.gate.effects.put("look", request -> {
            looking.countDown();
            release.await();
            return ToolResult.ok("looked");
        });
        plant.model.then(ScriptedModel.wishing("", "ask_delete", "look")).then(ScriptedModel.saying("All done."));
        Turn turn = turns.start(plant.says(plant.ada, "do it"));
        assertTrue(looking.await(20, TimeUnit.SECONDS));
        while (plant.pending().isEmpty()) {
            Thread.onSpinWait();
        }
        Turns.Resumed resumed = turns.decide(only(), plant.room, plant.ada, true, "web");
        assertEquals(turn.id(), resumed.turn().id());
        assertTrue(plant.gate.approvedRuns.isEmpty());
        release.countDown();
        List<Numbered> events = Plant.readAll(turns, turn);
        Plant.last(events, TurnEvent.Done.class);
        assertTrue(events.stream().noneMatch(e -> e.event() instanceof TurnEvent.ConfirmRequired), "nobody has to be asked any more");
        assertEquals(1, plant.gate.approvedRuns.size());
    }

    @Test
    @Tag("CK-3")
    void CK_3_an_approval_that_expires_ends_the_turn_with_a_note_and_nothing_runs() throws Exception {
        Turn turn = parkedTurn("ask_delete");
        UUID confirm = only();
        plant.desk.expire(turn.id());
        List<Numbered> events = Plant.readAll(turns, turn);
        Plant.last(events, TurnEvent.Done.class);
        assertEquals(TurnState.DONE, plant.state(turn.id()));
        String note = plant.answers().getFirst().content();
        assertTrue(note.startsWith("I will.\n\n") && note.contains("use ask_delete") && note.contains("10 minutes"), note);
        assertEquals(note, Plant.text(events));
        assertTrue(plant.gate.runs.isEmpty());
        assertEquals(410, assertThrows(Problem.class, () -> turns.decide(confirm, plant.room, plant.ada, true, "web")).status());
    }

    @Test
    @Tag("CK-3")
    void CK_3_somebody_who_is_not_in_the_room_decides_nothing() throws Exception {
        parkedTurn("ask_delete");
        assertEquals(403, assertThrows(Problem.class, () -> turns.decide(only(), plant.room, plant.crowd.human("stranger"), true, "web")).status());
        assertEquals(1, plant.pending().size());
    }

    @Test
    void an_approval_that_expired_unseen_is_found_by_the_upkeep() throws Exception {
        Turn turn = parkedTurn("ask_delete");
        plant.desk.lapseUnseen(only());
        machine.upkeep().sweep();
        assertEquals(TurnState.DONE, plant.state(turn.id()));
        assertEquals(1, plant.answers().size());
    }

    @Test
    void a_waiting_turn_can_be_stopped_and_its_approval_is_taken_back() throws Exception {
        Turn turn = parkedTurn("ask_delete");
        UUID confirm = only();
        assertTrue(turns.stop(turn.id(), plant.ada));
        TurnEvent.Done done = Plant.last(Plant.readAll(turns, turn), TurnEvent.Done.class);
        assertTrue(done.interrupted());
        assertEquals("I will.", plant.answers().getFirst().content());
        assertEquals(Optional.of("{\"interrupted\": true}"), plant.answers().getFirst().meta());
        assertEquals(Approval.State.FAILED, plant.desk.find(confirm).orElseThrow().state());
        assertEquals(404, assertThrows(Problem.class, () -> turns.decide(confirm, plant.room, plant.ada, true, "web")).status());
        assertFalse(turns.stop(turn.id(), plant.ada));
    }

    @Test
    void an_approval_of_another_room_or_an_unknown_one_is_not_found() throws Exception {
        parkedTurn("ask_delete");
        UUID elsewhere = plant.room(plant.ada);
        assertEquals(404, assertThrows(Problem.class, () -> turns.decide(only(), elsewhere, plant.ada, true, "web")).status());
        assertEquals(404, assertThrows(Problem.class, () -> turns.decide(UUID.randomUUID(), plant.room, plant.ada, true, "web")).status());
        assertTrue(plant.gate.runs.isEmpty());
    }

    @Test
    void a_crash_between_the_grant_and_the_outcome_never_runs_the_call_again() throws Exception {
        Turn turn = parkedTurn("ask_delete");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        plant.gate.effects.put("ask_delete", request -> {
            begun.countDown();
            release.await();
            return ToolResult.ok("deleted");
        });
        turns.decide(only(), plant.room, plant.ada, true, "web");
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        Plant.Machine restarted = plant.machine("host:home", "9@later");
        restarted.upkeep().recover();
        assertEquals(TurnState.INTERRUPTED, plant.state(turn.id()));
        assertEquals(1, plant.gate.approvedRuns.size());
        assertTrue(plant.pending().isEmpty());
        release.countDown();
        TurnEvent.Done done = Plant.last(Plant.readAll(restarted.engine(), turn), TurnEvent.Done.class);
        assertTrue(done.interrupted());
        assertEquals(1, plant.answers().size());
    }

    @Test
    void what_waits_is_sealed_at_rest() throws Exception {
        Turn turn = parkedTurn("ask_delete");
        byte[] sealed = plant.store.find(turn.id()).orElseThrow().parked().orElseThrow();
        assertFalse(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1).contains("ask_delete"));
        turns.stop(turn.id(), plant.ada);
        assertTrue(plant.store.find(turn.id()).orElseThrow().parked().isEmpty());
    }
}
