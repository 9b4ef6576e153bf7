package io.sparkbot.llm.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs an action when nothing was heard for a while. One timer entry for each watch, however often it is told. */
final class Watch implements AutoCloseable {

    private final ScheduledExecutorService timer;
    private volatile Runnable expired;
    private volatile long limit;
    private volatile long heard = System.nanoTime();
    private volatile boolean closed;
    private volatile Future<?> next;

    Watch(ScheduledExecutorService timer, Duration limit, Runnable expired) {
        this.timer = timer;
        this.expired = expired;
        this.limit = limit.toNanos();
        this.next = timer.schedule(this::check, this.limit, TimeUnit.NANOSECONDS);
    }

    void heard() {
        heard = System.nanoTime();
    }

    /** Another limit and another action, from now on. */
    void restart(Duration other, Runnable action) {
        next.cancel(false);
        limit = other.toNanos();
        expired = action;
        heard();
        next = timer.schedule(this::check, limit, TimeUnit.NANOSECONDS);
    }

    private void check() {
        if (closed) {
            return;
        }
        long left = limit - (System.nanoTime() - heard);
        if (left <= 0) {
            expired.run();
        } else {
            next = timer.schedule(this::check, left, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        closed = true;
        next.cancel(false);
    }
}
