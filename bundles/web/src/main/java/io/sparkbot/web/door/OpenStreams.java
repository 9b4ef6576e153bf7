package io.sparkbot.web.door;

import io.sparkbot.api.person.SessionObserver;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.web.Problem;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Event streams that are open: they are broken off when their session ends. */
@Component(service = {OpenStreams.class, SessionObserver.class})
public final class OpenStreams implements SessionObserver {

    /** How often a stream asks whether another node has ended its session. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(15);

    private final SessionDoor door;
    private final Set<Watched> open = ConcurrentHashMap.newKeySet();

    @Activate
    public OpenStreams(@Reference SessionDoor door) {
        this.door = door;
    }

    @Override
    public void ended(UUID sessionId, UUID personId) {
        open.stream().filter(stream -> stream.sessionId.equals(sessionId)).forEach(Watched::end);
    }

    /** The stream, which fails as if the client had left once the session has ended. Call {@link #release} at the end. */
    OutputStream watch(UUID sessionId, Visit visit, OutputStream out) {
        Watched watched = new Watched(sessionId, visit, out);
        open.add(watched);
        return watched;
    }

    void release(OutputStream watched) {
        if (watched instanceof Watched stream) {
            open.remove(stream);
            stream.release();
        }
    }

    private final class Watched extends FilterOutputStream {

        private final UUID sessionId;
        private final Visit visit;
        private volatile boolean ended;
        private boolean released;
        private long asked = System.nanoTime();

        Watched(UUID sessionId, Visit visit, OutputStream out) {
            super(out);
            this.sessionId = sessionId;
            this.visit = visit;
        }

        synchronized void end() {
            ended = true;
            if (!released) {
                visit.cut();
            }
        }

        /** From now on the connection may carry the answer to another request. */
        synchronized void release() {
            released = true;
        }

        @Override
        public void write(int value) throws IOException {
            check();
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            check();
            out.write(bytes, offset, length);
        }

        private void check() throws IOException {
            if (!ended && System.nanoTime() - asked > ASK_EVERY.toNanos()) {
                asked = System.nanoTime();
                ended = !isLive();
            }
            if (ended) {
                throw new IOException("the session has ended");
            }
        }

        private boolean isLive() {
            try {
                return door.isLive(sessionId);
            } catch (Problem | DatabaseUnavailable nobodyToAsk) {
                return true;
            }
        }
    }
}
