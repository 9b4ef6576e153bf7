package io.sparkbot.api.plugin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that run in other bundles. The caller keeps one, registers it as {@link Drainable}, and wraps every call:
 *
 * <pre>{@code
 * try (Leases.Lease lease = leases.take(bundleId).orElse(null)) {
 *     if (lease == null) → look for another bundle that offers the same, or say that it is gone
 *     … call …
 * }
 * }</pre>
 */
public final class Leases implements Drainable {

    private static final Count NONE = new Count(0, null);

    private final Map<Long, Count> counts = new ConcurrentHashMap<>();

    /**
     * @param running calls in the bundle now
     * @param emptied set while draining; completed when the last call has ended
     */
    private record Count(int running, @Nullable CompletableFuture<Void> emptied) {}

    /** A call that runs. Closing it twice counts once. */
    public interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    /** A lease for one call; empty when the bundle is draining and takes no more. */
    public Optional<Lease> take(long bundleId) {
        AtomicBoolean held = new AtomicBoolean();
        counts.compute(bundleId, (id, old) -> {
            Count count = old == null ? NONE : old;
            held.set(count.emptied() == null);
            return held.get() ? new Count(count.running() + 1, null) : count;
        });
        return held.get() ? Optional.of(() -> giveBack(bundleId, held)) : Optional.empty();
    }

    /** Whether the bundle takes no more calls. */
    public boolean isDraining(long bundleId) {
        Count count = counts.get(bundleId);
        return count != null && count.emptied() != null;
    }

    /** How many calls run in the bundle. */
    public int running(long bundleId) {
        return counts.getOrDefault(bundleId, NONE).running();
    }

    @Override
    public CompletionStage<Void> drain(long bundleId) {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        Count draining = counts.compute(bundleId, (id, old) -> {
            Count count = old == null ? NONE : old;
            return count.emptied() == null ? new Count(count.running(), asked) : count;
        });
        CompletableFuture<Void> emptied = draining.emptied() == null ? asked : draining.emptied();
        if (draining.running() == 0) {
            emptied.complete(null);
        }
        return emptied.minimalCompletionStage();
    }

    @Override
    public void resume(long bundleId) {
        counts.computeIfPresent(bundleId, (id, count) -> count.running() == 0 ? null : new Count(count.running(), null));
    }

    private void giveBack(long bundleId, AtomicBoolean held) {
        if (!held.compareAndSet(true, false)) {
            return;
        }
        AtomicReference<Optional<CompletableFuture<Void>>> waiting = new AtomicReference<>(Optional.empty());
        counts.computeIfPresent(bundleId, (id, count) -> {
            int left = count.running() - 1;
            waiting.set(left == 0 ? Optional.ofNullable(count.emptied()) : Optional.empty());
            return left == 0 && count.emptied() == null ? null : new Count(left, count.emptied());
        });
        waiting.get().ifPresent(emptied -> emptied.complete(null));
    }
}
