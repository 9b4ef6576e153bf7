package io.sparkbot.identity;

import io.sparkbot.api.person.Session;
import io.sparkbot.api.web.Caller;
import io.sparkbot.testdb.TestDatabase;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

/** The parts of this bundle put together by hand, on a real database and a real framework. */
final class Ground implements AutoCloseable {

    final IdentityStore store;
    final SessionStore sessionStore;
    final Passwords passwords = new Passwords();
    final IdentitySettings settings;
    final StoredSessions sessions;
    final StoredPeople people;
    final LoginLimit limit;
    final Login login;
    final Accounts accounts;
    final AccountsResource accountsResource;
    final OwnAccountResource ownAccount;
    final KeysResource keys;
    final InvitesResource invites;
    final ChatUsersResource chatUsers;
    final PreferencesResource preferences;
    final StoredPreferences choices;
    private final Framework framework;

    Ground(TestDatabase database, Path folder, Map<String, String> properties, Map<String, Object> config) throws Exception {
        framework = framework(folder, properties);
        store = new IdentityStore(database.of("identity"));
        settings = new IdentitySettings(framework.getBundleContext(), config(config));
        sessionStore = new SessionStore(database.of("identity"));
        KeyStore keyStore = new KeyStore(database.of("identity"));
        sessions = new StoredSessions(sessionStore, keyStore, settings);
        people = new StoredPeople(store, settings);
        limit = new LoginLimit(new AttemptStore(database.of("identity")), sessionStore, settings);
        login = new Login(store, settings, sessions, passwords, limit);
        AccountBook book = new AccountBook();
        PreferenceStore preferenceStore = new PreferenceStore(database.of("identity"));
        choices = new StoredPreferences(preferenceStore);
        preferences = new PreferencesResource(preferenceStore, settings);
        accounts = new Accounts(store, settings, sessions, passwords, preferenceStore, book);
        accountsResource = new AccountsResource(store, accounts);
        invites = new InvitesResource(
                new Invites(new InviteStore(database.of("identity")), store, settings, accounts, passwords, sessions, limit, book), settings);
        chatUsers = new ChatUsersResource(store, new ChatUsers(store, settings, sessions, accounts, passwords, people, book));
        keys = new KeysResource(new ApiKeys(keyStore, store, sessions, book));
        ownAccount = new OwnAccountResource(store, accounts, new OwnPassword(store, sessions, passwords, limit, book), sessions);
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    static Framework framework(Path folder, Map<String, String> properties) throws Exception {
        Map<String, String> all = new HashMap<>(properties);
        all.put("org.osgi.framework.storage", folder.resolve("felix").toString());
        Framework framework = new FrameworkFactory().newFramework(all);
        framework.init();
        return framework;
    }

    static IdentityConfig config(Map<String, Object> values) {
        return (IdentityConfig) Proxy.newProxyInstance(
                IdentityConfig.class.getClassLoader(),
                new Class<?>[] {IdentityConfig.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    static Caller caller(String address) {
        return new Caller(Optional.empty(), address, "test client", false, false);
    }

    static Caller caller(Session session) {
        return new Caller(Optional.of(session), "127.0.0.1", "test client", false, false);
    }

    static Caller browser() {
        return new Caller(Optional.empty(), "127.0.0.1", "Firefox", true, false);
    }

    static boolean somebodyWaitsForALock(TestDatabase database) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url());
                var rows = connection.createStatement().executeQuery(
                        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) {
            return rows.next();
        }
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(5000);
    }
}
