package io.sparkbot.identity;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.Problem;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes and revokes API keys. A key is known by its beginning, so that scanners for leaked secrets find it and the door asks the right table. */
@Component(service = ApiKeys.class)
public final class ApiKeys {

    static final String MARK = "spk_";

    private static final int SHOWN = 12;
    private static final int MOST = 50;

    private final KeyStore store;
    private final IdentityStore people;
    private final StoredSessions sessions;
    private final AccountBook book;
    private final Tokens tokens = new Tokens(new SecureRandom());

    @Activate
    public ApiKeys(@Reference KeyStore store, @Reference IdentityStore people, @Reference StoredSessions sessions, @Reference AccountBook book) {
        this.store = store;
        this.people = people;
        this.sessions = sessions;
        this.book = book;
    }

    /** A new key; its text can be read here only. */
    record Made(KeyRow row, String key) {

        @Override
        public String toString() {
            return "Made[" + row.prefix() + "]";
        }
    }

    List<KeyRow> of(UUID personId) {
        return store.keys(personId);
    }

    /** @throws Problem 409 when the person has too many keys */
    Made make(Person person, String name, List<KeyScope> scopes, Optional<Instant> expiresAt) {
        String key = MARK + tokens.make();
        var wanted = new KeyStore.NewKey(name, key.substring(0, SHOWN), Tokens.hash(key), scopes, expiresAt);
        return people.together(() -> {
            people.hold(person.id());
            if (store.count(person.id()) >= MOST) {
                throw Problem.conflict("conflict", "You have " + MOST + " API keys, which is the limit. Revoke one first.");
            }
            KeyRow row = store.add(person.id(), wanted);
            book.note(person.id(), "api_key_created", person.id(), Map.of("key_id", row.id().toString(), "name", name));
            return new Made(row, key);
        });
    }

    /** Revokes a key of the person at once; false when there is no such one. */
    boolean revoke(Person person, UUID id) {
        return people.together(() -> {
            boolean revoked = sessions.revokeKey(person.id(), id);
            if (revoked) {
                book.note(person.id(), "api_key_revoked", person.id(), Map.of("key_id", id.toString()));
            }
            return revoked;
        });
    }
}
