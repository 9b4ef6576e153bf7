package io.sparkbot.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private final Leases leases = new Leases();

    @Test
    void an_idle_bundle_is_drained_at_once() {
        assertTrue(drained(7).isDone());
    }

    @Test
    void a_drain_waits_for_the_running_call_and_refuses_new_ones() {
        Leases.Lease running = leases.take(7).orElseThrow();

        CompletableFuture<Void> drained = drained(7);

        assertFalse(drained.isDone());
        assertTrue(leases.take(7).isEmpty());
        running.close();
        assertTrue(drained.isDone());
        assertTrue(leases.take(7).isEmpty(), "draining goes on until it is resumed");
    }

    @Test
    void closing_a_lease_twice_counts_once() {
        Leases.Lease first = leases.take(7).orElseThrow();
        Leases.Lease second = leases.take(7).orElseThrow();

        first.close();
        first.close();

        assertEquals(1, leases.running(7));
        second.close();
        assertEquals(0, leases.running(7));
    }

    @Test
    void a_resumed_bundle_takes_calls_again_while_the_old_call_still_runs() {
        Leases.Lease running = leases.take(7).orElseThrow();
        leases.drain(7);

        leases.resume(7);

        assertFalse(leases.isDraining(7));
        leases.take(7).orElseThrow().close();
        assertEquals(1, leases.running(7));
        running.close();
    }

    @Test
    void a_call_that_outlasts_the_drain_is_told_to_end() {
        AtomicInteger cuts = new AtomicInteger();
        leases.take(7, cuts::incrementAndGet).orElseThrow().close();
        Leases.Lease running = leases.take(7, cuts::incrementAndGet).orElseThrow();
        leases.drain(7);

        leases.cut(7);

        assertEquals(1, cuts.get(), "only the call that still runs");
        running.close();
    }

    @Test
    void another_bundle_is_not_concerned() {
        leases.drain(7);

        assertTrue(leases.take(8).isPresent());
    }

    @Test
    void after_a_completed_drain_no_call_runs_however_many_threads_ask() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(1000);
        AtomicBoolean over = new AtomicBoolean();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                pool.submit(() -> {
                    for (var lease = leases.take(7); lease.isPresent() && !over.get(); lease = leases.take(7)) {
                        inside.incrementAndGet();
                        Thread.yield();
                        inside.decrementAndGet();
                        lease.get().close();
                        enough.countDown();
                    }
                    return null;
                });
            }
            assertTrue(enough.await(1, TimeUnit.MINUTES));

            leases.drain(7).toCompletableFuture().orTimeout(1, TimeUnit.MINUTES).whenComplete((done, late) -> over.set(late != null)).join();

            int after = inside.get();
            over.set(true);
            assertEquals(0, after);
        }
    }

    private CompletableFuture<Void> drained(long bundle) {
        return leases.drain(bundle).toCompletableFuture();
    }
}
