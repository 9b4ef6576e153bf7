package io.sparkbot.web.door;

import io.sparkbot.api.person.Access;
import io.sparkbot.api.person.Session;
import io.sparkbot.api.web.Needs;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.List;
import java.util.Set;

/** What a credential must open to pass a route. What nobody has placed lower needs everything, so that a new route is closed to small keys. */
public final class RouteAccess {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** The addresses of rooms, messages, turns and uploads, and of the interface that other chat programs speak. */
    private static final List<String> CHAT =
            List.of("/chat/rooms", "/chat/messages", "/chat/turns", "/chat/uploads", "/chat/users/bootstrap", "/chat/ws", "/v1");

    private RouteAccess() {}

    /**
     * Refuses a credential that does not open the route.
     *
     * @param path below {@code /api/v1}, with a leading slash
     * @throws Problem 403 {@code not_allowed}, naming the scope that is needed
     */
    static void check(Session session, ResourceInfo target, String verb, String path) {
        Access needed = needed(target, verb, path);
        if (!session.access().covers(needed)) {
            throw Problem.forbidden("not_allowed", refusal(needed));
        }
    }

    /** Whether the credential opens the WebSocket at this address. Sockets carry words both ways, so reading alone opens none. */
    public static boolean opensSocket(Session session, String path) {
        return session.access().covers(isChat(path) ? Access.CHAT : Access.FULL);
    }

    private static Access needed(ResourceInfo target, String verb, String path) {
        Needs onMethod = target.getResourceMethod() == null ? null : target.getResourceMethod().getAnnotation(Needs.class);
        Needs onClass = onMethod != null || target.getResourceClass() == null ? onMethod : target.getResourceClass().getAnnotation(Needs.class);
        if (onClass != null) {
            return onClass.value();
        }
        if (READING.contains(verb)) {
            return Access.READ;
        }
        return isChat(path) ? Access.CHAT : Access.FULL;
    }

    private static boolean isChat(String path) {
        return CHAT.stream().anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
    }

    private static String refusal(Access needed) {
        return needed == Access.SIGN_IN
                ? "No API key opens this: sign in with your password or the passphrase."
                : "This API key does not open this: it needs the scope \"" + needed.name().toLowerCase(java.util.Locale.ROOT) + "\".";
    }
}
