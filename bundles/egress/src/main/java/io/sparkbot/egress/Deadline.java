package io.sparkbot.egress;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The end of the time a whole request may take. */
final class Deadline {

    private final long end;
    private final Duration limit;
    private final LongSupplier nanos;
    private final ScheduledExecutorService timer;

    Deadline(Duration limit, LongSupplier nanos, ScheduledExecutorService timer) {
        this.limit = limit;
        this.nanos = nanos;
        this.timer = timer;
        this.end = nanos.getAsLong() + limit.toNanos();
    }

    static ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("egress-deadline").daemon().factory());
    }

    /** Milliseconds left, at most {@code limit}, at least one. */
    int atMost(int limitMillis) throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - nanos.getAsLong());
        if (left <= 0) {
            throw new SocketTimeoutException("no answer within " + limit.toMillis() + " ms");
        }
        return (int) Math.min(limitMillis, left);
    }

    boolean isOver() {
        return end - nanos.getAsLong() <= 0;
    }

    /** Closes the socket when the time is over, whatever the thread is doing, even a server that sends one byte a second. */
    Watch closing(Socket socket) {
        var task = timer.schedule(() -> close(socket), Math.max(0, end - nanos.getAsLong()), TimeUnit.NANOSECONDS);
        return () -> task.cancel(false);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a socket could not be closed", e);
        }
    }

    /** Runs until it is closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
