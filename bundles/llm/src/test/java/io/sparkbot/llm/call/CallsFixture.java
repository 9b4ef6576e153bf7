package io.sparkbot.llm.call;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.llm.OpenAiLike;
import io.sparkbot.llm.http.Limits;
import io.sparkbot.llm.http.ModelHttp;
import io.sparkbot.llm.provider.Providers;
import io.sparkbot.testmodel.TestModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Calls to one provider, the scripted server, over real HTTP. */
abstract class CallsFixture {

    static final Duration LONG = Duration.ofSeconds(20);
    static final ToolDescriptor WEATHER = new ToolDescriptor(
            "get_weather",
            "Weather",
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}",
            ToolPolicy.of(ActionType.READ, "web"));

    final ModelHttp http = new ModelHttp();
    final Providers providers = new Providers(Duration.ZERO);
    final List<String> tokens = new ArrayList<>();
    volatile Limits limits = new Limits(LONG, LONG, 1 << 20);
    TestModel server;
    OpenAiLike provider;
    Calls calls;

    @BeforeEach
    void start() throws IOException {
        server = TestModel.start(0);
        provider = new OpenAiLike("test", server.baseUrl(), "sk-test-0123456789");
        providers.add(provider, Map.of());
        calls = new Calls(
                providers, http, () -> limits, UUID::randomUUID, new Retry(Duration.ofMillis(1), new Random(1)));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        http.close();
    }

    ModelReply call(String text) throws ModelFailure {
        return call(request(text).messages());
    }

    ModelReply call(List<ModelMessage> messages) throws ModelFailure {
        return calls.call(
                new ModelRequest("test/m", messages, List.of(WEATHER), Optional.empty()),
                tokens::add,
                new Cancellation());
    }

    static ModelRequest request(String text) {
        return new ModelRequest(
                "test/m",
                List.of(new ModelMessage.System("You are a test."), new ModelMessage.User(text)),
                List.of(WEATHER),
                Optional.empty());
    }

    /** How a call on another thread failed. */
    static ModelFailure failure(Future<?> call) {
        return assertInstanceOf(
                ModelFailure.class,
                assertThrows(ExecutionException.class, call::get).getCause());
    }
}
