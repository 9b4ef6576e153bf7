package io.sparkbot.identity;

import io.sparkbot.api.person.Session;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.Problem;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes one's own password. Guesses at the current one count like failed logins, so that a stolen session does not give the password away. */
@Component(service = OwnPassword.class)
public final class OwnPassword {

    private final IdentityStore store;
    private final StoredSessions sessions;
    private final Passwords passwords;
    private final LoginLimit limit;
    private final AccountBook book;

    @Activate
    public OwnPassword(
            @Reference IdentityStore store,
            @Reference StoredSessions sessions,
            @Reference Passwords passwords,
            @Reference LoginLimit limit,
            @Reference AccountBook book) {
        this.store = store;
        this.sessions = sessions;
        this.passwords = passwords;
        this.limit = limit;
        this.book = book;
    }

    /**
     * Changes the password and ends all other sessions of the person.
     *
     * @throws Problem 400 when the current password is wrong, there is none, or the new one is the same; 422; 429
     */
    void change(Session session, Caller caller, String current, String next) {
        var person = session.person();
        String hash = store.passwordHash(person.id())
                .orElseThrow(() -> Problem.badRequest("bad_request", "This account has no password: it is opened by the passphrase."));
        Profile.password("new_password", next, person.username());
        LoginLimit.Attempt attempt = limit.attempt(caller.address(), person.username());
        if (!passwords.matches(current, hash)) {
            throw Problem.badRequest("bad_request", "The current password is not right.");
        }
        attempt.succeeded();
        if (current.equals(next)) {
            throw Problem.badRequest("bad_request", "The new password is the same as the current one.");
        }
        String made = passwords.hash(next);
        store.together(() -> {
            if (!store.replacePasswordHash(person.id(), hash, made)) {
                throw Problem.conflict("conflict", "The password was changed somewhere else at the same time. Sign in again.");
            }
            book.note(person.id(), "account_changed", person.id(), Map.of("username", person.username(), "fields", List.of("password")));
            return sessions.endOthers(person.id(), session.id());
        });
    }
}
