package io.sparkbot.web.door;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.Session;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.Problem;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/** One request at the door. Its session is looked up once, when somebody first asks. */
public final class Visit {

    /** Request attribute that holds the visit. */
    public static final String ATTRIBUTE = Visit.class.getName();

    static final String COOKIE = "chat_token";
    private static final String BEARER = "Bearer ";

    private final HttpServletRequest request;
    private final Client client;
    private final SessionDoor door;
    private final @Nullable String bearer;
    private final @Nullable String cookie;
    private @Nullable Optional<Session> session;
    private volatile boolean cut;

    public Visit(HttpServletRequest request, Client client, SessionDoor door) {
        this.request = request;
        this.client = client;
        this.door = door;
        this.bearer = bearer(request);
        this.cookie = cookie(request);
    }

    public static Visit of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Visit visit) {
            return visit;
        }
        throw new IllegalStateException("request did not come through the front servlet");
    }

    public Client client() {
        return client;
    }

    /**
     * Breaks the answer off: what has been sent of it must not look complete, so the connection goes, at once and not with the next word. May be called
     * from any thread while the answer is written.
     */
    void cut() {
        cut = true;
        ServletContextRequest answered = ServletContextRequest.getServletContextRequest(request);
        answered.getServletChannel().abort(new EofException("answer cut short"));
        answered.getConnectionMetaData().getConnection().getEndPoint().close();
    }

    /** Whether the answer was broken off. */
    public boolean isCut() {
        return cut;
    }

    /** Whether the cookie is what would let this request in. */
    public boolean usesCookie() {
        return bearer == null && cookie != null;
    }

    /** Whether a token came along, good or bad. */
    public boolean hasCredential() {
        return bearer != null || cookie != null;
    }

    /** The live session, of an active or inactive person. */
    public Optional<Session> session() {
        Optional<Session> known = session;
        if (known == null) {
            String token = bearer != null ? bearer : cookie;
            known = token == null || token.isEmpty() ? Optional.empty() : door.verify(token);
            session = known;
        }
        return known;
    }

    /** The session when somebody has asked for it. */
    Optional<Session> knownSession() {
        Optional<Session> known = session;
        return known == null ? Optional.empty() : known;
    }

    /**
     * The session of an active person.
     *
     * @throws Problem 401 without a live session, 403 for an inactive account
     */
    public Session requireSession() {
        Session live = session().orElseThrow(Problem::notSignedIn);
        if (!live.person().active()) {
            throw Problem.forbidden("account_inactive", "This account is not active. Ask an administrator.");
        }
        return live;
    }

    public Person requirePerson() {
        return requireSession().person();
    }

    public Caller caller() {
        return new Caller(session().filter(s -> s.person().active()), client.address(), client.device(), client.browser(), client.secure());
    }

    private static @Nullable String bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie candidate : cookies) {
            if (candidate.getName().equals(COOKIE)) {
                return candidate.getValue();
            }
        }
        return null;
    }
}
