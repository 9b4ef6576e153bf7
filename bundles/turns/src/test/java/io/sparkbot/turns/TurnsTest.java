package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class TurnsTest {

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
    @Tag("CK-2")
    void CK_2_a_plain_answer_goes_human_message_routing_tokens_done_and_is_stored() throws Exception {
        plant.model.then(ScriptedModel.saying("Hello", " ", "Ada"));
        Turn turn = turns.start(plant.says(plant.ada, "hi"));
        List<Numbered> events = Plant.readAll(turns, turn);
        assertEquals(List.of("human_message", "routing", "token", "done"), Plant.kinds(events));
        for (int i = 0; i < events.size(); i++) {
            assertEquals(i + 1, events.get(i).seq());
        }
        assertEquals(new TurnEvent.HumanMessage(turn.messageId(), turn.id()), events.getFirst().event());
        Message answer = plant.answers().getFirst();
        assertEquals("Hello Ada", answer.content());
        assertEquals(Optional.of(answer.id()), Plant.last(events, TurnEvent.Done.class).messageId());
        assertEquals(TurnState.DONE, plant.state(turn.id()));
        assertTrue(turns.find(turn.id()).orElseThrow().endedAt().isPresent());
        assertEquals(events, Plant.readAll(turns, turn), "a later reader gets the same");
        assertEquals(events.subList(3, events.size()), Plant.readAll(turns, turn.id(), 3));
    }

    @Test
    @Tag("W-12")
    void W_12_a_token_can_be_read_before_the_model_has_finished_and_each_step_is_one_request() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        plant.model.then((request, listener, cancellation) -> {
            listener.token("first");
            awaitQuietly(seen);
            listener.token(" second");
            return new ModelReply("first second", List.of(), 1, 2);
        });
        Turn turn = turns.start(plant.says(plant.ada, "hi"));
        try (TurnStream stream = turns.follow(turn.id(), 0)) {
            assertEquals("first", Plant.readTo(stream, TurnEvent.Token.class).text());
            seen.countDown();
            Plant.readTo(stream, TurnEvent.Done.class);
        }
        assertEquals(1, plant.model.requests.size());
    }

    @Test
    @Tag("CK-3")
    void CK_3_tools_run_between_the_steps_and_the_model_reads_their_results_in_its_own_order() throws Exception {
        CyclicBarrier bothRun = new CyclicBarrier(2);
        plant.gate.effects.put("look", request -> together(bothRun, "seen s3cret"));
        plant.gate.effects.put("count", request -> together(bothRun, "three"));
        plant.model.then(ScriptedModel.wishing("Let me see.", "look", "count")).then(ScriptedModel.saying("There are three."));
        Turn turn = turns.start(plant.says(plant.ada, "how many?"));
        List<Numbered> events = Plant.readAll(turns, turn);
        assertEquals(2, events.stream().filter(e -> e.event() instanceof TurnEvent.ToolStart).count());
        List<TurnEvent.ToolDone> done = events.stream().map(Numbered::event).filter(TurnEvent.ToolDone.class::isInstance).map(TurnEvent.ToolDone.class::cast).toList();
        assertEquals(2, done.size());
        assertTrue(done.stream().allMatch(tool -> tool.status().equals("ok")));
        assertTrue(done.stream().noneMatch(tool -> tool.result().contains("s3cret")), "people are shown masked results");
        assertEquals("Let me see.\n\nThere are three.", plant.answers().getFirst().content());
        assertEquals(plant.answers().getFirst().content(), Plant.text(events));
        List<ModelMessage> second = plant.model.requests.get(1).messages();
        List<ModelMessage> exchange = second.subList(second.size() - 3, second.size());
        assertEquals("Let me see.", ((ModelMessage.Assistant) exchange.get(0)).text());
        assertEquals("seen s3cret", ((ModelMessage.Result) exchange.get(1)).text());
        assertEquals("three", ((ModelMessage.Result) exchange.get(2)).text());
    }

    @Test
    @Tag("CK-3")
    void CK_3_a_denied_call_is_told_to_the_model_and_shown() throws Exception {
        plant.model.then(ScriptedModel.wishing("", "denied_thing")).then(ScriptedModel.saying("I may not."));
        Turn turn = turns.start(plant.says(plant.ada, "do it"));
        List<Numbered> events = Plant.readAll(turns, turn);
        assertEquals(List.of("human_message", "routing", "tool_start", "tool_done", "token", "done"), Plant.kinds(events));
        ModelMessage.Result result = (ModelMessage.Result) plant.model.requests.get(1).messages().getLast();
        assertTrue(result.error());
        assertTrue(plant.gate.runs.isEmpty());
    }

    @Test
    void arguments_that_are_no_json_never_reach_the_gate() throws Exception {
        plant.model.then((request, listener, cancellation) -> new ModelReply(
                        "", List.of(new ModelMessage.ToolWish(java.util.UUID.randomUUID(), "look", "{}", "unexpected end")), 1, 1))
                .then(ScriptedModel.saying("Sorry."));
        Turn turn = turns.start(plant.says(plant.ada, "look"));
        List<Numbered> events = Plant.readAll(turns, turn);
        assertEquals("error", events.stream().map(Numbered::event).filter(TurnEvent.ToolDone.class::isInstance).map(e -> ((TurnEvent.ToolDone) e).status()).findFirst().orElseThrow());
        assertTrue(plant.gate.runs.isEmpty());
    }

    @Test
    @Tag("D-05")
    @Tag("F-022")
    void D_05_after_the_last_round_the_model_answers_without_tools_and_the_person_is_told() throws Exception {
        plant.set.put("max_tool_rounds", 3);
        plant.model.always((request, listener, cancellation) -> request.tools().isEmpty()
                ? ScriptedModel.saying("That is what I have.").answer(request, listener, cancellation)
                : ScriptedModel.wishing("", "look").answer(request, listener, cancellation));
        Turn turn = turns.start(plant.says(plant.ada, "look again and again"));
        List<Numbered> events = Plant.readAll(turns, turn);
        assertEquals(4, plant.model.requests.size());
        assertEquals(3, plant.gate.runs.size());
        String answer = plant.answers().getFirst().content();
        assertTrue(answer.startsWith("That is what I have.\n\n(") && answer.contains("3 rounds"), answer);
        assertEquals(answer, Plant.text(events));
    }

    @Test
    void tools_that_are_unavailable_or_rejected_are_not_offered() throws Exception {
        var entries = new ArrayList<>(Plant.tools("look", "rejected", "unavailable").tools());
        entries.set(1, new io.sparkbot.api.tool.Toolbox.Entry(entries.get(1).descriptor(), "x", "1", true, Optional.of("name taken"), Optional.empty()));
        entries.set(2, new io.sparkbot.api.tool.Toolbox.Entry(entries.get(2).descriptor(), "x", "1", true, Optional.empty(), Optional.of("not configured")));
        Plant.Machine machine = plant.machine("host:other", "2@now");
        machine.contributions().setToolbox(() -> entries);
        Plant.readAll(machine.engine(), machine.engine().start(plant.says(plant.ada, "hi")));
        assertEquals(List.of("look"), plant.model.requests.getFirst().tools().stream().map(tool -> tool.name()).toList());
    }

    @Test
    void a_turn_without_tools_offers_none() throws Exception {
        plant.model.then(ScriptedModel.wishing("I wish.", "look"));
        Turn turn = turns.start(new TurnRequest(plant.room, plant.ada, "plain", Optional.empty(), "web", false));
        Plant.readAll(turns, turn);
        assertTrue(plant.model.requests.getFirst().tools().isEmpty());
        assertTrue(plant.gate.runs.isEmpty());
        assertEquals("I wish.", plant.answers().getFirst().content());
    }

    @Test
    void without_a_model_the_message_is_kept_and_the_person_is_sent_to_the_first_run_panel() throws Exception {
        plant.model.active = Optional.empty();
        Turn turn = turns.start(plant.says(plant.ada, "anybody there?"));
        TurnEvent.Failed failed = Plant.last(Plant.readAll(turns, turn), TurnEvent.Failed.class);
        assertEquals("not_configured", failed.code());
        assertEquals(TurnState.FAILED, plant.state(turn.id()));
        assertEquals(List.of("anybody there?"), plant.messages.newest(plant.room, 10).stream().map(Message::content).toList());
    }

    @Test
    @Tag("W-28")
    void W_28_an_empty_answer_is_an_error_and_nothing_is_stored() throws Exception {
        plant.model.then(ScriptedModel.saying("", " \n"));
        TurnEvent.Failed failed = Plant.last(Plant.readAll(turns, turns.start(plant.says(plant.ada, "hi"))), TurnEvent.Failed.class);
        assertEquals("model_empty", failed.code());
        plant.model.then(ScriptedModel.failing(ModelFailure.Kind.EMPTY, ""));
        assertEquals("model_empty", Plant.last(Plant.readAll(turns, turns.start(plant.says(plant.ada, "hi"))), TurnEvent.Failed.class).code());
        assertTrue(plant.answers().isEmpty());
    }

    @Test
    void after_something_was_said_an_empty_last_step_is_fine() throws Exception {
        plant.model.then(ScriptedModel.wishing("Looked.", "look")).then(ScriptedModel.failing(ModelFailure.Kind.EMPTY, ""));
        List<Numbered> events = Plant.readAll(turns, turns.start(plant.says(plant.ada, "look")));
        Plant.last(events, TurnEvent.Done.class);
        assertEquals("Looked.", plant.answers().getFirst().content());
    }

    @Test
    void a_model_that_fails_in_mid_answer_leaves_what_it_said_marked_and_an_error_with_advice() throws Exception {
        plant.model.then(ScriptedModel.failing(ModelFailure.Kind.TRUNCATED, "Half an ans"));
        Turn turn = turns.start(plant.says(plant.ada, "hi"));
        TurnEvent.Failed failed = Plant.last(Plant.readAll(turns, turn), TurnEvent.Failed.class);
        assertEquals("model_truncated", failed.code());
        assertEquals("advice about TRUNCATED", failed.text());
        Message partial = plant.answers().getFirst();
        assertEquals("Half an ans", partial.content());
        assertEquals(Optional.of("{\"interrupted\": true}"), partial.meta());
    }

    @Test
    @Tag("W-48")
    void W_48_what_a_provider_throws_never_reaches_the_client() throws Exception {
        plant.model.then((request, listener, cancellation) -> {
            throw new IllegalStateException("raw payload with a key");
        });
        TurnEvent.Failed failed = Plant.last(Plant.readAll(turns, turns.start(plant.says(plant.ada, "hi"))), TurnEvent.Failed.class);
        assertEquals("internal", failed.code());
        assertFalse(failed.text().contains("raw payload"));
    }

    @Test
    void a_tool_bundle_that_vanishes_under_a_call_fails_the_call_and_not_the_turn() throws Exception {
        plant.gate.effects.put("look", request -> {
            throw new NoClassDefFoundError("wiring no longer valid");
        });
        plant.model.then(ScriptedModel.wishing("", "look")).then(ScriptedModel.saying("It failed."));
        Plant.last(Plant.readAll(turns, turns.start(plant.says(plant.ada, "look"))), TurnEvent.Done.class);
        assertTrue(((ModelMessage.Result) plant.model.requests.get(1).messages().getLast()).error());
    }

    @Test
    @Tag("F-058")
    void a_second_message_of_one_person_waits_for_the_first_answer_and_others_do_not_wait() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        plant.model.then((request, listener, cancellation) -> {
            listener.token("slow answer");
            reached.countDown();
            awaitQuietly(release);
            return new ModelReply("slow answer", List.of(), 1, 1);
        });
        Turn first = turns.start(plant.says(plant.ada, "first"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        Turn second = turns.start(plant.says(plant.ada, "second"));
        Turn bens = turns.start(plant.says(plant.ben, "me too"));
        Plant.last(Plant.readAll(turns, bens), TurnEvent.Done.class);
        assertEquals(TurnState.RUNNING, plant.state(second.id()));
        assertEquals(2, plant.model.requests.size());
        release.countDown();
        Plant.last(Plant.readAll(turns, second), TurnEvent.Done.class);
        ModelRequest last = plant.model.requests.getLast();
        List<String> heard = last.messages().stream().skip(1).map(TurnsTest::said).toList();
        assertEquals("second", heard.getLast());
        assertEquals(1, heard.stream().filter("second"::equals).count());
        assertTrue(heard.contains("slow answer"), "the answer to the first message is known: " + heard);
        assertEquals(TurnState.DONE, plant.state(first.id()));
    }

    @Test
    void more_turns_than_allowed_are_refused_with_a_time_to_come_back_and_leave_no_message() throws Exception {
        plant.set.put("max_running", 1);
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("busy", reached));
        Turn turn = turns.start(plant.says(plant.ada, "first"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        Problem refused = assertThrows(Problem.class, () -> turns.start(plant.says(plant.ben, "second")));
        assertEquals(429, refused.status());
        assertEquals("rate_limited", refused.code());
        assertTrue(refused.headers().containsKey("Retry-After"));
        assertEquals(1, plant.messages.newest(plant.room, 10).size());
        assertTrue(turns.stop(turn.id(), plant.ada));
        Plant.last(Plant.readAll(turns, turns.start(plant.says(plant.ben, "now?"))), TurnEvent.Done.class);
    }

    @Test
    void a_person_who_sends_too_much_is_refused_and_nobody_else() throws Exception {
        plant.set.put("sends_per_minute", 2);
        Plant.readAll(turns, turns.start(plant.says(plant.ada, "one")));
        Plant.readAll(turns, turns.start(plant.says(plant.ada, "two")));
        assertEquals(429, assertThrows(Problem.class, () -> turns.start(plant.says(plant.ada, "three"))).status());
        Plant.readAll(turns, turns.start(plant.says(plant.ben, "one")));
    }

    @Test
    void a_refused_message_leaves_no_turn_behind() {
        assertEquals(422, assertThrows(Problem.class, () -> turns.start(plant.says(plant.ada, "  "))).status());
        assertEquals(403, assertThrows(Problem.class, () -> turns.start(plant.says(plant.crowd.human("stranger"), "hi"))).status());
        assertTrue(turns.of(plant.room, java.util.Set.of(), 10).isEmpty());
        plant.set.put("max_running", 1);
        assertEquals(TurnState.RUNNING, turns.start(plant.says(plant.ada, "places were given back")).state());
    }

    @Test
    void the_room_is_told_when_a_turn_starts_and_ends() throws Exception {
        Turn turn = turns.start(plant.says(plant.ada, "hi"));
        Plant.readAll(turns, turn);
        List<String> states = plant.heard.stream().filter(RoomEvent.TurnChanged.class::isInstance).map(e -> ((RoomEvent.TurnChanged) e).state()).toList();
        assertEquals(List.of("running", "done"), states);
    }

    @Test
    void turns_of_a_room_are_listed_by_state_newest_first() throws Exception {
        Turn first = turns.start(plant.says(plant.ada, "one"));
        Plant.readAll(turns, first);
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("", reached));
        Turn second = turns.start(plant.says(plant.ada, "two"));
        assertEquals(List.of(second.id(), first.id()), turns.of(plant.room, java.util.Set.of(), 10).stream().map(Turn::id).toList());
        assertEquals(List.of(second.id()), turns.of(plant.room, java.util.EnumSet.of(TurnState.RUNNING), 10).stream().map(Turn::id).toList());
        assertTrue(turns.of(plant.room(plant.ada), java.util.Set.of(), 10).isEmpty());
        turns.stop(second.id(), plant.ada);
    }

    @Test
    void an_answer_longer_than_a_message_is_cut_and_says_so() throws Exception {
        plant.model.then(ScriptedModel.saying("x".repeat(70_000), "\uD83D\uDE00".repeat(40_000)));
        Plant.last(Plant.readAll(turns, turns.start(plant.says(plant.ada, "write a book"))), TurnEvent.Done.class);
        String stored = plant.answers().getFirst().content();
        assertEquals(100_000, stored.codePointCount(0, stored.length()));
        assertTrue(stored.endsWith("was cut here.]"));
    }

    @Test
    void a_deleted_room_takes_its_turns_with_it() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("talking", reached));
        Turn turn = turns.start(plant.says(plant.ada, "hi"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        try (TurnStream stream = turns.follow(turn.id(), 0)) {
            Plant.readTo(stream, TurnEvent.Token.class);
            plant.database.query(sql -> sql.execute("delete from rooms.room where id = ?", plant.room));
            turns.roomDeleted(plant.room);
            assertEquals("not_found", Plant.readTo(stream, TurnEvent.Failed.class).code());
        }
        assertTrue(turns.find(turn.id()).isEmpty());
        assertTrue(turns.runningHere().isEmpty());
    }

    private static ToolResult together(CyclicBarrier barrier, String text) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
            return ToolResult.ok(text);
        } catch (Exception e) {
            return ToolResult.error("the calls do not run side by side");
        }
    }

    private static String said(ModelMessage message) {
        return switch (message) {
            case ModelMessage.User user -> user.text();
            case ModelMessage.Assistant assistant -> assistant.text();
            default -> message.toString();
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
