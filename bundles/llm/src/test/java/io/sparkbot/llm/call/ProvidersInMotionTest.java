package io.sparkbot.llm.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelFailure.Kind;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.llm.OpenAiLike;
import io.sparkbot.llm.provider.Providers;
import io.sparkbot.testmodel.TestModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls while providers come, go and change. */
class ProvidersInMotionTest extends CallsFixture {

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
            providers.add(successor, Map.of("service.bundleid", 7L));
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
            AtomicReference<@Nullable Thread> caller = new AtomicReference<>();
            Future<ModelReply> call = thread.submit(() -> {
                caller.set(Thread.currentThread());
                return waiting.call(request("hi"), tokens::add, new Cancellation());
            });
            while (!call.isDone() && !waits(caller.get())) {
                Thread.onSpinWait();
            }
            patient.add(provider, Map.of());
            assertEquals("You said: hi", call.get().text());
        }
    }

    @Test
    void a_provider_without_its_key_and_a_model_nobody_has_are_told_apart() throws Exception {
        assertEquals(Kind.MODEL_UNKNOWN, failure("none/such").kind());
        assertEquals(Kind.NOT_CONFIGURED, failure("").kind());

        providers.remove(provider);
        providers.add(new OpenAiLike("bare", server.baseUrl(), ""), Map.of());
        ModelFailure failure = failure("test/m");
        assertEquals(Kind.NOT_CONFIGURED, failure.kind());
        assertTrue(failure.advice().contains("an API key (TEST_KEY) is missing"), failure.advice());
    }

    private static boolean waits(@Nullable Thread thread) {
        return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
    }

    private ModelFailure failure(String model) {
        return assertThrows(
                ModelFailure.class,
                () -> calls.call(
                        new ModelRequest(model, request("hi").messages(), List.of(), Optional.empty()),
                        tokens::add,
                        new Cancellation()));
    }
}
