package io.sparkbot.llm.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelFailure.Kind;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.testmodel.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that their caller ends. */
class EndedCallsTest extends CallsFixture {

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

    private void awaitRequest() throws InterruptedException {
        while (server.requests().isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
