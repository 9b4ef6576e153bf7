package io.sparkbot.rooms;

import java.util.concurrent.atomic.AtomicBoolean;

import io.sparkbot.api.store.DatabaseUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the messages of deleted rooms in the background, a portion per transaction. What is left at a stop goes on at the next start. */
final class Leftovers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private final RoomStore store;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean wanted;
    private volatile boolean closed;

    Leftovers(RoomStore store) {
        this.store = store;
    }

    void remove() {
        wanted = true;
        if (!closed && running.compareAndSet(false, true)) {
            Thread.ofVirtual().name("rooms-leftovers").start(this::run);
        }
    }

    private void run() {
        wanted = false;
        boolean more = !closed;
        try {
            while (more && !closed) {
                more = store.removeLeftovers();
            }
        } catch (DatabaseUnavailable e) {
            log.warn("messages of deleted rooms could not be removed now; the next deletion or start goes on", e);
        } finally {
            running.set(false);
        }
        if (wanted) {
            remove();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
