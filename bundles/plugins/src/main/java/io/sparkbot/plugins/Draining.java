package io.sparkbot.plugins;

import io.sparkbot.api.plugin.Drainable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks everybody who calls into bundles to let go of one. */
final class Draining {

    /** How long calls that were told to end may take for it. */
    private static final Duration UNWINDING = Duration.ofSeconds(1);

    private final Supplier<List<Drainable>> callers;

    Draining(Supplier<List<Drainable>> callers) {
        this.callers = callers;
    }

    /** From here on no new call enters the bundle; completes when the last one has left. */
    CompletableFuture<Void> begin(long bundleId) {
        return CompletableFuture.allOf(callers.get().stream()
                .map(caller -> caller.drain(bundleId).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    /** @return whether all calls ended by themselves; those that did not were told to end */
    boolean await(CompletableFuture<Void> drained, long bundleId, Duration limit) {
        if (within(drained, limit)) {
            return true;
        }
        callers.get().forEach(caller -> caller.cut(bundleId));
        within(drained, UNWINDING);
        return false;
    }

    /** The bundle stays after all, or is gone. */
    void over(long bundleId) {
        callers.get().forEach(caller -> caller.resume(bundleId));
    }

    private static boolean within(CompletableFuture<Void> drained, Duration limit) {
        try {
            drained.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a caller could not drain", broken);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
