package io.sparkbot.turns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.sparkbot.api.store.DatabaseUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that stores the events of all running turns: it waits until the first turn is due, takes every turn that is due by then,
 * and stores one row for each with few statements. Whatever comes due meanwhile goes with the next round, so that the rounds grow with
 * the load and their number does not. When the database is away it tries again until {@link #patience} is over.
 */
final class EventWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventWriter.class);

    static final int EVENTS_PER_ROW = 2000;
    private static final int ROWS_PER_STATEMENT = 250;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final Sink sink;
    private final Duration patience;
    private final Set<EventLog> dirty = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private long sleepingUntil = Long.MIN_VALUE;
    private volatile boolean closed;
    private final Thread thread;

    /** Where events go. */
    interface Sink {

        /**
         * Stores one row per batch in one transaction.
         *
         * @param durable whether the commit has to be on disk when this returns
         * @throws DatabaseUnavailable when nothing was stored, or perhaps everything
         */
        void store(List<EventLog.Batch> batches, boolean durable);
    }

    /** @param patience how long the database may be away before turns are told */
    EventWriter(Sink sink, Duration patience) {
        this.sink = sink;
        this.patience = patience;
        this.thread = Thread.ofVirtual().name("turn-events").start(this::run);
    }

    /** The log has to be stored at this {@link System#nanoTime}. Called with the log's lock held. */
    void due(EventLog log, long nanoTime) {
        dirty.add(log);
        lock.lock();
        try {
            if (closed) {
                log.lose(new IllegalStateException("the turn engine has stopped"));
            } else if (nanoTime < sleepingUntil) {
                sleepingUntil = nanoTime;
                earlier.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Stores what is due and ends. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            earlier.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(patience.plusSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (sleepUntilDue()) {
            try {
                storeDue();
            } catch (RuntimeException | Error e) {
                log.error("a round of the event writer failed; the next one goes on", e);
            }
        }
        storeDue();
        dirty.forEach(one -> one.lose(new IllegalStateException("the turn engine has stopped")));
    }

    /** False when the writer is closed. */
    private boolean sleepUntilDue() {
        lock.lock();
        try {
            sleepingUntil = Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
        long first = Long.MAX_VALUE;
        for (EventLog one : dirty) {
            first = Math.min(first, one.dueAt());
        }
        lock.lock();
        try {
            sleepingUntil = Math.min(sleepingUntil, first);
            while (!closed) {
                long left = sleepingUntil == Long.MAX_VALUE ? Long.MAX_VALUE : sleepingUntil - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                earlier.awaitNanos(left);
            }
            sleepingUntil = Long.MIN_VALUE;
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void storeDue() {
        long now = System.nanoTime();
        List<EventLog.Batch> batches = new ArrayList<>();
        for (EventLog one : dirty) {
            long dueAt = one.dueAt();
            if (closed || dueAt != Long.MAX_VALUE && dueAt - now <= 0) {
                dirty.remove(one);
                EventLog.Batch batch = one.batch(EVENTS_PER_ROW);
                if (!batch.events().isEmpty()) {
                    batches.add(batch);
                }
            }
        }
        for (int from = 0; from < batches.size(); from += ROWS_PER_STATEMENT) {
            storePatiently(batches.subList(from, Math.min(from + ROWS_PER_STATEMENT, batches.size())));
        }
    }

    private void storePatiently(List<EventLog.Batch> batches) {
        long end = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                sink.store(batches, batches.stream().anyMatch(EventLog.Batch::durable));
                batches.forEach(batch -> batch.log().stored(batch.lastSeq()));
                return;
            } catch (DatabaseUnavailable e) {
                if (System.nanoTime() > end || closed) {
                    log.error("events of {} turns could not be stored for {} s: the turns fail", batches.size(), patience.toSeconds(), e);
                    batches.forEach(batch -> batch.log().lose(e));
                    return;
                }
            } catch (RuntimeException e) {
                log.error("events of turns could not be stored", e);
                storeOneByOne(batches);
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    /** One row that the database refuses must not take the others with it. */
    private void storeOneByOne(List<EventLog.Batch> batches) {
        for (EventLog.Batch batch : batches) {
            try {
                sink.store(List.of(batch), batch.durable());
                batch.log().stored(batch.lastSeq());
            } catch (RuntimeException e) {
                batch.log().lose(e);
            }
        }
    }
}
