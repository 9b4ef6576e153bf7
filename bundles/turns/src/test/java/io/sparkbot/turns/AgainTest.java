package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answering the same question again, and asking it in other words. */
@Timeout(60)
class AgainTest {

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

    private UUID answered(String question, String answer) throws Exception {
        plant.model.then(ScriptedModel.saying(answer));
        Turn turn = turns.start(plant.says(plant.ada, question));
        return Plant.last(Plant.readAll(turns, turn), TurnEvent.Done.class).messageId().orElseThrow();
    }

    private List<String> shown() {
        return plant.messages.newest(plant.room, 100).stream().map(Message::content).toList();
    }

    private List<String> asked(int request) {
        return plant.model.requests.get(request).messages().stream()
                .filter(message -> !(message instanceof ModelMessage.System))
                .map(message -> message instanceof ModelMessage.User user ? user.text() : ((ModelMessage.Assistant) message).text())
                .toList();
    }

    @Test
    void a_second_answer_stands_beside_the_first_and_knows_what_was_said_before_the_question_and_nothing_after() throws Exception {
        answered("before", "yes");
        UUID first = answered("question", "first answer");
        plant.messages.add(new io.sparkbot.api.room.NewMessage(plant.room, plant.ben.id(), "later"));
        plant.model.then(ScriptedModel.saying("second answer"));
        Turn again = turns.regenerate(plant.room, first, plant.ada, "web");
        List<Numbered> events = Plant.readAll(turns, again);
        assertEquals(List.of("human_message", "routing", "token", "done"), Plant.kinds(events));
        assertEquals(List.of("before", "yes", "question"), asked(2));
        assertEquals(List.of("before", "yes", "question", "second answer"), shown());
        Message second = plant.answers().getLast();
        assertEquals(Optional.of(new Message.Branch(1, List.of(first, second.id()))), second.branch());
        assertEquals(Optional.of(again.messageId()), second.answers());
        plant.messages.choose(plant.room, first);
        assertEquals(List.of("before", "yes", "question", "first answer", "later"), shown());
    }

    @Test
    void a_question_can_be_named_instead_of_its_answer_and_an_unanswered_one_is_simply_answered() throws Exception {
        plant.model.then(ScriptedModel.failing(ModelFailure.Kind.UPSTREAM, ""));
        Turn failed = turns.start(plant.says(plant.ada, "question"));
        Plant.readAll(turns, failed);
        for (String answer : List.of("first", "second", "third")) {
            plant.model.then(ScriptedModel.saying(answer));
            Plant.readAll(turns, turns.regenerate(plant.room, failed.messageId(), plant.ada, "web"));
            assertEquals(List.of("question", answer), shown());
        }
        assertEquals(3, plant.answers().getFirst().branch().orElseThrow().versions().size());
    }

    @Test
    void an_answer_that_fails_before_its_first_word_leaves_the_old_one_in_place() throws Exception {
        UUID first = answered("question", "first answer");
        plant.model.then(ScriptedModel.failing(ModelFailure.Kind.UPSTREAM, ""));
        Turn again = turns.regenerate(plant.room, first, plant.ada, "web");
        Plant.readAll(turns, again);
        assertEquals(TurnState.FAILED, plant.state(again.id()));
        assertEquals(List.of("question", "first answer"), shown());
        assertTrue(plant.answers().getFirst().branch().isEmpty());
    }

    @Test
    @Tag("CK-4")
    void CK_4_a_crash_in_a_second_answer_brings_the_first_one_back_or_keeps_what_was_said() throws Exception {
        UUID first = answered("question", "first answer");
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("", reached));
        Turn again = turns.regenerate(plant.room, first, plant.ada, "web");
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        assertEquals(List.of("question"), shown());
        plant.machine("host:home", "2@later").upkeep().recover();
        assertEquals(TurnState.INTERRUPTED, plant.state(again.id()));
        assertEquals(List.of("question", "first answer"), shown());
    }

    @Test
    void another_wording_is_a_branch_of_its_own_and_the_old_one_stays() throws Exception {
        UUID first = answered("question", "answer");
        answered("more", "more answer");
        UUID question = plant.messages.find(plant.room, first).orElseThrow().answers().orElseThrow();
        plant.model.then(ScriptedModel.saying("better answer"));
        Turn rerun = turns.rerun(plant.room, question, "better question", plant.ada, "web");
        Plant.readAll(turns, rerun);
        assertEquals(List.of("better question"), asked(2), "the old wording is not part of the new conversation");
        assertEquals(List.of("better question", "better answer"), shown());
        plant.messages.choose(plant.room, question);
        assertEquals(List.of("question", "answer", "more", "more answer"), shown());
    }

    @Test
    void a_wording_out_of_bounds_changes_nothing() throws Exception {
        UUID first = answered("question", "answer");
        UUID question = plant.messages.find(plant.room, first).orElseThrow().answers().orElseThrow();
        assertEquals(422, assertThrows(Problem.class, () -> turns.rerun(plant.room, question, " ", plant.ada, "web")).status());
        assertEquals(List.of("question", "answer"), shown());
        assertTrue(turns.of(plant.room, java.util.Set.of(TurnState.RUNNING), 10).isEmpty());
    }

    @Test
    void only_who_asked_asks_again_and_only_where_the_person_is_a_member() throws Exception {
        UUID first = answered("question", "answer");
        UUID question = plant.messages.find(plant.room, first).orElseThrow().answers().orElseThrow();
        assertEquals("not_allowed", assertThrows(Problem.class, () -> turns.regenerate(plant.room, first, plant.ben, "web")).code());
        assertEquals("not_allowed", assertThrows(Problem.class, () -> turns.rerun(plant.room, question, "mine", plant.ben, "web")).code());
        assertEquals("not_member", assertThrows(Problem.class, () -> turns.regenerate(plant.room, first, plant.crowd.human("carl"), "web")).code());
        assertEquals(404, assertThrows(Problem.class, () -> turns.regenerate(plant.room, UUID.randomUUID(), plant.ada, "web")).status());
        plant.database.query(sql -> sql.execute("update rooms.member set role = 'VIEWER' where person_id = ?", plant.ada.id()));
        assertEquals("viewer_read_only", assertThrows(Problem.class, () -> turns.regenerate(plant.room, first, plant.ada, "web")).code());
        assertEquals(List.of("question", "answer"), shown());
    }

    @Test
    void of_many_wishes_for_another_answer_at_once_one_is_fulfilled_and_the_others_are_told() throws Exception {
        UUID first = answered("question", "answer");
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("another", reached));
        List<Callable<Turn>> wishes = java.util.Collections.nCopies(8, () -> turns.regenerate(plant.room, first, plant.ada, "web"));
        int begun = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Turn> wish : threads.invokeAll(wishes)) {
                try {
                    Turn turn = wish.get();
                    begun++;
                    assertTrue(reached.await(20, TimeUnit.SECONDS));
                    turns.stop(turn.id(), plant.ada);
                } catch (java.util.concurrent.ExecutionException refused) {
                    assertTrue(refused.getCause() instanceof Problem problem && problem.code().equals("conflict"), refused::toString);
                }
            }
        }
        assertEquals(1, begun);
        assertEquals(List.of("question", "another"), shown());
        assertFalse(plant.answers().getFirst().branch().isEmpty());
    }

    @Test
    void an_answer_to_an_older_wording_stays_with_it_when_the_wording_changes_while_it_is_written() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        plant.model.then(ScriptedModel.hanging("old words", reached)).then(ScriptedModel.saying("new words"));
        Turn old = turns.start(plant.says(plant.ada, "question"));
        assertTrue(reached.await(20, TimeUnit.SECONDS));
        Turn rerun = turns.rerun(plant.room, old.messageId(), "better question", plant.ada, "web");
        turns.stop(old.id(), plant.ada);
        Plant.readAll(turns, rerun);
        assertEquals(List.of("better question", "new words"), shown());
        plant.messages.choose(plant.room, old.messageId());
        assertEquals(List.of("question", "old words"), shown());
    }

    @Test
    void other_words_for_a_question_keep_the_file_that_came_with_it() throws Exception {
        plant.model.then(ScriptedModel.saying("one"));
        Turn turn = turns.start(new TurnRequest(plant.room, plant.ada, "look", Optional.empty(), "web", true, Optional.of("{\"upload\": {\"file_id\": \"x\"}}")));
        Plant.readAll(turns, turn);
        plant.model.then(ScriptedModel.saying("two"));
        Turn again = turns.rerun(plant.room, turn.messageId(), "look closer", plant.ada, "web");
        Plant.readAll(turns, again);
        assertTrue(plant.messages.find(plant.room, again.messageId()).orElseThrow().meta().orElse("").contains("file_id"));
    }
}
