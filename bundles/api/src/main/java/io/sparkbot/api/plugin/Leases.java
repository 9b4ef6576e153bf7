package io.sparkbot.api.plugin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Counts the calls that run in other bundles. The caller keeps one, registers it as {@link Drainable}, and wraps every call:
 *
 * <pre>{@code
 * Optional<Leases.Lease> lease = leases.take(bundleId, worker::interrupt);
 * if (lease.isEmpty()) → look for another bundle that offers the same, or say that it is gone
 * try (Leases.Lease held = lease.get()) { … call … }
 * }</pre>
 */
public final class Leases implements Drainable {

    private static final Runnable NOTHING = () -> {};

    private final Map<Long, Calls> bundles = new ConcurrentHashMap<>();

    /** A call that runs. Closing it twice counts once. */
    public interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    private record Held(Runnable onCut) {}

    /** The calls in one bundle; touched only while the map holds the bundle's entry. */
    private static final class Calls {
        final Set<Held> running = Collections.newSetFromMap(new IdentityHashMap<>());
        final List<CompletableFuture<Void>> emptied = new ArrayList<>();
        boolean draining;
    }

    /** A lease for one call; empty when the bundle is draining and takes no more. */
    public Optional<Lease> take(long bundleId) {
        return take(bundleId, NOTHING);
    }

    /**
     * A lease for one call; empty when the bundle is draining and takes no more.
     *
     * @param onCut ends the call when it outlasts the drain; may be called when the call has just ended
     */
    public Optional<Lease> take(long bundleId, Runnable onCut) {
        Held call = new Held(onCut);
        boolean taken = in(bundleId, calls -> !calls.draining && calls.running.add(call));
        return taken ? Optional.of(() -> giveBack(bundleId, call)) : Optional.empty();
    }

    /** Whether the bundle takes no more calls. */
    public boolean isDraining(long bundleId) {
        return in(bundleId, calls -> calls.draining);
    }

    /** How many calls run in the bundle. */
    public int running(long bundleId) {
        return in(bundleId, calls -> calls.running.size());
    }

    @Override
    public CompletionStage<Void> drain(long bundleId) {
        CompletableFuture<Void> emptied = new CompletableFuture<>();
        boolean idle = in(bundleId, calls -> {
            calls.draining = true;
            calls.emptied.add(emptied);
            return calls.running.isEmpty();
        });
        if (idle) {
            emptied.complete(null);
        }
        return emptied.minimalCompletionStage();
    }

    @Override
    public void cut(long bundleId) {
        List<Held> running = in(bundleId, calls -> List.copyOf(calls.running));
        running.forEach(call -> call.onCut().run());
    }

    @Override
    public void resume(long bundleId) {
        in(bundleId, calls -> {
            calls.draining = false;
            calls.emptied.clear();
            return calls;
        });
    }

    private void giveBack(long bundleId, Held call) {
        List<CompletableFuture<Void>> emptied =
                in(bundleId, calls -> calls.running.remove(call) && calls.running.isEmpty() ? List.copyOf(calls.emptied) : List.of());
        emptied.forEach(waiting -> waiting.complete(null));
    }

    /** Looks at or changes the calls of one bundle while nobody else does, and forgets the bundle when nothing is left to know. */
    private <T> T in(long bundleId, Function<Calls, T> work) {
        List<T> answer = new ArrayList<>(1);
        bundles.compute(bundleId, (id, known) -> {
            Calls calls = known == null ? new Calls() : known;
            answer.add(work.apply(calls));
            return forgettable(calls) ? null : calls;
        });
        return answer.getFirst();
    }

    private static boolean forgettable(Calls calls) {
        return calls.running.isEmpty() && !calls.draining;
    }
}
