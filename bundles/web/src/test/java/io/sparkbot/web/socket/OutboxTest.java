package io.sparkbot.web.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against a client that takes a frame when the test says so. */
@Tag("W-18")
class OutboxTest {

    private final List<String> sent = new ArrayList<>();
    private final Deque<Callback> sending = new ArrayDeque<>();
    private final Outbox outbox = new Outbox((Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, given) -> {
        if (method.getName().equals("sendText")) {
            sent.add((String) given[0]);
            sending.add((Callback) given[1]);
        }
        return null;
    }));

    @Test
    void one_frame_is_on_its_way_at_a_time_and_all_come_in_their_order() {
        for (String frame : List.of("a", "b", "c")) {
            assertTrue(outbox.add(frame));
        }
        assertEquals(List.of("a"), sent);
        sending.remove().succeed();
        sending.remove().succeed();
        sending.remove().succeed();
        assertEquals(List.of("a", "b", "c"), sent);
        assertTrue(outbox.add("d"));
        assertEquals(List.of("a", "b", "c", "d"), sent);
    }

    @Test
    void after_the_close_nothing_waits_and_nothing_goes_out() {
        outbox.add("a");
        outbox.add("b");
        outbox.close();
        sending.remove().succeed();
        assertTrue(outbox.add("c"), "a closed client is not a slow one");
        assertEquals(List.of("a"), sent);
        for (int i = 0; i < 2000; i++) {
            assertTrue(outbox.add("more"), "nothing piles up");
        }
        assertEquals(List.of("a"), sent);
    }

    @Test
    void a_frame_that_failed_closes() {
        outbox.add("a");
        outbox.add("b");
        sending.remove().fail(new IllegalStateException("gone"));
        outbox.add("c");
        assertEquals(List.of("a"), sent);
    }

    @Test
    void a_client_that_does_not_read_is_told_apart_by_frames_and_by_characters() {
        outbox.add("on its way");
        for (int i = 0; i < 512; i++) {
            assertTrue(outbox.add("x"));
        }
        assertFalse(outbox.add("x"));
        sending.remove().succeed();
        assertTrue(outbox.add("x"));

        Outbox other = new Outbox((Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, given) -> null));
        other.add("on its way");
        assertTrue(other.add("x".repeat(4 * 1024 * 1024)));
        assertFalse(other.add("x"));
    }
}
