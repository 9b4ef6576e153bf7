package io.sparkbot.turns;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.turn.TurnState;

/**
 * Lets followers wait for turns that run on another node: while there are any, one thread looks at all of their turns together, with one
 * statement a time.
 */
final class Watches implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final TurnStore store;
    private final Map<UUID, Integer> waiting = new HashMap<>();
    private Map<UUID, TurnStore.Progress> known = Map.of();
    private boolean looking;
    private boolean closed;

    Watches(TurnStore store) {
        this.store = store;
    }

    /** Waits until the turn may have events after this number or does not run any more; false when the time was over before. */
    synchronized boolean await(UUID turnId, long read, long nanos, BooleanSupplier givenUp) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        waiting.merge(turnId, 1, Integer::sum);
        try {
            known = without(turnId);
            if (!looking && !closed) {
                looking = true;
                Thread.ofVirtual().name("turn-watches").start(this::look);
            }
            while (!closed && !givenUp.getAsBoolean()) {
                TurnStore.Progress progress = known.get(turnId);
                if (progress != null && (progress.lastSeq() > read || progress.state() != TurnState.RUNNING)) {
                    return true;
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return false;
        } finally {
            waiting.computeIfPresent(turnId, (id, count) -> count == 1 ? null : count - 1);
        }
    }

    synchronized void wake() {
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private Map<UUID, TurnStore.Progress> without(UUID turnId) {
        Map<UUID, TurnStore.Progress> rest = new HashMap<>(known);
        rest.remove(turnId);
        return rest;
    }

    private void look() {
        while (true) {
            List<UUID> watched;
            synchronized (this) {
                if (waiting.isEmpty() || closed) {
                    looking = false;
                    return;
                }
                watched = List.copyOf(waiting.keySet());
            }
            Map<UUID, TurnStore.Progress> seen = look(watched);
            synchronized (this) {
                known = seen;
                notifyAll();
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Map<UUID, TurnStore.Progress> look(List<UUID> watched) {
        try {
            return store.progress(watched);
        } catch (DatabaseUnavailable e) {
            return Map.of();
        }
    }
}
