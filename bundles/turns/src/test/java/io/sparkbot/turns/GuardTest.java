package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Models that go round in circles, ask for too much, or choose to say nothing. */
@Timeout(60)
class GuardTest {

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

    private List<Numbered> told() throws InterruptedException {
        return Plant.readAll(turns, turns.start(plant.says(plant.ada, "go")));
    }

    @Test
    @Tag("F-023")
    void three_equal_calls_with_equal_results_end_the_tools_and_the_model_sums_up() throws Exception {
        plant.model.always((request, listener, cancellation) -> (request.tools().isEmpty() ? ScriptedModel.saying("It stays as it is.") : ScriptedModel.wishing("", "look"))
                .answer(request, listener, cancellation));
        told();
        assertEquals(List.of("look", "look", "look"), List.copyOf(plant.gate.runs));
        String answer = plant.answers().getFirst().content();
        assertTrue(answer.startsWith("It stays as it is.") && answer.contains("look") && answer.contains("3 times"), answer);
    }

    @Test
    @Tag("F-023")
    void a_call_whose_result_changes_is_no_repetition() throws Exception {
        AtomicInteger count = new AtomicInteger();
        plant.gate.effects.put("look", request -> ToolResult.ok("now " + count.incrementAndGet()));
        for (int i = 0; i < 6; i++) {
            plant.model.then(ScriptedModel.wishing("", "look"));
        }
        plant.model.then(ScriptedModel.saying("done"));
        told();
        assertEquals(6, plant.gate.runs.size());
        assertEquals("done", plant.answers().getFirst().content());
    }

    private List<String> searched(int request) {
        return plant.model.requests.get(request).messages().stream()
                .filter(ModelMessage.Result.class::isInstance)
                .map(message -> ((ModelMessage.Result) message).text())
                .toList();
    }

    @Test
    @Tag("F-023")
    void after_two_searches_the_model_is_advised_to_answer_and_may_still_search() throws Exception {
        AtomicInteger count = new AtomicInteger();
        plant.gate.effects.put("web_search", request -> ToolResult.ok("hit " + count.incrementAndGet()));
        for (int i = 0; i < 3; i++) {
            plant.model.then(ScriptedModel.wishing("", "web_search"));
        }
        plant.model.then(ScriptedModel.saying("found"));
        told();
        assertEquals(List.of("hit 1"), searched(1));
        assertEquals("hit 1", searched(2).getFirst());
        assertTrue(searched(2).getLast().startsWith("hit 2\n\n[Note") && searched(2).getLast().contains("2 searches"), searched(2)::toString);
        assertEquals(List.of("hit 1", "hit 2"), searched(3).subList(0, 2), "it is said once, behind the newest");
        assertTrue(searched(3).getLast().contains("3 searches"));
        assertFalse(plant.model.requests.get(3).tools().isEmpty(), "advice is no ban");
        assertEquals("found", plant.answers().getFirst().content());
    }

    @Test
    @Tag("D-05")
    @Tag("F-022")
    void D_05_the_short_profile_allows_five_rounds() throws Exception {
        plant.set.put("tool_profile", TurnSettings.SHORT);
        AtomicInteger count = new AtomicInteger();
        plant.gate.effects.put("count", request -> ToolResult.ok("number " + count.incrementAndGet()));
        plant.model.always((request, listener, cancellation) -> (request.tools().isEmpty() ? ScriptedModel.saying("five") : ScriptedModel.wishing("", "count"))
                .answer(request, listener, cancellation));
        told();
        assertEquals(5, plant.gate.runs.size());
        assertTrue(plant.answers().getFirst().content().contains("5 rounds"));
        plant.set.put("max_tool_rounds", 2);
        told();
        assertEquals(7, plant.gate.runs.size(), "a lower number counts in either profile");
    }

    @Test
    @Tag("D-05")
    @Tag("F-022")
    void a_room_with_its_own_number_of_rounds_is_held_to_it_and_others_to_the_installations() throws Exception {
        AtomicInteger count = new AtomicInteger();
        plant.gate.effects.put("count", request -> ToolResult.ok("number " + count.incrementAndGet()));
        plant.model.always((request, listener, cancellation) -> (request.tools().isEmpty() ? ScriptedModel.saying("enough") : ScriptedModel.wishing("", "count"))
                .answer(request, listener, cancellation));
        plant.toolRounds(plant.room, 2);
        told();
        assertEquals(2, plant.gate.runs.size());
        assertTrue(plant.answers().getFirst().content().contains("2 rounds"), plant.answers()::toString);
        plant.toolRounds(plant.room, 20);
        told();
        assertEquals(22, plant.gate.runs.size(), "more than the installation's 15, and more than 12 calls");
        plant.set.put("tool_profile", TurnSettings.SHORT);
        told();
        assertEquals(42, plant.gate.runs.size(), "the room's own number counts in either profile");
        plant.set.put("max_tool_rounds", 3);
        Plant.readAll(turns, turns.start(new TurnRequest(plant.room(plant.ada), plant.ada, "go", Optional.empty(), "web")));
        assertEquals(45, plant.gate.runs.size());
    }

    @Test
    @Tag("D-05")
    void calls_above_the_limit_of_a_turn_are_told_and_not_run() throws Exception {
        plant.set.put("max_tool_rounds", 1);
        String[] many = new String[14];
        Arrays.fill(many, "count");
        AtomicInteger count = new AtomicInteger();
        plant.gate.effects.put("count", request -> ToolResult.ok("number " + count.incrementAndGet()));
        plant.model.then(ScriptedModel.wishing("", many)).then(ScriptedModel.saying("twelve"));
        List<Numbered> events = told();
        assertEquals(12, plant.gate.runs.size());
        assertEquals(2, events.stream().filter(e -> e.event() instanceof TurnEvent.ToolDone done && done.status().equals("denied")).count());
        assertTrue(plant.answers().getFirst().content().startsWith("twelve"));
    }

    @Test
    @Tag("F-056")
    void a_model_may_choose_not_to_reply_and_nothing_of_that_is_shown_or_stored() throws Exception {
        plant.model.then(ScriptedModel.saying("<no", "-rep", "ly/>"));
        Turn turn = turns.start(plant.says(plant.ada, "ben, lunch?"));
        List<Numbered> events = Plant.readAll(turns, turn);
        assertEquals(List.of("human_message", "routing", "done"), Plant.kinds(events));
        TurnEvent.Done done = Plant.last(events, TurnEvent.Done.class);
        assertTrue(done.silent() && done.messageId().isEmpty());
        assertEquals(TurnState.DONE, plant.state(turn.id()));
        assertTrue(plant.answers().isEmpty());
        assertTrue(EventCodec.wire(done).path("silent").asBoolean());
        assertEquals(events, Plant.readAll(turns, turn), "a later reader gets the same");
        assertTrue(turns.of(plant.room, Set.of(), 10).getFirst().silent(), "and so does one who only looks at the list");
    }

    @Test
    @Tag("F-056")
    void what_only_begins_like_silence_is_an_answer() throws Exception {
        plant.model.then(ScriptedModel.saying("<no", "-reply", "> is a tag")).then(ScriptedModel.saying("<n"));
        List<Numbered> events = told();
        assertEquals("<no-reply> is a tag", plant.answers().getFirst().content());
        assertFalse(Plant.last(events, TurnEvent.Done.class).silent());
        told();
        assertEquals("<n", plant.answers().getLast().content());
    }
}
