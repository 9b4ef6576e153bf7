package io.sparkbot.plugins;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which bundles change, whoever asked: a folder, a person. */
final class Line implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Line.class);
    private static final long LAST_CHANGE_SECONDS = 20;

    private final ScheduledExecutorService thread;

    Line() {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("plugins").factory());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.thread = executor;
    }

    /** Queues a change; what it throws is logged. */
    void add(Runnable change) {
        later(Duration.ZERO, change);
    }

    void later(Duration wait, Runnable change) {
        try {
            thread.schedule(() -> run(change), wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            log.debug("a change came after the end and is left for the next start");
        }
    }

    /** Runs the change in its turn and waits for its result. */
    <T> T ask(Callable<T> change) {
        try {
            return thread.submit(change).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a change of bundles", ended);
        }
    }

    private static void run(Runnable change) {
        try {
            change.run();
        } catch (RuntimeException | LinkageError broken) {
            log.error("a change of bundles broke", broken);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_CHANGE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
                log.warn("a change of bundles still ran after {} s and was given up", LAST_CHANGE_SECONDS);
            }
        } catch (InterruptedException ended) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
