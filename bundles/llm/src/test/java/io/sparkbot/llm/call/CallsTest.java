package io.sparkbot.llm.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelFailure.Kind;
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
import io.sparkbot.testmodel.Recorded;
import io.sparkbot.testmodel.TestModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ToolDescriptor WEATHER = new ToolDescriptor(
            "get_weather",
            "Weather",
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}",
            ToolPolicy.of(ActionType.READ, "web"));

    private final ModelHttp http = new ModelHttp();
    private final Providers providers = new Providers(Duration.ZERO);
    private final List<String> tokens = new ArrayList<>();
    private volatile Limits limits = new Limits(LONG, LONG, 1 << 20);
    private TestModel server;
    private OpenAiLike provider;
    private Calls calls;

    @BeforeEach
    void start() throws IOException {
        server = TestModel.start(0);
        provider = new OpenAiLike("test", server.baseUrl(), "sk-test-0123456789");
        providers.add(provider, java.util.Map.of());
        calls = new Calls(
                providers, http, () -> limits, UUID::randomUUID, new Retry(Duration.ofMillis(1), new Random(1)));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        http.close();
    }

    @Test
    void W12_tokens_come_one_by_one_on_the_calling_thread_while_the_provider_still_talks() throws Exception {
        List<Recorded.Outcome> seen = new ArrayList<>();
        Thread caller = Thread.currentThread();

        ModelReply reply = calls.call(
                request("[[pace 50ms; tokens 4]]"),
                token -> {
                    assertSame(caller, Thread.currentThread());
                    tokens.add(token);
                    seen.add(server.requests().getFirst().outcome());
                },
                new Cancellation());

        assertEquals(List.of("alpha ", "beta ", "gamma ", "delta "), tokens);
        assertEquals(Recorded.Outcome.RUNNING, seen.getFirst());
        assertEquals("alpha beta gamma delta ", reply.text());
        assertTrue(reply.inputTokens() > 0);
        assertEquals(4, reply.outputTokens());
        assertEquals(1, server.requests().size());
    }

    @Test
    void parallel_calls_come_in_order_with_ids_of_our_own_and_go_back_with_their_results() throws Exception {
        String script =
                "[[text Let me look.; call get_weather {\"city\":\"Oslo\"} & get_weather {\"city\":\"Rome\"} | text {result}]]";
        ModelReply first = call(script);

        assertEquals("Let me look.", first.text());
        assertEquals(
                List.of("{\"city\":\"Oslo\"}", "{\"city\":\"Rome\"}"),
                first.calls().stream().map(ModelMessage.ToolWish::argumentsJson).toList());

        List<ModelMessage> history = new ArrayList<>(request(script).messages());
        history.add(new ModelMessage.Assistant(first.text(), first.calls()));
        history.add(new ModelMessage.Result(first.calls().get(0).callId(), "get_weather", "4 °C", false));
        history.add(new ModelMessage.Result(first.calls().get(1).callId(), "get_weather", "denied", true));
        assertEquals("denied", call(history).text());

        JsonNode sent = server.requests().getLast().body().path("messages");
        assertEquals(
                first.calls().get(0).callId().toString(),
                sent.path(2).path("tool_calls").path(0).path("id").asText());
        assertEquals(
                first.calls().get(1).callId().toString(),
                sent.path(4).path("tool_call_id").asText());
        assertEquals(
                "city",
                server.requests()
                        .getLast()
                        .body()
                        .path("tools")
                        .path(0)
                        .path("function")
                        .path("parameters")
                        .path("required")
                        .path(0)
                        .asText());
    }

    @Test
    void bad_arguments_become_an_empty_object_with_a_fault_and_do_not_spoil_the_conversation() throws Exception {
        String script = "[[badcall get_weather <<{\"city\": Paris>> | text fine]]";
        ModelReply first = call(script);

        ModelMessage.ToolWish wish = first.calls().getFirst();
        assertEquals("{}", wish.argumentsJson());
        assertTrue(wish.fault().startsWith("The arguments were not valid JSON"), wish.fault());

        List<ModelMessage> history = new ArrayList<>(request(script).messages());
        history.add(new ModelMessage.Assistant("", first.calls()));
        history.add(new ModelMessage.Result(wish.callId(), "get_weather", wish.fault(), true));
        assertEquals("fine", call(history).text());
        assertEquals(
                "{}",
                server.requests()
                        .getLast()
                        .body()
                        .at("/messages/2/tool_calls/0/function/arguments")
                        .asText());
    }

    @ParameterizedTest
    @CsvSource({
        "status 401, CREDENTIALS, 1",
        "status 403, CREDENTIALS, 1",
        "status 402, QUOTA, 1",
        "status 404, MODEL_UNKNOWN, 1",
        "status 413, CONTEXT_TOO_LONG, 1",
        "status 400, UPSTREAM, 1",
        "status 429, RATE_LIMITED, 3",
        "status 500, UPSTREAM, 3",
        "status 503, UPSTREAM, 3",
        "cut, NETWORK, 3",
        "open; cut, NETWORK, 3",
        "end, TRUNCATED, 3",
        "tokens 2; pause 300ms; cut, NETWORK, 1",
        "tokens 2; end, TRUNCATED, 1",
        "tokens 2; error SECRET-MARKER upstream broke, UPSTREAM, 1",
        "error SECRET-MARKER upstream broke, UPSTREAM, 3",
        "empty, EMPTY, 2",
        "finish length, EMPTY, 1",
        "finish content_filter, UPSTREAM, 1",
    })
    void a_bad_answer_ends_as_a_failure_of_its_kind_and_is_asked_again_only_before_the_first_token(
            String script, Kind kind, int requests) {
        ModelFailure failure = assertThrows(ModelFailure.class, () -> call("[[" + script + "]]"));

        assertEquals(kind, failure.kind());
        assertEquals(requests, server.requests().size());
        assertFalse(
                failure.advice().contains("MARKER") || failure.advice().contains("provider text"), failure.advice());
    }

    @ParameterizedTest
    @CsvSource({"status 429 times 1", "status 429 retry-after 0.01 times 2", "status 500 times 2", "cut times 2"})
    void a_passing_problem_before_the_first_token_is_not_seen_by_the_person(String script) throws Exception {
        assertEquals("fine", call("[[" + script + "; text fine]]").text());
        assertEquals(List.of("fine"), tokens);
    }

    @Test
    void a_provider_that_asks_for_more_than_a_minute_is_not_waited_for() {
        ModelFailure failure = assertThrows(ModelFailure.class, () -> call("[[status 429 retry-after 61]]"));

        assertEquals(Optional.of(Duration.ofSeconds(61)), failure.retryAfter());
        assertTrue(failure.advice().contains("61 s"), failure.advice());
        assertEquals(1, server.requests().size());
    }

    @Test
    void a_hanging_provider_and_a_silent_one_end_as_timeouts_and_their_connections_are_freed() throws Exception {
        limits = new Limits(Duration.ofMillis(300), LONG, 1 << 20);
        assertEquals(
                Kind.TIMEOUT,
                assertThrows(ModelFailure.class, () -> call("[[hang]]")).kind());

        limits = new Limits(LONG, Duration.ofMillis(300), 1 << 20);
        assertEquals(
                Kind.TIMEOUT,
                assertThrows(ModelFailure.class, () -> call("[[tokens 2; silence]]"))
                        .kind());

        assertEquals(List.of("alpha ", "beta "), tokens);
        assertEquals(2, server.requests().size());
        for (Recorded request : server.requests()) {
            assertEquals(Recorded.Outcome.ABORTED, request.await(LONG));
        }
    }

    @Test
    void a_provider_that_is_done_but_leaves_the_body_open_has_answered() throws Exception {
        assertEquals("alpha beta ", call("[[tokens 2; linger]]").text());
    }

    @Test
    void data_that_keeps_coming_is_no_silence_and_a_long_answer_arrives_whole() throws Exception {
        limits = new Limits(LONG, Duration.ofMillis(400), 4 << 20);

        assertEquals(8, call("[[pace 100ms; tokens 8]]").outputTokens());
        assertEquals(500_000, call("[[long 500000]]").text().length());
    }

    @Test
    void an_answer_beyond_the_limit_is_ended() throws Exception {
        ModelFailure failure = assertThrows(ModelFailure.class, () -> call("[[long 3000000; silence]]"));

        assertEquals(Kind.UPSTREAM, failure.kind());
        assertTrue(failure.advice().contains("1 MiB"), failure.advice());
        assertEquals(Recorded.Outcome.ABORTED, server.requests().getFirst().await(LONG));
    }

    @Test
    void a_line_that_is_no_JSON_ends_the_call() throws Exception {
        assertEquals(
                Kind.UPSTREAM,
                assertThrows(ModelFailure.class, () -> call("[[tokens 1; garbage; silence]]"))
                        .kind());
    }

    @ParameterizedTest
    @CsvSource({"hang, 0", "tokens 2; silence, 2", "status 429 retry-after 30, 0"})
    void cancel_ends_the_call_at_any_moment_and_frees_the_connection(String script, int before) throws Exception {
        Cancellation cancellation = new Cancellation();
        CountDownLatch running = new CountDownLatch(before);
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ModelReply> call = thread.submit(
                    () -> calls.call(request("[[" + script + "]]"), token -> running.countDown(), cancellation));
            running.await();
            awaitRequest();
            cancellation.cancel();

            assertEquals(Kind.CANCELLED, failure(call).kind());
        }
        Recorded request = server.requests().getFirst();
        assertEquals(script.contains("429") ? Recorded.Outcome.DONE : Recorded.Outcome.ABORTED, request.await(LONG));
    }

    @Test
    void a_call_that_is_cancelled_before_it_begins_asks_nobody() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();

        ModelFailure failure =
                assertThrows(ModelFailure.class, () -> calls.call(request("hi"), tokens::add, cancellation));
        assertEquals(Kind.CANCELLED, failure.kind());
        assertEquals(List.of(), server.requests());
    }

    @Test
    void an_interrupt_is_a_cancel_and_stays_set() throws Exception {
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch running = new CountDownLatch(1);
            List<Thread> callers = new ArrayList<>();
            Future<Boolean> call = thread.submit(() -> {
                callers.add(Thread.currentThread());
                ModelFailure failure = assertThrows(
                        ModelFailure.class,
                        () -> calls.call(
                                request("[[tokens 1; silence]]"), token -> running.countDown(), new Cancellation()));
                assertEquals(Kind.CANCELLED, failure.kind());
                return Thread.interrupted();
            });
            running.await();
            callers.getFirst().interrupt();
            assertTrue(call.get());
        }
    }

    @Test
    void what_the_listener_throws_reaches_the_caller_and_ends_the_call() throws Exception {
        IllegalStateException full = new IllegalStateException("disk full");

        assertSame(
                full,
                assertThrows(
                        IllegalStateException.class,
                        () -> calls.call(
                                request("[[tokens 2; silence]]"),
                                token -> {
                                    throw full;
                                },
                                new Cancellation())));
        assertEquals(Recorded.Outcome.ABORTED, server.requests().getFirst().await(LONG));
    }

    @Test
    void a_provider_that_leaves_in_mid_call_ends_it_with_clear_words() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ModelReply> call = thread.submit(() ->
                    calls.call(request("[[tokens 2; silence]]"), token -> running.countDown(), new Cancellation()));
            running.await();
            providers.remove(provider);

            ModelFailure failure = failure(call);
            assertEquals(Kind.UPSTREAM, failure.kind());
            assertTrue(failure.advice().contains("removed or updated"), failure.advice());
        }
        assertEquals(
                Kind.MODEL_UNKNOWN,
                assertThrows(ModelFailure.class, () -> call("hi")).kind());
    }

    @Test
    void a_draining_provider_finishes_its_calls_while_new_ones_go_to_its_successor() throws Exception {
        try (TestModel other = TestModel.start(0);
                ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch running = new CountDownLatch(1);
            Future<ModelReply> call = thread.submit(() ->
                    calls.call(request("[[pace 30ms; tokens 20]]"), token -> running.countDown(), new Cancellation()));
            running.await();
            OpenAiLike successor = new OpenAiLike("test", other.baseUrl(), "sk-other");
            providers.add(successor, java.util.Map.of("service.bundleid", 7L));
            var drained = providers.drain(0).toCompletableFuture();

            assertEquals("You said: hi", call("hi").text());
            assertEquals(1, other.requests().size());
            assertEquals(20, call.get().outputTokens());
            drained.get();
        }
    }

    @Test
    void a_call_in_the_gap_of_an_update_waits_for_the_new_version() throws Exception {
        Providers patient = new Providers(LONG);
        Calls waiting = new Calls(
                patient, http, () -> limits, UUID::randomUUID, new Retry(Duration.ofMillis(1), new Random(1)));
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ModelReply> call = thread.submit(() -> waiting.call(request("hi"), tokens::add, new Cancellation()));
            patient.add(provider, java.util.Map.of());
            assertEquals("You said: hi", call.get().text());
        }
    }

    @Test
    void a_provider_without_its_key_and_a_model_nobody_has_are_told_apart() throws Exception {
        assertEquals(Kind.MODEL_UNKNOWN, failure("none/such").kind());
        assertEquals(Kind.NOT_CONFIGURED, failure("").kind());

        providers.remove(provider);
        providers.add(new OpenAiLike("bare", server.baseUrl(), ""), java.util.Map.of());
        ModelFailure failure = failure("test/m");
        assertEquals(Kind.NOT_CONFIGURED, failure.kind());
        assertTrue(failure.advice().contains("an API key (TEST_KEY) is missing"), failure.advice());
    }

    @Test
    void nothing_that_listens_at_the_address_is_a_network_problem() throws Exception {
        String address = server.baseUrl();
        server.close();

        ModelFailure failure = assertThrows(ModelFailure.class, () -> call("hi"));
        assertEquals(Kind.NETWORK, failure.kind());
        assertTrue(failure.advice().contains(address), failure.advice());
    }

    @Test
    void two_hundred_streams_run_at_once_on_a_handful_of_platform_threads() throws Exception {
        CountDownLatch all = new CountDownLatch(200);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ModelReply>> replies = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Cancellation never = new Cancellation();
                replies.add(threads.submit(() -> {
                    boolean[] first = {true};
                    return calls.call(
                            request("[[tokens 1; pause 100ms; tokens 10]]"),
                            token -> {
                                if (first[0]) {
                                    first[0] = false;
                                    all.countDown();
                                    await(go);
                                }
                            },
                            never);
                }));
            }
            all.await();
            int platform = Thread.getAllStackTraces().size();
            go.countDown();
            for (Future<ModelReply> reply : replies) {
                assertEquals(11, reply.get().outputTokens());
            }
            assertTrue(platform < 60, platform + " platform threads for 200 streams");
        }
    }

    @Test
    void a_model_that_refuses_tools_is_asked_once_more_without_them() throws Exception {
        assertEquals(
                "none",
                call("[[status 400 times 1 saying gemma does not support tools; text none{tools}]]")
                        .text());
        assertEquals(List.of(), server.requests().getLast().tools());
    }

    @Test
    void a_model_that_refuses_pictures_is_asked_once_more_without_them_and_the_answer_tells() throws Exception {
        ModelMessage look = new ModelMessage.User("look", List.of(new ModelMessage.Image("image/png", new byte[] {1, 2, 3})));
        ModelReply reply = call(List.of(look, new ModelMessage.User("[[status 400 times 1 saying no image input here; text blind]]")));

        assertEquals("blind", reply.text());
        assertTrue(reply.blind());
        assertFalse(server.requests().getLast().body().toString().contains("image_url"));

        ModelReply seen = call(List.of(look, new ModelMessage.User("[[text seen]]")));
        assertFalse(seen.blind());
        assertTrue(server.requests().getLast().body().toString().contains("data:image/png;base64,AQID"));
    }

    private static ModelFailure failure(Future<?> call) {
        return assertInstanceOf(
                ModelFailure.class,
                assertThrows(ExecutionException.class, call::get).getCause());
    }

    private ModelFailure failure(String model) {
        return assertThrows(
                ModelFailure.class,
                () -> calls.call(
                        new ModelRequest(model, request("hi").messages(), List.of(), Optional.empty()),
                        tokens::add,
                        new Cancellation()));
    }

    private void awaitRequest() throws InterruptedException {
        while (server.requests().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ModelReply call(String text) throws ModelFailure {
        return call(request(text).messages());
    }

    private ModelReply call(List<ModelMessage> messages) throws ModelFailure {
        return calls.call(
                new ModelRequest("test/m", messages, List.of(WEATHER), Optional.empty()),
                tokens::add,
                new Cancellation());
    }

    private static ModelRequest request(String text) {
        return new ModelRequest(
                "test/m",
                List.of(new ModelMessage.System("You are a test."), new ModelMessage.User(text)),
                List.of(WEATHER),
                Optional.empty());
    }
}
