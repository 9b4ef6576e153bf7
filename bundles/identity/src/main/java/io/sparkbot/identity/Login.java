package io.sparkbot.identity;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.Problem;
import java.security.SecureRandom;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs people in: the shared account by the passphrase, named accounts by their password. */
@Component(service = Login.class)
public final class Login {

    static final String SHARED_ACCOUNT = "sparkbot-user";

    private static final Logger log = LoggerFactory.getLogger(Login.class);

    private final IdentityStore store;
    private final IdentitySettings settings;
    private final StoredSessions sessions;
    private final LoginLimit limit;
    private final Passwords passwords = new Passwords(new SecureRandom());

    @Activate
    public Login(@Reference IdentityStore store, @Reference IdentitySettings settings, @Reference StoredSessions sessions) {
        this.store = store;
        this.settings = settings;
        this.sessions = sessions;
        this.limit = new LoginLimit(store, settings);
    }

    /**
     * Opens a session of the shared account.
     *
     * @return the token
     * @throws Problem 401 {@code passphrase_wrong}, 429, or 403 when the passphrase does not open anything here
     */
    String byPassphrase(String passphrase, Caller caller) {
        String expected = open().passphrase()
                .orElseThrow(() -> Problem.forbidden("feature_disabled", "Sign-in by passphrase is switched off. Use your own account."));
        LoginLimit.Attempt attempt = limit.attempt(caller.address());
        if (!Tokens.same(expected, passphrase)) {
            log.info("wrong passphrase from {}", caller.address());
            throw new Problem(401, "passphrase_wrong", "That passphrase is not right.");
        }
        PersonRow person = store.human(SHARED_ACCOUNT, AccountRole.ADMIN);
        return admit(person, attempt, caller);
    }

    /**
     * Opens a session of a named account.
     *
     * @return the token
     * @throws Problem 401 {@code credentials_wrong}, 403 {@code account_inactive}, 429
     */
    String byPassword(String username, String password, Caller caller) {
        open();
        LoginLimit.Attempt attempt = limit.attempt(caller.address());
        Optional<PersonRow> person = store.byUsername(username);
        String hash = person.flatMap(found -> store.passwordHash(found.id())).orElse(passwords.nobody());
        if (!passwords.matches(password, hash) || person.isEmpty()) {
            log.info("wrong user name or password from {}", caller.address());
            throw new Problem(401, "credentials_wrong", "User name or password is not right.");
        }
        return admit(person.get(), attempt, caller);
    }

    private String admit(PersonRow person, LoginLimit.Attempt attempt, Caller caller) {
        attempt.succeeded();
        if (!person.active()) {
            throw Problem.forbidden("account_inactive", "This account is not active. Ask an administrator.");
        }
        return sessions.open(person.id(), caller.device(), caller.address());
    }

    private IdentitySettings.Values open() {
        IdentitySettings.Values values = settings.now();
        values.closed().ifPresent(reason -> {
            throw new Problem(503, "not_configured", reason);
        });
        return values;
    }
}
