package io.sparkbot.turns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnEvent.Numbered;
import org.jspecify.annotations.Nullable;

/**
 * The events of a turn while it runs on this node: the newest ones in memory, numbered, and how far they are stored. A token can be seen
 * at once and is stored after {@link #TOKEN_DELAY}; when that takes longer than {@link #MAX_LAG} the next ones wait. Any other event can be seen only when it is stored, and whoever reports it waits for
 * that. What was stored and is no longer among the newest is read from the store by those who are behind, so a slow follower costs nothing
 * here.
 */
final class EventLog {

    static final Duration TOKEN_DELAY = Duration.ofMillis(150);

    /** Nothing more is shown while something shown has waited for longer to be stored: what a crash can take back. */
    static final Duration MAX_LAG = Duration.ofSeconds(1);

    /** Stored events that stay in memory for followers. */
    private static final int KEPT = 256;

    /** When the store is this far behind, the turn waits for it. */
    private static final int MAX_UNSTORED = 5000;

    /**
     * No number this far above the newest stored one was ever shown: at most {@link #MAX_UNSTORED} wait to be stored, and when the machine
     * itself fails, the database may lose its last commits that did not wait for the disk, a few rows of {@link EventWriter#EVENTS_PER_ROW}.
     */
    static final long BEYOND_SHOWN = 4L * MAX_UNSTORED;

    private static final long NOT_DUE = Long.MAX_VALUE;

    private final UUID turnId;
    private final EventWriter writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private final List<TurnEvent> tail = new ArrayList<>();
    private final StringBuilder text;
    private long tailFirst;
    private long last;
    private long visible;
    private long stored;
    private long urgent;
    private long dueAt = NOT_DUE;
    private long unstoredSince;
    private long batchedAt;
    private boolean sealed;
    private boolean closed;
    private long finalSeq;
    private @Nullable RuntimeException lost;

    private EventLog(UUID turnId, long last, String text, EventWriter writer) {
        this.turnId = turnId;
        this.writer = writer;
        this.last = last;
        this.visible = last;
        this.stored = last;
        this.tailFirst = last + 1;
        this.text = new StringBuilder(text);
    }

    /** The log of a turn that has just begun; its first event is stored. */
    static EventLog of(UUID turnId, TurnEvent first, EventWriter writer) {
        EventLog log = new EventLog(turnId, 1, "", writer);
        log.tail.add(first);
        log.tailFirst = 1;
        return log;
    }

    /**
     * The log of a turn that goes on.
     *
     * @param last number of its newest event, which is stored like all before
     * @param text what it has said so far
     */
    static EventLog resumed(UUID turnId, long last, String text, EventWriter writer) {
        return new EventLog(turnId, last, text, writer);
    }

    UUID turnId() {
        return turnId;
    }

    /** Adds a token, or an event that may be lost in a crash. Nothing happens once the log is sealed. */
    void append(TurnEvent event) {
        lock.lock();
        try {
            while (!sealed && lost == null && isBehind()) {
                changed.awaitUninterruptibly();
            }
            if (sealed) {
                return;
            }
            boolean inOrder = visible == last;
            add(event);
            if (inOrder && lost == null) {
                visible = last;
                changed.signalAll();
            }
            due(System.nanoTime() + TOKEN_DELAY.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private boolean isBehind() {
        return last - stored >= MAX_UNSTORED || stored < last && System.nanoTime() - unstoredSince > MAX_LAG.toNanos();
    }

    /**
     * Adds an event and returns when it is stored.
     *
     * @return false when the log was sealed before
     * @throws RuntimeException when it could not be stored in time
     */
    boolean appendDurably(TurnEvent event) {
        lock.lock();
        try {
            if (sealed) {
                return false;
            }
            add(event);
            urgent = last;
            due(System.nanoTime());
            awaitStored(last);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** No event is added from now on; returns when all that were are stored. */
    void seal() {
        lock.lock();
        try {
            sealed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        flush();
    }

    /** @throws RuntimeException when the events could not be stored in time */
    void flush() {
        lock.lock();
        try {
            if (stored < last) {
                urgent = last;
                due(System.nanoTime());
                awaitStored(last);
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitStored(long seq) {
        while (stored < seq) {
            if (lost != null) {
                throw lost;
            }
            changed.awaitUninterruptibly();
        }
    }

    /**
     * Shows the last events, which were stored together with the ending or the parking, and closes the log. When they do not join what is
     * in memory, followers read them from the store. Closing twice changes nothing.
     *
     * @param firstSeq number of the first of them in the store; a lower one than expected means that the end of this log was lost
     */
    void close(long firstSeq, List<TurnEvent> events) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            sealed = true;
            closed = true;
            finalSeq = firstSeq + events.size() - 1;
            if (firstSeq <= last + 1) {
                events.forEach(this::add);
                finalSeq = last;
                visible = last;
                stored = last;
            }
            dueAt = NOT_DUE;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes followers so that they look whether they were closed. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What the turn has said, as far as it can be seen or is about to be. */
    String text() {
        lock.lock();
        try {
            return text.toString();
        } finally {
            lock.unlock();
        }
    }

    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    private void add(TurnEvent event) {
        if (stored == last) {
            unstoredSince = System.nanoTime();
        }
        tail.add(event);
        last++;
        if (event instanceof TurnEvent.Token token) {
            text.append(token.text());
        }
    }

    private void due(long nanoTime) {
        if (lost == null && nanoTime < dueAt) {
            dueAt = nanoTime;
            writer.due(this, nanoTime);
        }
    }

    // What follows is the writer's side.

    /** When something has to be stored, in the units of {@link System#nanoTime}; {@code Long.MAX_VALUE} when nothing has. */
    long dueAt() {
        lock.lock();
        try {
            return dueAt;
        } finally {
            lock.unlock();
        }
    }

    /** Events to store now; {@code durable} when somebody waits for one of them. */
    record Batch(EventLog log, List<Numbered> events, boolean durable) {

        long lastSeq() {
            return events.getLast().seq();
        }
    }

    Batch batch(int limit) {
        lock.lock();
        try {
            batchedAt = System.nanoTime();
            List<Numbered> events = new ArrayList<>();
            for (long seq = stored + 1; seq <= last && events.size() < limit; seq++) {
                events.add(new Numbered(seq, tail.get((int) (seq - tailFirst))));
            }
            return new Batch(this, events, urgent > stored);
        } finally {
            lock.unlock();
        }
    }

    void stored(long upTo) {
        lock.lock();
        try {
            stored = Math.max(stored, upTo);
            visible = Math.max(visible, stored);
            while (visible < last && tail.get((int) (visible + 1 - tailFirst)) instanceof TurnEvent.Token) {
                visible++;
            }
            long surplus = stored - KEPT - tailFirst;
            if (surplus >= KEPT) {
                tail.subList(0, (int) surplus).clear();
                tailFirst += surplus;
            }
            dueAt = NOT_DUE;
            if (stored < last) {
                unstoredSince = batchedAt;
                due(urgent > stored ? System.nanoTime() : System.nanoTime() + TOKEN_DELAY.toNanos());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The store could not take the events in time: whoever waits gets the reason, and nothing more is stored. */
    void lose(RuntimeException reason) {
        lock.lock();
        try {
            lost = reason;
            dueAt = NOT_DUE;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // What follows is the followers' side.

    /** What a follower gets. */
    sealed interface Taken {

        /** The next events, at least one. */
        record Events(List<Numbered> events) implements Taken {}

        /** The next event is no longer (or will never be) in memory; it is in the store. */
        record InStore() implements Taken {}

        /** Nothing came in time. */
        record Nothing() implements Taken {}

        /** Everything was read and nothing more will come. */
        record End() implements Taken {}
    }

    /** Waits for events after number {@code after}, until the time is over or {@code givenUp} says so. */
    Taken take(long after, int limit, long nanos, BooleanSupplier givenUp) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (true) {
                if (after < visible) {
                    return after + 1 < tailFirst ? new Taken.InStore() : events(after, limit);
                }
                if (closed) {
                    return after >= finalSeq ? new Taken.End() : new Taken.InStore();
                }
                if (left <= 0 || givenUp.getAsBoolean()) {
                    return new Taken.Nothing();
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private Taken events(long after, int limit) {
        long to = Math.min(visible, after + limit);
        List<Numbered> events = new ArrayList<>((int) (to - after));
        for (long seq = after + 1; seq <= to; seq++) {
            events.add(new Numbered(seq, tail.get((int) (seq - tailFirst))));
        }
        return new Taken.Events(events);
    }
}
