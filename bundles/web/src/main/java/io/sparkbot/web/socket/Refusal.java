package io.sparkbot.web.socket;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** Accepts and says no at once: a close code reaches the page's script, a refused handshake does not. */
public record Refusal(int code) implements Session.Listener {

    @Override
    public void onWebSocketOpen(Session session) {
        session.close(code, reason(), Callback.NOOP);
        session.demand();
    }

    private String reason() {
        return switch (code) {
            case Connection.NOT_SIGNED_IN -> "not signed in";
            case Connection.NOT_ALLOWED -> "the API key does not open this";
            default -> "sign-in is not available";
        };
    }
}
