package io.sparkbot.llm.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.llm.call.Calls;
import io.sparkbot.llm.http.Limits;
import io.sparkbot.llm.http.ModelHttp;
import io.sparkbot.llm.provider.Providers;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoProviderTest {

    private static final ToolDescriptor CALCULATE = new ToolDescriptor(
            "calculate",
            "Arithmetic",
            "{\"type\":\"object\",\"properties\":{\"expression\":{\"type\":\"string\"}},\"required\":[\"expression\"]}",
            ToolPolicy.of(ActionType.READ, "workspace"));

    private final ModelHttp http = new ModelHttp();
    private final DemoProvider demo = new DemoProvider();
    private final Providers providers = new Providers(Duration.ZERO);
    private final Calls calls = new Calls(providers, http, () -> Limits.DEFAULT, UUID::randomUUID);

    @BeforeEach
    void start() {
        pace(1000);
        providers.add(demo, Map.of());
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void it_streams_word_by_word_on_the_calling_thread_and_what_it_streams_is_the_answer() throws Exception {
        List<String> tokens = new ArrayList<>();
        Thread caller = Thread.currentThread();

        ModelReply reply = calls.call(
                request(new ModelMessage.User("what can you do?")),
                token -> {
                    assertSame(caller, Thread.currentThread());
                    tokens.add(token);
                },
                new Cancellation());

        assertEquals(Help.page("sparkbot"), reply.text());
        assertEquals(reply.text(), String.join("", tokens));
        assertTrue(tokens.size() > 100, tokens.size() + " tokens");
        assertTrue(reply.text().contains("| Try this |"));
    }

    @Test
    void it_calls_a_tool_and_puts_the_result_into_words() throws Exception {
        ModelMessage.User question = new ModelMessage.User("17 % of 1240");
        ModelReply wish = calls.call(request(question), token -> {}, new Cancellation());

        assertEquals("", wish.text());
        assertEquals("{\"expression\":\"1240*17/100\"}", wish.calls().getFirst().argumentsJson());

        ModelReply answer = calls.call(
                request(
                        question,
                        new ModelMessage.Assistant("", wish.calls()),
                        new ModelMessage.Result(
                                wish.calls().getFirst().callId(), "calculate", "1240*17/100 = 210.8", false)),
                token -> {},
                new Cancellation());
        assertEquals("**1240*17/100** = **210.8**", answer.text());
    }

    @Test
    void stop_ends_it_in_mid_sentence() {
        List<String> tokens = new ArrayList<>();
        Cancellation cancellation = new Cancellation();

        ModelFailure failure = assertThrows(
                ModelFailure.class,
                () -> calls.call(
                        request(new ModelMessage.User("count to 2000")),
                        token -> {
                            tokens.add(token);
                            if (tokens.size() == 3) {
                                cancellation.cancel();
                            }
                        },
                        cancellation));

        assertEquals(ModelFailure.Kind.CANCELLED, failure.kind());
        assertEquals(List.of("1 ", "2 ", "3 "), tokens);
    }

    @Test
    void an_interrupt_ends_it_too_and_stays_set() {
        assertEquals(
                ModelFailure.Kind.CANCELLED,
                assertThrows(
                                ModelFailure.class,
                                () -> calls.call(
                                        request(new ModelMessage.User("count to 2000")),
                                        token -> Thread.currentThread().interrupt(),
                                        new Cancellation()))
                        .kind());
        assertTrue(Thread.interrupted());
    }

    @Test
    void it_takes_its_own_model_alone() {
        assertEquals(Optional.of("assistant"), demo.nativeName("demo/assistant"));
        for (String id : List.of("demo/other", "assistant", "gpt-4o", "")) {
            assertEquals(Optional.empty(), demo.nativeName(id));
        }
    }

    private void pace(int wordsPerSecond) {
        demo.configure((DemoConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DemoConfig.class},
                (proxy, method, args) -> wordsPerSecond));
    }

    private static ModelRequest request(ModelMessage... messages) {
        return new ModelRequest("demo/assistant", List.of(messages), List.of(CALCULATE), Optional.empty());
    }
}
