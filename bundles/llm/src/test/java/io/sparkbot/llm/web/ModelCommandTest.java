package io.sparkbot.llm.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.Problem;
import io.sparkbot.llm.OpenAiLike;
import io.sparkbot.llm.choice.Catalogue;
import io.sparkbot.llm.choice.Choice;
import io.sparkbot.llm.choice.ChosenModels;
import io.sparkbot.llm.choice.LlmConfig;
import io.sparkbot.llm.choice.Servers;
import io.sparkbot.llm.http.ModelHttp;
import io.sparkbot.llm.provider.Providers;
import io.sparkbot.testdb.TestDatabase;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("F-045")
class ModelCommandTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("llm");

    private static final Person ADA = person("ada");
    private static final Person BOB = person("bob");

    private final ModelHttp http = new ModelHttp();
    private Choice choice;
    private ModelCommand command;

    @BeforeEach
    void start() {
        DATABASE.clear();
        Providers providers = new Providers(Duration.ZERO);
        providers.add(new OpenAiLike("test", "http://127.0.0.1:1/v1", "sk"), Map.of());
        Servers servers = new Servers(http);
        Catalogue catalogue = new Catalogue(providers, servers);
        choice = new Choice(providers, catalogue, DATABASE.of("llm"), config());
        command = new ModelCommand(new ChosenModels(catalogue, choice, providers, http, DATABASE.of("llm")), choice, providers, servers);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private static Person person(String name) {
        return new Person(UUID.randomUUID(), name, name, PersonType.HUMAN, AccountRole.MEMBER, true);
    }

    private static LlmConfig config() {
        return (LlmConfig) Proxy.newProxyInstance(
                ModelCommandTest.class.getClassLoader(),
                new Class<?>[] {LlmConfig.class},
                (proxy, method, args) -> method.getName().equals("model") ? "test/standard" : method.getDefaultValue());
    }

    private String run(Person person, String argument) {
        Room room = new Room(UUID.randomUUID(), "Room", Optional.empty(), person.id(), Instant.EPOCH, Instant.EPOCH, Optional.empty(), false);
        return command.run(new CommandCall(person, room, RoomRole.VIEWER, argument, "web")).text();
    }

    private List<String> marked(Person person) {
        return run(person, "").lines().filter(line -> line.startsWith("✓ ")).toList();
    }

    @Test
    void the_list_marks_the_one_in_use_although_the_catalogue_does_not_know_it() {
        assertEquals(List.of("✓ test/standard  (in use, not in the catalogue)"), marked(ADA));
        assertTrue(run(ADA, "").contains("\n  gpt-4o-mini  (openai, not set up)  "), () -> run(ADA, ""));
    }

    @Test
    void choosing_moves_the_mark_of_this_person_alone() {
        assertEquals("Model: test/own", run(ADA, "test/own"));
        assertEquals(List.of("✓ test/own  (in use, not in the catalogue)"), marked(ADA));
        assertEquals(Optional.of("test/own"), choice.activeFor(ADA.id()));
        assertEquals(List.of("✓ test/standard  (in use, not in the catalogue)"), marked(BOB));
    }

    @Test
    void what_nobody_offers_and_a_key_in_the_line_are_refused_and_nothing_changes() {
        Problem unknown = assertThrows(Problem.class, () -> run(ADA, "none/such"));
        assertEquals("unknown_model", unknown.code());
        assertTrue(unknown.detail().contains("none/such"), unknown::detail);
        assertEquals("unknown_model", assertThrows(Problem.class, () -> run(ADA, "x".repeat(201))).code());
        Problem key = assertThrows(Problem.class, () -> run(ADA, "test/own sk-secret-key"));
        assertEquals("bad_request", key.code());
        assertTrue(!key.detail().contains("sk-secret-key"), key::detail);
        assertEquals(Optional.of("test/standard"), choice.activeFor(ADA.id()));
    }
}
