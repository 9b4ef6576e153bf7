package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.room.Message;
import io.sparkbot.api.turn.SetupReport;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which questions the server answers itself, and how. */
@Tag("F-024")
@Timeout(60)
class SelfInspectionTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms", "turns");

    private Plant plant;
    private Plant.Machine machine;

    @BeforeEach
    void build() {
        plant = new Plant(DATABASE);
        machine = plant.machine();
        machine.contributions().addReport(person -> List.of(new SetupReport.Line("Active model", "one of " + person.username())));
    }

    @AfterEach
    void close() {
        plant.close();
    }

    private List<Numbered> ask(TurnRequest request) throws InterruptedException {
        return Plant.readAll(machine.engine(), machine.engine().start(request));
    }

    @Test
    void the_answer_comes_from_the_server_in_short_pieces_and_no_model_is_called() throws Exception {
        plant.toolRounds(plant.room, 7);
        List<Numbered> events = ask(plant.says(plant.ada, "Which model are you running?"));

        assertEquals(0, plant.model.requests.size());
        assertTrue(events.getFirst().event() instanceof TurnEvent.HumanMessage && events.getLast().event() instanceof TurnEvent.Done, events::toString);
        List<Numbered> between = events.subList(1, events.size() - 1);
        assertTrue(between.size() > 1 && between.stream().allMatch(numbered -> numbered.event() instanceof TurnEvent.Token token && token.text().length() <= 80), events::toString);
        Message answer = plant.answers().getFirst();
        assertEquals(answer.content(), Plant.text(events));
        assertEquals("{\"safe_runtime_state\": true}", answer.meta().orElseThrow());
        for (String line : List.of("- **Active model:** one of ada", "- **Tool rounds for one message:** 7 (set for this room)", "- **Execution gate of this room:** closed")) {
            assertTrue(answer.content().contains(line), answer::content);
        }
    }

    @Test
    void a_report_that_fails_is_left_out_and_without_a_model_there_is_an_answer_all_the_same() throws Exception {
        machine.contributions().addReport(person -> {
            throw new IllegalStateException("sk-secret");
        });
        plant.model.active = Optional.empty();
        ask(plant.says(plant.ada, "what is your model?"));
        assertTrue(plant.answers().getFirst().content().contains("one of ada"));
        assertFalse(plant.answers().getFirst().content().contains("sk-secret"));
    }

    @Test
    void a_reply_and_a_message_with_a_file_go_to_the_model() throws Exception {
        ask(plant.says(plant.ada, "hello"));
        UUID before = plant.answers().getFirst().id();
        ask(new TurnRequest(plant.room, plant.ada, "Which model are you running?", Optional.of(before), "web"));
        ask(new TurnRequest(plant.room, plant.ada, "Which model are you running?", Optional.empty(), "web", true, Optional.of("{\"upload\": {}}")));
        assertEquals(3, plant.model.requests.size());
    }

    @Test
    void explicit_questions_are_known_in_english_and_german() {
        for (String question : List.of(
                "Which model are you running?", "what model are you using right now", "Hey Sparkbot, which LLM are you?", "What’s your provider?", "what is your current model stack?",
                "Which model is active?", "What model do you use, please?", "show me your runtime status", "Are you running locally or in the cloud?", "Is your fallback on?",
                "  WHICH   MODEL ARE YOU RUNNING ON??  ", "Welches Modell nutzt du gerade?", "Mit welchem Sprachmodell arbeitest du?", "Läufst du lokal?", "Wie heißt dein Modell?")) {
            assertTrue(SelfInspection.isAsked(question), question);
        }
    }

    @Test
    void whatever_else_speaks_of_models_and_providers_stays_an_ordinary_message() {
        for (String message : List.of(
                "", "model", "ollama", "/model", "/model gpt-4o", "Which model?", "Which model should I use for coding?", "which model are you running your tests on",
                "Which model are you running? It fails with 429.", "Which model are you running and why is it so slow?", "Why is your provider so slow?", "My provider is down, what now?",
                "What is the current model of the iPhone?", "What is the current route to Berlin?", "what is your provider of electricity", "What is your model of the economy?",
                "what car model are you using", "Which route is active?", "Which provider is active?", "Which stack is running?", "Translate: which model are you running?", "\"Which model are you running?\" is what she asked",
                "Which model are you running?\nAnswer in French.", "Do not tell me which model you are running", "are you running late?", "Are you running tests locally?",
                "Is your fallback plan on?", "Explain OpenRouter and Ollama", "Welches Modell soll ich nehmen?", "Welches Modell nutzt du für deine Steuererklärung?", "Welche Anbieter gibt es?",
                "which model are you running" + " right now".repeat(12))) {
            assertFalse(SelfInspection.isAsked(message), message);
        }
    }
}
