package io.sparkbot.llm.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.turn.SetupReport.Line;
import io.sparkbot.llm.OpenAiLike;
import io.sparkbot.llm.choice.Catalogue;
import io.sparkbot.llm.choice.Choice;
import io.sparkbot.llm.choice.LlmConfig;
import io.sparkbot.llm.choice.Servers;
import io.sparkbot.llm.http.ModelHttp;
import io.sparkbot.llm.provider.Providers;
import io.sparkbot.testdb.TestDatabase;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("F-024")
class ModelReportTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("llm");

    private static final Person MEMBER = person("member");
    private static final Person OPERATOR = person("operator");

    private final ModelHttp http = new ModelHttp();
    private final Providers providers = new Providers(Duration.ZERO);
    private String standard = "test/standard";

    @BeforeEach
    void empty() {
        DATABASE.clear();
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private static Person person(String name) {
        return new Person(UUID.randomUUID(), name, name, PersonType.HUMAN, AccountRole.MEMBER, true);
    }

    private Choice choice(Catalogue catalogue) {
        LlmConfig config = (LlmConfig) Proxy.newProxyInstance(
                ModelReportTest.class.getClassLoader(),
                new Class<?>[] {LlmConfig.class},
                (proxy, method, args) -> method.getName().equals("model") ? standard : method.getDefaultValue());
        return new Choice(providers, catalogue, DATABASE.of("llm"), config);
    }

    private List<Line> lines(Person person) {
        People people = (People) Proxy.newProxyInstance(People.class.getClassLoader(), new Class<?>[] {People.class}, (proxy, method, given) -> given[0].equals(OPERATOR));
        Servers servers = new Servers(http);
        Catalogue catalogue = new Catalogue(providers, servers);
        return new ModelReport(providers, catalogue, choice(catalogue), servers, people).lines(person);
    }

    @Test
    void a_member_learns_which_model_answers_and_by_which_way_and_nothing_of_the_set_up() {
        providers.add(new OpenAiLike("test", "http://10.0.0.5:1/v1", "sk-very-secret"), Map.of());
        choice(new Catalogue(providers, new Servers(http))).choose(MEMBER.id(), "test/own");

        assertEquals(
                List.of(
                        new Line("Active model", "test/own (test)"),
                        new Line("Default model", "test/standard (test)"),
                        new Line("Route", "cloud"),
                        new Line("Fallback to another model or provider", "off")),
                lines(MEMBER));
    }

    @Test
    void an_operator_learns_which_providers_are_set_up_and_nobody_a_key() {
        providers.add(new OpenAiLike("test", "http://10.0.0.5:1/v1", "sk-very-secret"), Map.of());
        providers.add(new OpenAiLike("unset", "http://10.0.0.6:1/v1", ""), Map.of());

        List<Line> lines = lines(OPERATOR);
        assertTrue(lines.contains(new Line("Providers that are set up", "test")), lines::toString);
        assertFalse(lines.toString().contains("sk-very-secret"), lines::toString);
    }

    @Test
    void what_is_missing_is_said() {
        standard = "";
        assertEquals(new Line("Active model", "none is set up"), lines(MEMBER).getFirst());
        standard = "none/such";
        assertEquals("none/such (no installed provider offers it)", lines(MEMBER).getFirst().value());
        providers.add(new OpenAiLike("test", "http://10.0.0.5:1/v1", ""), Map.of());
        standard = "test/standard";
        assertTrue(lines(MEMBER).contains(new Line("Route", "cloud; not usable now: an API key (TEST_KEY) is missing")), () -> lines(MEMBER).toString());
    }
}
