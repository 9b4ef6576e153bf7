package io.sparkbot.guardian.approvals;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks around every few seconds, on a virtual thread of its own. */
final class Sweep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Thread thread;

    Sweep(Runnable look) {
        this.thread = Thread.ofVirtual().name("approvals-sweep").start(() -> run(look));
    }

    private static void run(Runnable look) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                look.run();
            } catch (RuntimeException e) {
                LOG.warn("approvals could not be looked through, next try in {} s: {}", PAUSE.toSeconds(), e.getMessage());
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
