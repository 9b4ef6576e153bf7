package io.sparkbot.tools.shelf;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The calls that run now, so that they can be waited for, and in the end cancelled, when their tool goes away. */
public final class RunningCalls {

    /** A call that runs. */
    public interface Call {

        Offer offer();

        /** Asks it to stop; its caller gets an answer at once. */
        void cancel(String why);

        /** Opens when its thread has ended. */
        CountDownLatch ended();
    }

    private static final Duration AFTER_CANCEL = Duration.ofSeconds(1);

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();

    public void add(Call call) {
        calls.add(call);
    }

    public void remove(Call call) {
        calls.remove(call);
    }

    /** Waits for the calls of the service; those left at the limit are cancelled. Returns when they have ended or a little later. */
    void finish(Offer offer, Duration limit) {
        if (await(c -> c.offer() == offer, limit)) {
            return;
        }
        cancel(c -> c.offer() == offer);
        await(c -> c.offer() == offer, AFTER_CANCEL);
    }

    void cancel(Predicate<Call> which) {
        calls.stream().filter(which).forEach(c -> c.cancel("its skill was removed while it ran"));
    }

    /** Whether all of them ended within the time. */
    private boolean await(Predicate<Call> which, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (Call call : calls.stream().filter(which).toList()) {
                if (!call.ended().await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
