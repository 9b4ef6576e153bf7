package io.sparkbot.llm.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.llm.http.Limits;
import io.sparkbot.testmodel.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a model answers, and what it is told. */
class CallsTest extends CallsFixture {

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

    @Test
    void a_provider_that_is_done_but_leaves_the_body_open_has_answered() throws Exception {
        assertEquals("alpha beta ", call("[[tokens 2; linger]]").text());
    }

    @Test
    void data_that_keeps_coming_is_no_silence_and_a_long_answer_arrives_whole() throws Exception {
        limits = new Limits(LONG, Duration.ofSeconds(3), 4 << 20);

        assertEquals(32, call("[[pace 100ms; tokens 32]]").outputTokens());
        assertEquals(500_000, call("[[long 500000]]").text().length());
    }

    @Test
    @Tag("W-36")
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
