package io.sparkbot.turns;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.TurnStream;
import org.jspecify.annotations.Nullable;

/**
 * One reader of a turn. It keeps the number of the last event it gave and at most one portion of events; what it misses while it is slow
 * it reads from the store. Numbers decide what is next, so nothing is left out and nothing comes twice, wherever it is read from.
 */
final class Follower implements TurnStream {

    private static final int PORTION = 64;
    private static final int ROWS = 20;

    private final UUID turnId;
    private final Engine engine;
    private final TurnStore store;
    private final Watches watches;
    private final Deque<Numbered> portion = new ArrayDeque<>();
    private long read;
    private @Nullable EventLog live;
    private boolean ended;
    private volatile boolean closed;

    Follower(UUID turnId, long after, Engine engine, TurnStore store, Watches watches) {
        this.turnId = turnId;
        this.read = Math.max(0, after);
        this.engine = engine;
        this.store = store;
        this.watches = watches;
    }

    @Override
    public Optional<Numbered> next(Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (portion.isEmpty() && !ended && !closed) {
            long left = end - System.nanoTime();
            if (live == null) {
                live = engine.live(turnId).orElse(null);
            }
            boolean waited = live != null ? readLive(live, left) : readStored(left);
            if (portion.isEmpty() && waited) {
                return Optional.empty();
            }
        }
        Numbered next = closed ? null : portion.poll();
        if (next != null) {
            read = next.seq();
            if (next.event() instanceof TurnEvent.Done || next.event() instanceof TurnEvent.Failed) {
                ended = true; // what an engine that was given up wrote after it does not count
                portion.clear();
            }
        }
        return Optional.ofNullable(next);
    }

    /** True when nothing came in the given time. */
    private boolean readLive(EventLog log, long nanos) throws InterruptedException {
        switch (log.take(read, PORTION, nanos, () -> closed)) {
            case EventLog.Taken.Events events -> portion.addAll(events.events());
            case EventLog.Taken.InStore behind -> {
                if (!readPage()) {
                    ended = true;
                }
            }
            case EventLog.Taken.Nothing nothing -> {
                return true;
            }
            case EventLog.Taken.End end -> ended = true;
        }
        return false;
    }

    /** The turn does not run here: its events are in the store, and if it runs elsewhere more will come. */
    private boolean readStored(long nanos) throws InterruptedException {
        Optional<TurnStore.Progress> progress = Optional.ofNullable(store.progress(List.of(turnId)).get(turnId));
        if (readPage()) {
            return false;
        }
        if (progress.isEmpty() || progress.get().state() != TurnState.RUNNING) {
            ended = true;
            return false;
        }
        return !watches.await(turnId, read, nanos, () -> closed);
    }

    private boolean readPage() {
        portion.addAll(store.eventsAfter(turnId, read, ROWS));
        return !portion.isEmpty();
    }

    @Override
    public boolean ended() {
        return closed || ended && portion.isEmpty();
    }

    /** May be called from any thread; a waiting reader returns. */
    @Override
    public void close() {
        closed = true;
        engine.live(turnId).ifPresent(EventLog::wake);
        watches.wake();
    }
}
