package io.sparkbot.web.socket;

import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** Frames on their way to one client, sent one at a time. Bounded: a client that does not read is not waited for. */
final class Outbox {

    private static final int MOST_FRAMES = 512;
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private final Session session;
    private final Queue<String> frames = new ArrayDeque<>();
    private int characters;
    private boolean sending;
    private boolean closed;

    Outbox(Session session) {
        this.session = session;
    }

    /** Queues a frame; false when the queue is full. */
    boolean add(String frame) {
        synchronized (this) {
            if (closed) {
                return true;
            }
            if (frames.size() >= MOST_FRAMES || characters + frame.length() > MOST_CHARACTERS) {
                return false;
            }
            frames.add(frame);
            characters += frame.length();
            if (sending) {
                return true;
            }
            sending = true;
        }
        sendNext();
        return true;
    }

    /** Forgets what has not been sent. */
    synchronized void close() {
        closed = true;
        frames.clear();
    }

    private void sendNext() {
        String frame;
        synchronized (this) {
            frame = frames.poll();
            sending = frame != null;
            if (frame == null) {
                return;
            }
            characters -= frame.length();
        }
        session.sendText(frame, Callback.from(this::sendNext, failed -> close()));
    }
}
