package io.sparkbot.llm.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.sparkbot.api.web.Problem;
import io.sparkbot.llm.Access;
import io.sparkbot.llm.Credentials;
import io.sparkbot.llm.KnownModel;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.ModelConfig;
import io.sparkbot.llm.OpenAiLike;
import io.sparkbot.llm.http.ModelHttp;
import io.sparkbot.llm.provider.Providers;
import io.sparkbot.testdb.TestDatabase;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChoiceTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("llm");

    private static final UUID ADA = new UUID(7, 1);
    private static final UUID BOB = new UUID(7, 2);

    private final ModelHttp http = new ModelHttp();
    private final Providers providers = new Providers(Duration.ZERO);
    private Choice choice;

    @BeforeEach
    void start() {
        DATABASE.clear();
        providers.add(new OpenAiLike("test", "http://127.0.0.1:1/v1", "sk"), Map.of());
        providers.add(new StandIn(), Map.of());
        choice = started("");
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void W52_a_persons_choice_is_theirs_alone_and_survives_a_restart() {
        choice = started("test/standard");
        choice.choose(ADA, "test/own");

        assertEquals(Optional.of("test/own"), choice.activeFor(ADA));
        assertEquals(Optional.of("test/standard"), choice.activeFor(BOB));
        assertEquals(Optional.of("test/standard"), choice.defaultModel());

        choice = started("test/other");
        assertEquals(Optional.of("test/own"), choice.activeFor(ADA));
        assertEquals(Optional.of("test/other"), choice.activeFor(BOB));

        choice.followDefault(ADA);
        assertEquals(Optional.of("test/other"), choice.activeFor(ADA));
    }

    @Test
    void without_any_choice_there_is_no_model_and_never_the_stand_in() {
        assertEquals(Optional.empty(), choice.defaultModel());
        assertEquals(Optional.empty(), choice.activeFor(ADA));
    }

    @Test
    void a_stand_in_chosen_before_there_was_a_model_gives_way_to_it() {
        choice.choose(ADA, "demo/assistant");
        assertEquals(Optional.of("demo/assistant"), choice.activeFor(ADA));

        choice = started("test/real");
        assertEquals(Optional.of("test/real"), choice.activeFor(ADA));
    }

    @Test
    void a_stand_in_chosen_again_beside_a_model_holds_until_the_default_changes_again() {
        choice = started("test/real");
        choice.choose(ADA, "demo/assistant");
        assertEquals(Optional.of("demo/assistant"), choice.activeFor(ADA));

        choice = started("test/another");
        assertEquals(Optional.of("test/another"), choice.activeFor(ADA));
    }

    @Test
    void a_changed_setting_holds_at_once() {
        choice.configure(config("test/new"));

        assertEquals(Optional.of("test/new"), choice.activeFor(ADA));
    }

    @Test
    void a_model_nobody_offers_is_refused_by_name() {
        for (String model : List.of("none/such", "", " ", "test/" + "x".repeat(200), "test/\u0000one")) {
            Problem problem = assertThrows(Problem.class, () -> choice.choose(ADA, model));
            assertEquals(400, problem.status());
            assertEquals("unknown_model", problem.code());
        }
        assertEquals(Optional.empty(), choice.activeFor(ADA));
    }

    private Choice started(String model) {
        return new Choice(providers, new Catalogue(providers, new Servers(http)), DATABASE.of("llm"), config(model));
    }

    private static LlmConfig config(String model) {
        return (LlmConfig) Proxy.newProxyInstance(
                ChoiceTest.class.getClassLoader(),
                new Class<?>[] {LlmConfig.class},
                (proxy, method, args) -> method.getName().equals("model") ? model : method.getDefaultValue());
    }

    private record StandIn() implements LlmProvider {

        @Override
        public String id() {
            return "demo";
        }

        @Override
        public String label() {
            return "Demo";
        }

        @Override
        public Optional<String> nativeName(String modelId) {
            return modelId.equals("demo/assistant") ? Optional.of("assistant") : Optional.empty();
        }

        @Override
        public List<KnownModel> models() {
            return List.of(new KnownModel("demo/assistant", "Demo", ""));
        }

        @Override
        public Access access() {
            return new Access(true, "", Optional.empty(), Access.Kind.BUILT_IN);
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public StreamingChatModel streaming(ModelConfig config, HttpClientBuilder http) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> list(Credentials credentials, HttpClientBuilder http) {
            return List.of("demo/assistant");
        }
    }
}
