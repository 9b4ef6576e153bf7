package io.sparkbot.identity;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.Problem;
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
    private final Passwords passwords;
    private final LoginLimit limit;

    @Activate
    public Login(
            @Reference IdentityStore store,
            @Reference IdentitySettings settings,
            @Reference StoredSessions sessions,
            @Reference Passwords passwords,
            @Reference LoginLimit limit) {
        this.store = store;
        this.settings = settings;
        this.sessions = sessions;
        this.passwords = passwords;
        this.limit = limit;
    }

    /**
     * Opens a session of the shared account.
     *
     * @return the token
     * @throws Problem 401 {@code passphrase_wrong}, 429, or 403 when the passphrase does not open anything here
     */
    String byPassphrase(String passphrase, Caller caller) {
        IdentitySettings.Values values = open();
        if (!values.passphraseLogin()) {
            refuseUnlessNeeded(values);
        }
        LoginLimit.Attempt attempt = limit.attempt(caller.address(), SHARED_ACCOUNT);
        if (!Tokens.same(values.passphrase(), passphrase)) {
            log.info("wrong passphrase from {}", caller.address());
            throw new Problem(401, "passphrase_wrong", "That passphrase is not right.");
        }
        PersonRow person = store.human(SHARED_ACCOUNT, AccountRole.ADMIN);
        return admit(person, attempt, caller);
    }

    /**
     * Opens a session of a named account.
     *
     * @param name user name or mail address
     * @return the token
     * @throws Problem 401 {@code credentials_wrong}, 403 {@code account_inactive}, 429
     */
    String byPassword(String name, String password, Caller caller) {
        open();
        String normal = Names.normal(name);
        LoginLimit.Attempt attempt = limit.attempt(caller.address(), normal);
        Optional<IdentityStore.Credentials> known = store.credentials(normal);
        String hash = known.flatMap(IdentityStore.Credentials::passwordHash).orElse(passwords.nobody());
        if (!passwords.matches(password, hash) || known.isEmpty()) {
            log.info("wrong user name or password from {}", caller.address());
            throw new Problem(401, "credentials_wrong", "User name or password is not right.");
        }
        PersonRow person = known.get().person();
        if (passwords.isOutdated(hash)) {
            store.replacePasswordHash(person.id(), hash, passwords.hash(password));
        }
        return admit(person, attempt, caller);
    }

    private String admit(PersonRow person, LoginLimit.Attempt attempt, Caller caller) {
        attempt.succeeded();
        if (!person.active()) {
            throw Problem.forbidden("account_inactive", "This account is not active. Ask an administrator.");
        }
        return sessions.open(person.id(), caller.device(), caller.address());
    }

    /** Switched off counts once somebody else can administer; until then the passphrase is the only way in, if it is good enough for it. */
    private void refuseUnlessNeeded(IdentitySettings.Values values) {
        if (store.hasNamedAdmin()) {
            throw Problem.forbidden("feature_disabled", "Sign-in by passphrase is switched off. Use your own account.");
        }
        values.weak().ifPresent(reason -> {
            throw new Problem(503, "not_configured", reason + " Or set FIRST_SUPERUSER and FIRST_SUPERUSER_PASSWORD.");
        });
    }

    private IdentitySettings.Values open() {
        IdentitySettings.Values values = settings.now();
        values.closed().ifPresent(reason -> {
            throw new Problem(503, "not_configured", reason);
        });
        return values;
    }
}
