package io.sparkbot.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.health.StartProblem;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.testdb.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FirstAdminTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("identity");

    @TempDir
    Path folder;

    @BeforeEach
    void clear() {
        DATABASE.clear();
    }

    private Ground ground(String name, Map<String, Object> config) throws Exception {
        Ground ground = new Ground(DATABASE, folder.resolve(name), Map.of(), config);
        new FirstAccount(ground.store, ground.settings, ground.passwords);
        return ground;
    }

    private static Map<String, Object> config(String name, String password) {
        return Map.of("first_superuser", name, "_first_superuser_password", password, "passphrase_login", false);
    }

    @Test
    void the_settings_make_the_first_administrator_once_and_never_again() throws Exception {
        try (Ground ground = ground("first", config("admin@example.org", "correct horse"))) {
            PersonRow made = ground.store.byUsername("admin@example.org").orElseThrow();
            assertEquals(AccountRole.ADMIN, made.role());
            assertEquals("admin@example.org", made.email().orElseThrow());
            ground.login.byPassword("admin@example.org", "correct horse", Ground.caller("127.0.0.1"));
            ground.store.setPasswordHash(made.id(), ground.passwords.hash("my own horse"));
        }
        try (Ground ground = ground("second", config("other", "correct horse"))) {
            assertTrue(ground.store.byUsername("other").isEmpty(), "there is a named administrator already");
            AccountsTest.refused(401, "credentials_wrong", () -> ground.login.byPassword("admin@example.org", "correct horse", Ground.caller("127.0.0.1")));
        }
    }

    @Test
    void an_account_that_exists_is_neither_raised_nor_given_a_password() throws Exception {
        try (Ground ground = new Ground(DATABASE, folder.resolve("before"), Map.of(), Map.of())) {
            ground.store.human("mia", AccountRole.MEMBER);
        }
        try (Ground ground = ground("after", config("Mia", "correct horse"))) {
            assertEquals(AccountRole.MEMBER, ground.store.byUsername("mia").orElseThrow().role());
            assertFalse(ground.store.hasNamedAdmin());
        }
    }

    @Test
    @Tag("W-06")
    void a_placeholder_as_password_of_the_first_administrator_stops_the_start_and_is_not_shown() throws Exception {
        for (String password : List.of("changethis", "short", "password123")) {
            try (Ground ground = ground("bad" + password.length(), config("boss", password))) {
                String problem = (String) ground.context().getServiceReference(StartProblem.class).getProperty(StartProblem.PROBLEM);
                assertTrue(problem.contains("FIRST_SUPERUSER_PASSWORD"), problem);
                assertFalse(problem.contains("password123") || problem.contains("changethis"), problem);
                assertTrue(ground.store.byUsername("boss").isEmpty());
                ground.settings.modified(Ground.config(config("boss", "correct horse")));
                assertNull(ground.context().getServiceReference(StartProblem.class));
            }
        }
    }

    @Test
    @Tag("W-06")
    void without_settings_or_without_a_password_nobody_is_made() throws Exception {
        for (Map<String, Object> config : List.of(Map.<String, Object>of(), config("boss", ""))) {
            try (Ground ground = ground("none" + config.size(), config)) {
                assertNull(ground.context().getServiceReference(StartProblem.class));
                assertEquals(0, ground.store.accountCount());
            }
        }
    }

    @Test
    void switched_off_passphrase_opens_nothing_once_a_named_administrator_exists_and_until_then_locks_nobody_out() throws Exception {
        try (Ground ground = ground("off", Map.of("passphrase_login", false))) {
            ground.login.byPassphrase("sparkbot-local", Ground.caller("127.0.0.1"));
            PersonRow boss = ground.store.human("boss", AccountRole.ADMIN);
            ground.login.byPassphrase("sparkbot-local", Ground.caller("127.0.0.1"));
            ground.store.setPasswordHash(boss.id(), ground.passwords.hash("correct horse"));
            AccountsTest.refused(403, "feature_disabled", () -> ground.login.byPassphrase("sparkbot-local", Ground.caller("127.0.0.1")));
            ground.settings.modified(Ground.config(Map.of("passphrase_login", true)));
            ground.login.byPassphrase("sparkbot-local", Ground.caller("127.0.0.1"));
        }
    }

    @Test
    void a_weak_passphrase_that_is_switched_off_is_no_way_in_on_a_public_address_either() throws Exception {
        try (Ground ground = new Ground(DATABASE, folder.resolve("public"), Map.of("sparkbot.host", "0.0.0.0"), Map.of("passphrase_login", false))) {
            assertNull(ground.context().getServiceReference(StartProblem.class));
            AccountsTest.refused(503, "not_configured", () -> ground.login.byPassphrase("sparkbot-local", Ground.caller("127.0.0.1")));
        }
    }
}
