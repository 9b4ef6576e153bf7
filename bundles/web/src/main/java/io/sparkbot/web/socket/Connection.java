package io.sparkbot.web.socket;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.plugin.Leases;
import io.sparkbot.api.web.Problem;
import io.sparkbot.api.web.SocketConnection;
import io.sparkbot.api.web.SocketHandler;
import io.sparkbot.web.door.RouteAccess;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: first known by its session, then connected with the endpoint's handler; frames reach the handler one at a time. */
public final class Connection implements Session.Listener, SocketConnection {

    static final int NOT_SIGNED_IN = 4001;
    static final int NOT_ALLOWED = 4003;
    static final int UNSUPPORTED = 1003;
    static final int FAILED = 1011;
    static final int RESTART = 1012;
    static final int TRY_LATER = 1013;

    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_FRAME = 256 * 1024;
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

    private final Route route;
    private final Map<String, String> path;
    private final Sockets sockets;
    private final Serial serial = new Serial();
    private volatile io.sparkbot.api.person.@Nullable Session person;
    private volatile @Nullable Session wire;
    private volatile @Nullable Outbox outbox;
    private volatile long lastHeard = System.nanoTime();
    private @Nullable SocketHandler handler;

    /**
     * @param person who it is when the handshake told; null when the first frame has to
     */
    Connection(Route route, Map<String, String> path, Sockets sockets, io.sparkbot.api.person.@Nullable Session person) {
        this.route = route;
        this.path = path;
        this.sockets = sockets;
        this.person = person;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        session.setMaxTextMessageSize(LARGEST_FRAME);
        session.setMaxFrameSize(LARGEST_FRAME);
        session.setIdleTimeout(Duration.ZERO);
        wire = session;
        outbox = new Outbox(session);
        sockets.opened(this);
        if (person != null) {
            serial.run(this::connect);
        } else {
            after(sockets.authTime(), () -> {
                if (person == null) {
                    close(NOT_SIGNED_IN, "no auth frame in time");
                }
            });
        }
        session.demand();
    }

    @Override
    public void onWebSocketText(String frame) {
        lastHeard = System.nanoTime();
        serial.run(() -> {
            try {
                receive(frame);
            } finally {
                demand();
            }
        });
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        close(UNSUPPORTED, "text frames only");
        demand();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        lastHeard = System.nanoTime();
        demand();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        log.debug("socket failed", cause);
    }

    @Override
    public void onWebSocketClose(int code, String reason) {
        sockets.closed(this);
        Outbox queue = outbox;
        if (queue != null) {
            queue.close();
        }
        serial.run(() -> {
            SocketHandler connected = handler;
            handler = null;
            if (connected != null) {
                guarded(connected::closed);
            }
        });
    }

    @Override
    public io.sparkbot.api.person.Session session() {
        return requireNonNull(person);
    }

    @Override
    public Map<String, String> path() {
        return path;
    }

    @Override
    public void send(String frame) {
        Outbox queue = outbox;
        if (queue != null && !queue.add(frame)) {
            queue.close();
            close(TRY_LATER, "too slow");
        }
    }

    @Override
    public void close(int code, String reason) {
        Session open = wire;
        if (open != null && open.isOpen()) {
            open.close(code, reason, Callback.NOOP);
            after(CLOSE_GRACE, open::disconnect);
        }
    }

    Route route() {
        return route;
    }

    boolean belongsTo(java.util.UUID sessionId) {
        io.sparkbot.api.person.Session known = person;
        return known != null && known.id().equals(sessionId);
    }

    Optional<io.sparkbot.api.person.Session> known() {
        return Optional.ofNullable(person);
    }

    /** Asks for a sign of life, and gives the client up when the last one is older than {@code longest}. */
    void ping(Duration longest) {
        Session open = wire;
        if (open == null) {
            return;
        }
        if (System.nanoTime() - lastHeard > longest.toNanos()) {
            open.disconnect();
        } else {
            open.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    private void receive(String frame) {
        SocketHandler connected = handler;
        if (connected != null) {
            leased(() -> connected.text(frame));
        } else if (person == null) {
            authenticate(frame);
        }
    }

    private void authenticate(String frame) {
        try {
            JsonNode read = JSON.readTree(frame);
            Optional<io.sparkbot.api.person.Session> found = read.path("type").asText().equals("auth") && read.path("token").isTextual()
                    ? sockets.verify(read.path("token").asText())
                    : Optional.empty();
            found.ifPresentOrElse(this::admit, () -> close(NOT_SIGNED_IN, "not signed in"));
        } catch (JsonProcessingException malformed) {
            close(NOT_SIGNED_IN, "the first frame must be {\"type\":\"auth\",\"token\":…}");
        } catch (Problem unavailable) {
            close(TRY_LATER, "sign-in is not available");
        }
    }

    private void admit(io.sparkbot.api.person.Session known) {
        if (RouteAccess.opensSocket(known, route.template().getTemplate())) {
            person = known;
            connect();
        } else {
            close(NOT_ALLOWED, "the API key does not open this");
        }
    }

    private void connect() {
        leased(() -> handler = route.endpoint().open(this));
    }

    private void leased(Runnable call) {
        Optional<Leases.Lease> lease = sockets.lease(route, Thread.currentThread()::interrupt);
        if (lease.isEmpty()) {
            close(RESTART, "being replaced");
            return;
        }
        try (Leases.Lease held = lease.get()) {
            guarded(call);
        } finally {
            Thread.interrupted();
        }
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError failed) {
            log.error("socket {} failed", route.template().getTemplate(), failed);
            close(FAILED, "internal error");
        }
    }

    private void demand() {
        Session open = wire;
        if (open != null && open.isOpen()) {
            open.demand();
        }
    }

    private static void after(Duration delay, Runnable action) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, task -> Thread.ofVirtual().start(task)).execute(action);
    }
}
