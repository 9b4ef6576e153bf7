package io.sparkbot.llm.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.sparkbot.api.config.Settings;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.choice.Catalogue;
import io.sparkbot.llm.choice.Choice;
import io.sparkbot.llm.choice.LlmConfig;
import io.sparkbot.llm.choice.Servers;
import io.sparkbot.llm.http.ModelHttp;
import io.sparkbot.llm.provider.Providers;
import io.sparkbot.llm.web.LiveTest;
import io.sparkbot.llm.web.ModelConfigChange;
import io.sparkbot.llm.web.ModelConfigView;
import io.sparkbot.llm.web.ModelSetup;
import io.sparkbot.testdb.TestDatabase;
import io.sparkbot.testmodel.TestModel;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The set-up page's routes behind HTTP: real providers, a real database, settings that are delivered at once. */
class SetupTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("llm");

    private static final String KEY = "sk-secret-0123456789";
    private static final Person ADA =
            new Person(new UUID(7, 1), "ada", "Ada", PersonType.HUMAN, AccountRole.ADMIN, true);

    private final ModelHttp http = new ModelHttp();
    private final Providers providers = new Providers(Duration.ZERO);
    private final OpenAi openAi = new OpenAi();
    private final Compatible compatible = new Compatible();
    private final Ollama ollama = new Ollama();
    private final Servers servers = new Servers(http);
    private final Catalogue catalogue = new Catalogue(providers, servers);
    private final Choice choice =
            new Choice(providers, catalogue, DATABASE.of("llm"), config(LlmConfig.class, Map.of()));
    private final Delivered settings = new Delivered();
    private final ModelSetup setup = new ModelSetup(providers, catalogue, choice, servers, settings);
    private final LiveTest tests = new LiveTest(providers, http);
    private TestModel server;

    @BeforeEach
    void start() throws IOException {
        DATABASE.clear();
        server = TestModel.start(0);
        for (LlmProvider provider : List.of(openAi, compatible, ollama)) {
            providers.add(provider, Map.of());
        }
        settings.deliver();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        http.close();
    }

    @Test
    void a_fresh_installation_has_no_model_and_every_part_of_the_shape() {
        settings.values.put("llm.openai.ollama_base_url", server.rootUrl());
        settings.deliver();
        ModelConfigView view = setup.view(ADA);

        assertEquals("", view.defaultSelection().model());
        assertEquals("", view.stack().primary());
        assertEquals("", view.activeModel());
        assertEquals(
                List.of(
                        "openrouter",
                        "openai",
                        "anthropic",
                        "google",
                        "groq",
                        "minimax",
                        "ollama",
                        "compatible",
                        "demo"),
                view.providers().stream().map(ModelConfigView.Provider::id).toList());
        assertFalse(provider(view, "openai").configured());
        assertFalse(provider(view, "anthropic").installed());
        assertEquals(
                Set.of("telegram", "discord", "whatsapp", "github", "slack"),
                view.comms().keySet());
        assertEquals("off", view.tokenGuardianMode());
        assertEquals(List.of("No model is set up yet."), view.notices());
    }

    @Test
    void a_key_and_a_choice_are_saved_together_hold_at_once_and_the_key_is_never_told() {
        ModelConfigView view = setup.change(change(Map.of("openai_api_key", KEY), "openai", "gpt-4o"), ADA);

        assertEquals(Map.of("llm.openai.api_key", KEY, "llm.model", "gpt-4o"), settings.values);
        assertEquals("gpt-4o", view.activeModel());
        assertEquals("GPT-4o", view.defaultSelection().label());
        assertTrue(provider(view, "openai").configured());
        assertFalse(view.toString().contains(KEY));
    }

    @Test
    void an_openai_key_alone_is_enough_for_the_usual_model() {
        settings.values.put("llm.openai.api_key", KEY);
        settings.deliver();

        assertEquals("gpt-4o-mini", setup.view(ADA).defaultSelection().model());
    }

    @Test
    void W51_what_the_environment_fixes_is_shown_as_locked_and_refused() {
        settings.values.put("llm.openai.api_key", KEY);
        settings.locked.addAll(Set.of("llm.openai.api_key", "llm.model"));
        settings.deliver();

        assertTrue(provider(setup.view(ADA), "openai").locked());
        assertTrue(setup.view(ADA).defaultSelection().locked());
        assertEquals(
                409,
                assertThrows(Problem.class, () -> setup.change(change(Map.of("openai_api_key", "other"), "", ""), ADA))
                        .status());
        assertEquals(KEY, settings.values.get("llm.openai.api_key"));
    }

    @Test
    void a_bad_wish_changes_nothing_and_says_why() {
        assertEquals("nothing_to_change", code(change(Map.of("openai_api_key", " "), "", "")));
        assertEquals("nothing_to_change", code(change(Map.of("minimax_api_key", "x"), "", "")));
        assertEquals("unknown_model", code(change(Map.of(), "openai", "claude-x")));
        assertEquals("bad_request", code(change(Map.of(), "nobody", "m")));
        for (String address :
                List.of("ftp://host/v1", "http://user:pw@host/v1", "http://", "localhost:1234", "http://h/v1?x=1")) {
            InvalidField wrong = assertThrows(
                    InvalidField.class,
                    () -> setup.change(change(Map.of("compatible_base_url", address), "", ""), ADA));
            assertEquals("compatible_base_url", wrong.field());
            assertFalse(wrong.detail().contains("pw"));
        }
        assertEquals(Map.of(), settings.values);
    }

    @Test
    void a_compatible_server_is_asked_for_its_models_and_its_ids_may_be_given_without_prefix() {
        ModelConfigView view = setup.change(
                change(
                        Map.of("compatible_base_url", server.baseUrl() + "/", "compatible_api_key", KEY),
                        "compatible",
                        "test-model"),
                ADA);

        assertEquals("compatible/test-model", view.defaultSelection().model());
        assertEquals(
                List.of("compatible/test-large", "compatible/test-model"),
                provider(view, "compatible").availableModels());
        assertEquals(Boolean.TRUE, provider(view, "compatible").reachable());
    }

    @Test
    void a_key_does_not_follow_to_another_address() throws Exception {
        setup.change(change(Map.of("compatible_base_url", server.baseUrl(), "compatible_api_key", KEY), "", ""), ADA);
        try (TestModel other = TestModel.start(0)) {
            ModelConfigView view = setup.change(change(Map.of("compatible_base_url", other.baseUrl()), "", ""), ADA);

            assertFalse(settings.values.containsKey("llm.openai.compatible_api_key"));
            assertTrue(
                    view.notices().getFirst().contains("was removed"),
                    view.notices().toString());
        }
    }

    @Test
    void ollama_is_found_when_it_runs_and_its_absence_is_an_answer() {
        settings.values.put("llm.openai.ollama_base_url", server.rootUrl());
        settings.deliver();
        assertFalse(setup.ollama().reachable());

        server.ollama(List.of("llama3.2:1b"));
        assertEquals(List.of("llama3.2:1b"), setup.ollama().models());
        assertEquals(List.of("ollama/llama3.2:1b"), setup.ollama().modelIds());
        assertTrue(catalogue.models().stream()
                .filter(model -> model.id().equals("ollama/llama3.2:1b"))
                .findFirst()
                .orElseThrow()
                .configured());
        assertFalse(catalogue.models().stream()
                .filter(model -> model.id().equals("ollama/phi3.5"))
                .findFirst()
                .orElseThrow()
                .configured());
    }

    @Test
    void a_live_test_tells_right_from_wrong_and_stores_nothing() throws Exception {
        assertEquals(
                Optional.of(List.of("compatible/test-large", "compatible/test-model")),
                test("sk-fine", server.baseUrl(), "").models());
        assertEquals(
                Optional.of("credentials_wrong"),
                test("wrong-key", server.baseUrl(), "").code());
        assertEquals(
                Optional.of("upstream_failed"),
                test("sk-fine", server.rootUrl(), "").code());
        assertEquals(Optional.of("upstream_failed"), test("sk-fine", "", "").code());
        String gone = "http://127.0.0.1:1/v1";
        LiveTest.Outcome unreachable = test("sk-fine", gone, "");
        assertEquals(Optional.of("unreachable"), unreachable.code());
        assertTrue(unreachable.detail().orElseThrow().contains(gone));

        assertEquals(Map.of(), settings.values);
        assertThrows(InvalidField.class, () -> test("k", "file:///etc/passwd", ""));
        assertEquals(
                400,
                assertThrows(
                                Problem.class,
                                () -> tests.run(new LiveTest.Question(
                                        "nobody", Optional.empty(), Optional.empty(), Optional.empty())))
                        .status());
    }

    @Test
    void a_server_that_lists_no_models_is_tried_with_the_model_itself() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/v1/chat/completions", exchange -> {
            byte[] answer = """
                    data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"ok"},"finish_reason":"stop"}]}

                    data: [DONE]

                    """.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        other.start();
        try {
            String address = "http://127.0.0.1:" + other.getAddress().getPort() + "/v1";
            assertEquals(Optional.of(List.of("compatible/test-model")), test("sk-fine", address, "compatible/test-model").models());
            LiveTest.Outcome untold = test("sk-fine", address, "");
            assertEquals(Optional.of("upstream_failed"), untold.code());
            assertTrue(untold.detail().orElseThrow().contains("does not list models"), untold.toString());
        } finally {
            other.stop(0);
        }
    }

    private LiveTest.Outcome test(String key, String baseUrl, String model) {
        return tests.run(
                new LiveTest.Question("compatible", Optional.of(key), Optional.of(baseUrl), Optional.of(model)));
    }

    private String code(ModelConfigChange change) {
        return assertThrows(Problem.class, () -> setup.change(change, ADA)).code();
    }

    private static ModelConfigView.Provider provider(ModelConfigView view, String id) {
        return view.providers().stream()
                .filter(provider -> provider.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static ModelConfigChange change(Map<String, String> fields, String provider, String model) {
        return new ModelConfigChange(
                Optional.empty(),
                model.isEmpty() ? Optional.empty() : Optional.of(new ModelConfigChange.Selection(provider, model)),
                Optional.of(new HashMap<String, @Nullable String>(fields)),
                null,
                null,
                null,
                null,
                null);
    }

    private static <T> T config(Class<T> type, Map<String, Object> values) {
        String section = type == LlmConfig.class ? "llm." : "llm.openai.";
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> value(values, section, method)));
    }

    private static Object value(Map<String, Object> values, String section, Method method) {
        return values.getOrDefault(section + method.getName().replaceFirst("^_", ""), method.getDefaultValue());
    }

    /** Settings as the product delivers them: checked for locks, kept, and in the components before the caller goes on. */
    private final class Delivered implements Settings {

        private final Map<String, Object> values = new HashMap<>();
        private final Set<String> locked = new HashSet<>();

        @Override
        public void save(Map<String, Object> wished, UUID changedBy) {
            if (wished.keySet().stream().anyMatch(locked::contains)) {
                throw Problem.conflict("conflict", "fixed by the environment");
            }
            wished.forEach((key, value) -> {
                if (value == DEFAULT) {
                    values.remove(key);
                } else {
                    values.put(key, value);
                }
            });
            deliver();
        }

        void deliver() {
            OpenAiConfig providerConfig = config(OpenAiConfig.class, Map.copyOf(values));
            openAi.configure(providerConfig);
            compatible.configure(providerConfig);
            ollama.configure(providerConfig);
            choice.configure(config(LlmConfig.class, Map.copyOf(values)));
        }

        @Override
        public boolean isLocked(String key) {
            return locked.contains(key);
        }

        @Override
        public boolean isSet(String key) {
            return values.containsKey(key);
        }
    }
}
