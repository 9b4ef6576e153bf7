package io.sparkbot.web.socket;

import io.sparkbot.api.person.Session;
import io.sparkbot.api.person.SessionObserver;
import io.sparkbot.api.plugin.Leases;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.web.Problem;
import io.sparkbot.api.web.SocketEndpoint;
import io.sparkbot.web.CallLeases;
import io.sparkbot.web.WebSettings;
import io.sparkbot.web.door.OriginCheck;
import io.sparkbot.web.door.RouteAccess;
import io.sparkbot.web.door.SessionDoor;
import io.sparkbot.web.door.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket routes of all bundles and the connections that are open on them. */
@Component(service = {Sockets.class, SessionObserver.class})
public final class Sockets implements SessionObserver {

    private static final Logger log = LoggerFactory.getLogger(Sockets.class);
    private static final Duration AUTH_TIME = Duration.ofSeconds(10);
    private static final Duration PING_EVERY = Duration.ofSeconds(25);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(80);

    private final WebSettings settings;
    private final SessionDoor door;
    private final CallLeases leases;
    private final List<Route> routes = new CopyOnWriteArrayList<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Thread pinging;

    @Activate
    public Sockets(@Reference WebSettings settings, @Reference SessionDoor door, @Reference CallLeases leases) {
        this.settings = settings;
        this.door = door;
        this.leases = leases;
        this.pinging = Thread.ofVirtual().name("socket-ping").start(this::keepAlive);
    }

    @Deactivate
    void stop() {
        pinging.interrupt();
        connections.forEach(connection -> connection.close(Connection.RESTART, "the server is restarting"));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEndpoint(SocketEndpoint endpoint, Map<String, Object> properties) {
        if (properties.get(SocketEndpoint.PATH) instanceof String) {
            routes.add(Route.of(endpoint, properties));
        } else {
            log.warn("{} has no property {}, it is ignored", endpoint.getClass().getName(), SocketEndpoint.PATH);
        }
    }

    void removeEndpoint(SocketEndpoint endpoint) {
        routes.removeIf(route -> route.endpoint() == endpoint);
        connections.stream()
                .filter(connection -> connection.route().endpoint() == endpoint)
                .forEach(connection -> connection.close(Connection.RESTART, "being replaced"));
    }

    @Override
    public void ended(UUID sessionId, UUID personId) {
        connections.stream()
                .filter(connection -> connection.belongsTo(sessionId))
                .forEach(connection -> connection.close(Connection.NOT_SIGNED_IN, "the session has ended"));
    }

    /**
     * Answers a handshake.
     *
     * @throws Problem 404 for an unknown address, 403 {@code origin_refused} for a foreign page
     */
    public void upgrade(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visit visit = Visit.of(request);
        String origin = request.getHeader("Origin");
        if (origin != null && !new OriginCheck(settings.now().origins()).isAllowed(origin, visit.client())) {
            throw Problem.forbidden("origin_refused", "This connection did not come from a page of this server.");
        }
        Route route = route(path);
        Handshake handshake = handshake(visit, path);
        Connection connection = new Connection(route, route.match(path).orElseThrow(), this, handshake.session().orElse(null));
        JettyWebSocketServerContainer container = JettyWebSocketServerContainer.getContainer(request.getServletContext());
        boolean upgraded = container != null
                && container.upgrade((ask, answer) -> handshake.refusal() == 0 ? connection : new Refusal(handshake.refusal()), request, response);
        if (!upgraded && !response.isCommitted()) {
            throw Problem.badRequest("bad_request", "The WebSocket handshake was not understood.");
        }
    }

    /** Of several bundles that offer the best matching address, the one installed first that is not draining. */
    private Route route(String path) {
        List<Route> matching = routes.stream().filter(route -> route.match(path).isPresent()).sorted().toList();
        if (matching.isEmpty()) {
            throw Problem.notFound("There is no WebSocket at this address.");
        }
        String best = matching.getFirst().template().getTemplate();
        return matching.stream()
                .filter(route -> route.template().getTemplate().equals(best) && !leases.isDraining(route.bundleId()))
                .findFirst()
                .orElse(matching.getFirst());
    }

    /**
     * What the handshake tells.
     *
     * @param refusal close code, 0 when there is nothing to refuse
     */
    private record Handshake(Optional<Session> session, int refusal) {}

    private static Handshake handshake(Visit visit, String path) {
        if (!visit.hasCredential()) {
            return new Handshake(Optional.empty(), 0);
        }
        try {
            Optional<Session> session = visit.session().filter(found -> found.person().active());
            if (session.filter(found -> !RouteAccess.opensSocket(found, path)).isPresent()) {
                return new Handshake(Optional.empty(), Connection.NOT_ALLOWED);
            }
            return new Handshake(session, session.isPresent() ? 0 : Connection.NOT_SIGNED_IN);
        } catch (Problem | DatabaseUnavailable nobodyToAsk) {
            return new Handshake(Optional.empty(), Connection.TRY_LATER);
        }
    }

    /** The path templates of all endpoints, in order. */
    public List<String> templates() {
        return routes.stream().map(route -> route.template().getTemplate()).distinct().sorted().toList();
    }

    Duration authTime() {
        return AUTH_TIME;
    }

    Optional<Session> verify(String token) {
        return door.verify(token).filter(session -> session.person().active());
    }

    Optional<Leases.Lease> lease(Route route, Runnable onCut) {
        return leases.take(route.bundleId(), onCut);
    }

    void opened(Connection connection) {
        connections.add(connection);
        boolean gone = routes.stream().noneMatch(route -> route.endpoint() == connection.route().endpoint());
        if (gone) {
            connection.close(Connection.RESTART, "being replaced");
        }
    }

    void closed(Connection connection) {
        connections.remove(connection);
    }

    private void keepAlive() {
        try {
            while (true) {
                Thread.sleep(PING_EVERY);
                connections.forEach(this::look);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another node may have ended the session, which nobody tells here. */
    private void look(Connection connection) {
        try {
            connection.ping(LONGEST_SILENCE);
            if (connection.known().filter(session -> !door.isLive(session.id())).isPresent()) {
                connection.close(Connection.NOT_SIGNED_IN, "the session has ended");
            }
        } catch (Problem | DatabaseUnavailable nobodyToAsk) {
            log.debug("session of a socket could not be checked: {}", nobodyToAsk.getMessage());
        }
    }
}
