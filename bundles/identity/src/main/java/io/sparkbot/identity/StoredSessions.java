package io.sparkbot.identity;

import io.sparkbot.api.person.Session;
import io.sparkbot.api.person.SessionObserver;
import io.sparkbot.api.person.Sessions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions and API keys as rows. What was just looked up is remembered for a few seconds; every end of a session on this node empties that memory, so
 * that it takes effect at once here and within those seconds on other nodes.
 */
@Component(service = {Sessions.class, StoredSessions.class})
public final class StoredSessions implements Sessions {

    private static final Logger log = LoggerFactory.getLogger(StoredSessions.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final Duration NOTED_AS_USED = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_TOKEN = 200;

    private record Known(Session session, long until) {}

    private final SessionStore store;
    private final KeyStore keys;
    private final IdentitySettings settings;
    private final Tokens tokens = new Tokens(new SecureRandom());
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong endings = new AtomicLong();
    private final List<ComponentServiceObjects<SessionObserver>> observers = new CopyOnWriteArrayList<>();

    @Activate
    public StoredSessions(@Reference SessionStore store, @Reference KeyStore keys, @Reference IdentitySettings settings) {
        this.store = store;
        this.keys = keys;
        this.settings = settings;
    }

    /** Only handles: an observer may need us to come to life, and would then wait for itself. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addObserver(ComponentServiceObjects<SessionObserver> observer) {
        observers.add(observer);
    }

    void removeObserver(ComponentServiceObjects<SessionObserver> observer) {
        observers.remove(observer);
    }

    @Override
    public Optional<Session> verify(String token) {
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        byte[] hash = Tokens.hash(token);
        String key = HexFormat.of().formatHex(hash);
        Known remembered = known.get(key);
        if (remembered != null && remembered.until() - System.nanoTime() > 0 && remembered.session().expiresAt().isAfter(Instant.now())) {
            return Optional.of(remembered.session());
        }
        long before = endings.get();
        Optional<Session> session = (token.startsWith(ApiKeys.MARK) ? keys.session(hash, NOTED_AS_USED) : Optional.<Session>empty())
                .or(() -> store.session(hash, NOTED_AS_USED));
        session.ifPresentOrElse(live -> remember(key, live, before), () -> known.remove(key));
        return session;
    }

    @Override
    public boolean isLive(UUID sessionId) {
        return store.isLive(sessionId) || keys.isLive(sessionId);
    }

    /** The live sessions of the person, newest first. */
    List<SessionRow> live(UUID personId) {
        return store.sessions(personId);
    }

    /**
     * Opens a session.
     *
     * @return the token, which nobody can read again
     */
    String open(UUID personId, String device, String address) {
        String token = tokens.make();
        store.add(personId, Tokens.hash(token), device, address, Instant.now().plus(settings.now().sessionLength()));
        return token;
    }

    /** Ends one session of the person; false when there is no such live one. */
    boolean end(UUID personId, UUID sessionId) {
        return tell(personId, store.revoke(personId, SessionStore.is(sessionId))) > 0;
    }

    /** Ends all sessions of the person but one, and says how many. */
    int endOthers(UUID personId, UUID kept) {
        return tell(personId, store.revoke(personId, SessionStore.isNot(kept)));
    }

    /** Ends all sessions of a person who may not go on, and whatever the API keys have open. Within a transaction it takes effect with its commit. */
    void endAll(UUID personId) {
        tell(personId, store.revoke(personId, SessionStore.any()));
        tell(personId, keys.live(personId));
    }

    /** Ends all sessions of the person and revokes the API keys: whoever had the account in hand has it no more. */
    void endAllAndRevokeKeys(UUID personId) {
        tell(personId, store.revoke(personId, SessionStore.any()));
        tell(personId, keys.revokeAll(personId));
    }

    /** Revokes one API key of the person; false when there is no such one. */
    boolean revokeKey(UUID personId, UUID keyId) {
        return tell(personId, keys.revoke(personId, keyId)) > 0;
    }

    /** Ends all sessions and keys of the person and deletes what is kept of them. */
    void erase(UUID personId) {
        endAll(personId);
        store.erase(personId);
        keys.erase(personId);
    }

    /** A person has changed: what is remembered of sessions is out of date. */
    void forget() {
        store.afterCommit(() -> {
            endings.incrementAndGet();
            known.clear();
        });
    }

    private void remember(String key, Session session, long before) {
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        known.put(key, new Known(session, System.nanoTime() + REMEMBERED.toNanos()));
        if (endings.get() != before) {
            known.remove(key);
        }
    }

    private int tell(UUID personId, List<UUID> ended) {
        forget();
        store.afterCommit(() -> {
            for (UUID sessionId : ended) {
                for (ComponentServiceObjects<SessionObserver> observer : observers) {
                    tell(observer, sessionId, personId);
                }
            }
        });
        return ended.size();
    }

    private static void tell(ComponentServiceObjects<SessionObserver> handle, UUID sessionId, UUID personId) {
        SessionObserver observer = handle.getService();
        if (observer == null) {
            return; // it goes away at this moment
        }
        try {
            observer.ended(sessionId, personId);
        } catch (RuntimeException failed) {
            log.error("{} failed at the end of a session", observer.getClass().getName(), failed);
        } finally {
            handle.ungetService(observer);
        }
    }
}
