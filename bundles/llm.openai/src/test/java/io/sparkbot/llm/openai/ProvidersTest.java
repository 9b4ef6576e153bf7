package io.sparkbot.llm.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.llm.BaseUrl;
import io.sparkbot.llm.Credentials;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.call.Calls;
import io.sparkbot.llm.http.CallStop;
import io.sparkbot.llm.http.HttpFailure;
import io.sparkbot.llm.http.Limits;
import io.sparkbot.llm.http.ModelHttp;
import io.sparkbot.llm.provider.Providers;
import io.sparkbot.testmodel.Recorded;
import io.sparkbot.testmodel.TestModel;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {

    private final ModelHttp http = new ModelHttp();
    private final OpenAi openAi = new OpenAi();
    private final OpenRouter openRouter = new OpenRouter();
    private final Groq groq = new Groq();
    private final Compatible compatible = new Compatible();
    private final Ollama ollama = new Ollama();
    private final Providers providers = new Providers(Duration.ZERO);
    private final Calls calls = new Calls(providers, http, () -> Limits.DEFAULT, UUID::randomUUID);
    private TestModel server;

    @BeforeEach
    void start() throws IOException {
        server = TestModel.start(0);
        for (LlmProvider provider : List.of(openAi, openRouter, groq, compatible, ollama)) {
            providers.add(provider, Map.of());
        }
        configure(Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        http.close();
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-mini, openai, gpt-4o-mini",
        "o3-mini, openai, o3-mini",
        "openrouter/openai/gpt-4o-mini, openrouter, openai/gpt-4o-mini",
        "groq/llama-3.3-70b-versatile, groq, llama-3.3-70b-versatile",
        "ollama/llama3.2:1b, ollama, llama3.2:1b",
        "compatible/qwen/qwen3, compatible, qwen/qwen3",
    })
    void a_model_id_names_its_provider(String id, String provider, String name) {
        LlmProvider owner = providers.owner(id).orElseThrow();

        assertEquals(provider, owner.id());
        assertEquals(name, owner.nativeName(id).orElseThrow());
    }

    @Test
    void an_id_that_belongs_to_nobody_has_no_owner() {
        for (String id : List.of(
                "claude-sonnet-4-5", "gemini/gemini-2.0-flash", "llama", "groq/", "ollama/", "demo/assistant")) {
            assertEquals(Optional.empty(), providers.owner(id).map(LlmProvider::id), id);
        }
    }

    @Test
    void with_a_base_url_of_its_own_openai_takes_any_id_but_not_from_a_provider_that_is_set_up() throws Exception {
        configure(Map.of("base_url", server.baseUrl() + "/", "_api_key", "sk-mine"));

        assertEquals("You said: hi", call("meta-llama/Llama-3").text());
        assertEquals("meta-llama/Llama-3", last().model());
        assertEquals("sk-mine", last().key());
        assertEquals("openai", owner("groq/llama"));

        configure(Map.of("base_url", server.baseUrl(), "_groq_api_key", "gsk-1", "groq_base_url", server.baseUrl()));
        assertEquals("groq", owner("groq/llama"));
        assertEquals("You said: hi", call("groq/llama").text());
        assertEquals("llama", last().model());
        assertEquals("gsk-1", last().key());
    }

    @Test
    void a_server_without_a_key_is_called_without_one() throws Exception {
        configure(Map.of("compatible_base_url", server.baseUrl()));

        assertEquals("You said: hi", call("compatible/test-model").text());
        assertEquals("", last().headers().getOrDefault("authorization", ""));
    }

    @Test
    void ollama_is_called_below_v1_however_its_address_was_written() throws Exception {
        for (String address : List.of(server.rootUrl(), server.baseUrl(), server.rootUrl() + "/")) {
            configure(Map.of("ollama_base_url", address));
            assertEquals("You said: hi", call("ollama/llama3.2:1b").text());
        }
        assertEquals("llama3.2:1b", last().model());
    }

    @Test
    void a_changed_setting_holds_from_the_next_call_on() throws Exception {
        configure(Map.of("base_url", server.baseUrl(), "_api_key", "one"));
        call("m");
        configure(Map.of("base_url", server.baseUrl(), "_api_key", "two"));
        call("m");

        assertEquals(
                List.of("one", "two"),
                server.requests().stream().map(Recorded::key).toList());
    }

    @Test
    void what_is_missing_is_said_in_words() {
        assertEquals("an API key (OPENAI_API_KEY)", openAi.access().missing());
        assertEquals("the base URL of the server", compatible.access().missing());
        assertTrue(ollama.access().ready());

        ModelFailure failure = assertThrows(ModelFailure.class, () -> call("gpt-4o-mini"));
        assertEquals(ModelFailure.Kind.NOT_CONFIGURED, failure.kind());
        assertTrue(failure.advice().contains("OPENAI_API_KEY"), failure.advice());
    }

    @Test
    void models_are_listed_as_people_write_them() {
        server.ollama(List.of("llama3.2:1b", "phi4-mini"));
        configure(Map.of(
                "base_url",
                server.baseUrl(),
                "ollama_base_url",
                server.rootUrl(),
                "compatible_base_url",
                server.baseUrl()));

        assertEquals(List.of("test-large", "test-model"), list(openAi, Credentials.SAVED));
        assertEquals(List.of("compatible/test-large", "compatible/test-model"), list(compatible, Credentials.SAVED));
        assertEquals(List.of("ollama/llama3.2:1b", "ollama/phi4-mini"), list(ollama, Credentials.SAVED));
        assertEquals(
                List.of("groq/test-large", "groq/test-model"),
                list(groq, new Credentials(Optional.of("gsk"), Optional.of(new BaseUrl(server.baseUrl())))));
    }

    @Test
    void a_wrong_key_is_refused_when_it_is_tried() {
        Credentials wrong = new Credentials(Optional.of("wrong-key"), Optional.of(new BaseUrl(server.baseUrl())));

        assertEquals(
                401, assertThrows(HttpFailure.class, () -> list(openAi, wrong)).statusCode());
        assertEquals(
                404,
                assertThrows(HttpFailure.class, () -> list(openRouter, wrong)).statusCode());
    }

    @Test
    void a_saved_key_is_not_sent_to_another_address() throws Exception {
        try (TestModel elsewhere = TestModel.start(0)) {
            configure(Map.of("base_url", server.baseUrl(), "_api_key", "sk-saved"));
            var model = openAi.streaming(
                    new io.sparkbot.llm.ModelConfig(
                            "m",
                            Optional.empty(),
                            new Credentials(Optional.empty(), Optional.of(new BaseUrl(elsewhere.baseUrl())))),
                    http.forCall(new CallStop(), Limits.SHORT));
            model.chat("hi", new Ignored());

            assertEquals("", elsewhere.requests().getFirst().headers().getOrDefault("authorization", ""));
        }
    }

    @Test
    void an_output_limit_is_sent_only_when_it_is_set() throws Exception {
        configure(Map.of("base_url", server.baseUrl()));
        call("m");
        assertFalse(last().body().has("max_tokens") || last().body().has("max_completion_tokens"));

        calls.call(
                new ModelRequest("m", List.of(new ModelMessage.User("hi")), List.of(), Optional.of(77)),
                token -> {},
                new Cancellation());
        assertEquals(77, last().body().path("max_tokens").asInt());
    }

    @Test
    void an_address_that_cannot_be_one_counts_as_none() {
        configure(Map.of("base_url", "file:///etc/passwd", "compatible_base_url", "http://user:pw@host/v1"));

        assertFalse(openAi.access().ready());
        assertFalse(compatible.access().ready());
    }

    private List<String> list(LlmProvider provider, Credentials credentials) {
        return provider.list(credentials, http.forCall(new CallStop(), Limits.SHORT));
    }

    private String owner(String model) {
        return providers.owner(model).orElseThrow().id();
    }

    private Recorded last() {
        return server.requests().getLast();
    }

    private ModelReply call(String model) throws ModelFailure {
        return calls.call(
                new ModelRequest(model, List.of(new ModelMessage.User("hi")), List.of(), Optional.empty()),
                token -> {},
                new Cancellation());
    }

    private void configure(Map<String, String> values) {
        OpenAiConfig config = (OpenAiConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {OpenAiConfig.class},
                (proxy, method, args) -> values.getOrDefault(method.getName(), (String) method.getDefaultValue()));
        openAi.configure(config);
        openRouter.configure(config);
        groq.configure(config);
        compatible.configure(config);
        ollama.configure(config);
    }

    private static final class Ignored implements dev.langchain4j.model.chat.response.StreamingChatResponseHandler {

        @Override
        public void onCompleteResponse(dev.langchain4j.model.chat.response.ChatResponse response) {}

        @Override
        public void onError(Throwable error) {}
    }
}
