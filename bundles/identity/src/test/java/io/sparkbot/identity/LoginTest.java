package io.sparkbot.identity;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.health.StartProblem;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.person.Session;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("identity");

    @TempDir
    Path folder;

    private Ground ground;

    @BeforeEach
    void start() throws Exception {
        DATABASE.clear();
        ground = new Ground(DATABASE, folder, Map.of(), Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        ground.close();
    }

    @Test
    @Tag("F-002")
    void the_passphrase_signs_in_to_the_shared_account_which_is_made_once() {
        Session first = signIn("sparkbot-local");
        Session second = signIn("sparkbot-local");
        assertEquals(first.person().id(), second.person().id());
        assertEquals("sparkbot-user", first.person().username());
        assertEquals(AccountRole.ADMIN, first.person().role());
        assertEquals(PersonType.HUMAN, first.person().type());
        assertTrue(Duration.between(java.time.Instant.now(), first.expiresAt()).toHours() >= 8 * 24 - 1);
    }

    @Test
    @Tag("W-02")
    void w_02_nobody_is_made_by_a_token_only_by_a_login() {
        assertTrue(ground.sessions.verify("sparkbot-user").isEmpty());
        assertTrue(ground.sessions.verify("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzcGFya2JvdC11c2VyIn0.x").isEmpty());
        assertTrue(ground.people.byUsername("sparkbot-user").isEmpty());
    }

    @Test
    void a_wrong_passphrase_is_401_and_an_equal_prefix_does_not_help() {
        for (String wrong : List.of("sparkbot-loca", "sparkbot-local ", "SPARKBOT-LOCAL", "x")) {
            Problem refused = assertThrows(Problem.class, () -> ground.login.byPassphrase(wrong, Ground.caller("127.0.0.1")));
            assertEquals(401, refused.status());
            assertEquals("passphrase_wrong", refused.code());
        }
    }

    @Test
    @Tag("F-649")
    @Tag("F-002")
    @Tag("W-04")
    void w_04_the_eleventh_failure_of_an_address_is_429_with_the_time_to_wait_and_others_go_on() {
        fail(10, "203.0.113.7");
        Problem limited = assertThrows(Problem.class, () -> ground.login.byPassphrase("sparkbot-local", Ground.caller("203.0.113.7")));
        assertEquals(429, limited.status());
        assertEquals("rate_limited", limited.code());
        int wait = Integer.parseInt(limited.headers().get("Retry-After"));
        assertTrue(wait > 600 && wait <= 900, "waits " + wait);
        ground.login.byPassphrase("sparkbot-local", Ground.caller("203.0.113.8"));
    }

    @Test
    @Tag("W-04")
    void w_04_a_success_clears_the_count() {
        fail(9, "203.0.113.7");
        ground.login.byPassphrase("sparkbot-local", Ground.caller("203.0.113.7"));
        fail(10, "203.0.113.7");
    }

    @Test
    @Tag("W-04")
    void w_04_the_count_survives_a_restart_of_the_bundle() throws Exception {
        fail(10, "203.0.113.7");
        try (Ground other = new Ground(DATABASE, folder.resolve("other"), Map.of(), Map.of())) {
            assertEquals(429, assertThrows(Problem.class, () -> other.login.byPassphrase("sparkbot-local", Ground.caller("203.0.113.7"))).status());
        }
    }

    @Test
    void attempts_at_the_same_time_cannot_slip_past_the_limit() throws Exception {
        List<Callable<Integer>> guesses = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            guesses.add(() -> assertThrows(Problem.class, () -> ground.login.byPassphrase("wrong", Ground.caller("203.0.113.9"))).status());
        }
        int tried = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> status : threads.invokeAll(guesses)) {
                tried += status.get() == 401 ? 1 : 0;
            }
        }
        assertTrue(tried <= 10, tried + " guesses were compared");
    }

    @Test
    void one_ipv6_network_counts_as_one_address() {
        for (int i = 0; i < 10; i++) {
            String address = "2001:db8:1:2::" + Integer.toHexString(i + 1);
            assertEquals(401, assertThrows(Problem.class, () -> ground.login.byPassphrase("wrong", Ground.caller(address))).status());
        }
        assertEquals(429, assertThrows(Problem.class, () -> ground.login.byPassphrase("wrong", Ground.caller("2001:db8:1:2:9::1"))).status());
        assertEquals(401, assertThrows(Problem.class, () -> ground.login.byPassphrase("wrong", Ground.caller("2001:db8:1:3::1"))).status());
    }

    @Test
    void beyond_the_ceiling_over_all_addresses_only_known_ones_may_try() throws Exception {
        ground.settings.modified(Ground.config(Map.of("login_max_failures_total", 10)));
        ground.login.byPassphrase("sparkbot-local", Ground.caller("198.51.100.1"));
        for (int i = 0; i < 10; i++) {
            fail(1, "203.0.113." + i);
        }
        assertEquals(429, assertThrows(Problem.class, () -> ground.login.byPassphrase("sparkbot-local", Ground.caller("203.0.113.99"))).status());
        ground.login.byPassphrase("sparkbot-local", Ground.caller("198.51.100.1"));
    }

    @Test
    @Tag("W-05")
    void w_05_coming_from_loopback_is_no_passphrase() {
        assertEquals(401, assertThrows(Problem.class, () -> ground.login.byPassphrase("anything", Ground.caller("127.0.0.1"))).status());
    }

    @Test
    void a_named_account_signs_in_with_its_password() {
        account("Mia");
        Session session = ground.sessions.verify(ground.login.byPassword("mia", "correct horse", Ground.caller("127.0.0.1"))).orElseThrow();
        assertEquals("Mia", session.person().username());
        for (String name : List.of("mia", "nobody")) {
            Problem refused = assertThrows(Problem.class, () -> ground.login.byPassword(name, "wrong", Ground.caller("127.0.0.1")));
            assertEquals("credentials_wrong", refused.code());
        }
    }

    @Test
    void a_success_of_one_account_does_not_clear_the_guesses_at_another() {
        account("mia");
        account("boss");
        for (int i = 0; i < 9; i++) {
            assertEquals(401, assertThrows(Problem.class, () -> ground.login.byPassword("boss", "guess", Ground.caller("203.0.113.7"))).status());
        }
        ground.login.byPassword("mia", "correct horse", Ground.caller("203.0.113.7"));
        assertEquals(401, assertThrows(Problem.class, () -> ground.login.byPassword("boss", "guess", Ground.caller("203.0.113.7"))).status());
        assertEquals(429, assertThrows(Problem.class, () -> ground.login.byPassword("boss", "guess", Ground.caller("203.0.113.7"))).status());
    }

    @Test
    @Tag("W-04")
    void all_ways_to_sign_in_share_one_count() {
        TokenResource tokens = new TokenResource(ground.login, ground.store);
        fail(5, "203.0.113.7");
        for (int i = 0; i < 5; i++) {
            assertEquals(401, assertThrows(Problem.class, () -> tokens.signIn("mia", "guess", Ground.caller("203.0.113.7"))).status());
        }
        assertEquals(429, assertThrows(Problem.class, () -> tokens.signIn("mia", "guess", Ground.caller("203.0.113.7"))).status());
        assertEquals(429, assertThrows(Problem.class, () -> ground.login.byPassphrase("sparkbot-local", Ground.caller("203.0.113.7"))).status());
    }

    @Test
    @Tag("S11")
    void the_token_of_a_program_is_not_given_to_a_browser() {
        account("mia");
        TokenResource tokens = new TokenResource(ground.login, ground.store);
        assertEquals(403, assertThrows(Problem.class, () -> tokens.signIn("mia", "correct horse", Ground.browser())).status());
        var token = tokens.signIn("mia", "correct horse", Ground.caller("127.0.0.1"));
        assertEquals("mia", tokens.test(ground.sessions.verify(token.accessToken()).orElseThrow().person()).username());
        assertEquals("bearer", token.tokenType());
    }

    @Test
    void an_imported_hash_is_made_anew_at_the_first_sign_in_unless_the_password_changes_meanwhile() {
        PersonRow person = account("mia");
        String bcrypt = org.bouncycastle.crypto.generators.OpenBSDBCrypt.generate("2b", "correct horse".toCharArray(), new byte[16], 4);
        ground.store.setPasswordHash(person.id(), bcrypt);
        assertEquals(401, assertThrows(Problem.class, () -> ground.login.byPassword("mia", "wrong", Ground.caller("127.0.0.1"))).status());
        assertEquals(bcrypt, ground.store.passwordHash(person.id()).orElseThrow());
        ground.login.byPassword("mia", "correct horse", Ground.caller("127.0.0.1"));
        String made = ground.store.passwordHash(person.id()).orElseThrow();
        assertTrue(made.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), made);
        ground.login.byPassword("mia", "correct horse", Ground.caller("127.0.0.1"));
        assertEquals(made, ground.store.passwordHash(person.id()).orElseThrow(), "and then left alone");
        assertFalse(ground.store.replacePasswordHash(person.id(), bcrypt, "stale"));
    }

    @Test
    void an_unknown_name_costs_the_same_statements_and_the_same_work_as_a_wrong_password() {
        account("mia");
        long known = DATABASE.statements(() -> assertThrows(Problem.class, () -> ground.login.byPassword("mia", "wrong", Ground.caller("127.0.0.1"))));
        long unknown = DATABASE.statements(() -> assertThrows(Problem.class, () -> ground.login.byPassword("nobody", "wrong", Ground.caller("127.0.0.1"))));
        assertEquals(known, unknown);
        assertTrue(allocated(() -> assertThrows(Problem.class, () -> ground.login.byPassword("nobody", "wrong", Ground.caller("127.0.0.1")))) > 19 << 20,
                "the memory of the hash is filled");
        assertTrue(ground.passwords.nobody().startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    @Test
    void the_default_passphrase_on_a_public_address_stops_the_start_and_closes_sign_in() throws Exception {
        try (Ground open = new Ground(DATABASE, folder.resolve("public"), Map.of("sparkbot.host", "0.0.0.0"), Map.of())) {
            String problem = (String) open.context().getServiceReference(StartProblem.class).getProperty(StartProblem.PROBLEM);
            assertTrue(problem.contains("SPARKBOT_PASSPHRASE"), problem);
            assertTrue(problem.contains("0.0.0.0"), problem);
            assertEquals(503, assertThrows(Problem.class, () -> open.login.byPassphrase("sparkbot-local", Ground.caller("127.0.0.1"))).status());
            assertEquals(503, assertThrows(Problem.class, () -> open.login.byPassword("a", "b", Ground.caller("127.0.0.1"))).status());

            open.settings.modified(Ground.config(Map.of("_passphrase", "blue-lamp-on-the-desk")));
            assertEquals(null, open.context().getServiceReference(StartProblem.class));
            open.login.byPassphrase("blue-lamp-on-the-desk", Ground.caller("127.0.0.1"));
        }
    }

    @Test
    @Tag("F-647")
    @Tag("S11")
    void browsers_get_the_cookie_only_and_other_clients_the_token_too() {
        LoginResource resource = new LoginResource(ground.login, ground.sessions, ground.settings);
        var credentials = new LoginResource.Credentials(Optional.of("sparkbot-local"), Optional.empty(), Optional.empty());
        var browser = resource.signIn(credentials, Ground.browser());
        assertEquals(new LoginResource.SignedIn(true, Optional.empty(), Optional.empty()), browser.getEntity());
        NewCookie cookie = cookie(browser);
        assertTrue(ground.sessions.verify(cookie.getValue()).isPresent());
        assertTrue(cookie.isHttpOnly());
        assertFalse(cookie.isSecure());
        assertEquals("/api", cookie.getPath());
        assertEquals(691_200, cookie.getMaxAge());
        assertEquals(NewCookie.SameSite.LAX, cookie.getSameSite());

        var script = (LoginResource.SignedIn) resource.signIn(credentials, Ground.caller("127.0.0.1")).getEntity();
        assertTrue(ground.sessions.verify(script.accessToken().orElseThrow()).isPresent());
    }

    @Test
    void outside_the_local_environment_the_cookie_is_secure_and_strict() throws Exception {
        try (Ground production = new Ground(
                DATABASE, folder.resolve("production"), Map.of("sparkbot.environment", "production"), Map.of("_passphrase", "blue-lamp-on-the-desk"))) {
            LoginResource resource = new LoginResource(production.login, production.sessions, production.settings);
            var credentials =
                    new LoginResource.Credentials(Optional.of("blue-lamp-on-the-desk"), Optional.empty(), Optional.empty());
            for (NewCookie cookie : List.of(
                    cookie(resource.signIn(credentials, Ground.browser())), cookie(resource.signOut(Ground.browser())))) {
                assertTrue(cookie.isSecure());
                assertEquals(NewCookie.SameSite.STRICT, cookie.getSameSite());
            }
        }
    }

    @Test
    void an_absent_field_is_422_and_an_empty_one_400() {
        LoginResource resource = new LoginResource(ground.login, ground.sessions, ground.settings);
        Caller caller = Ground.caller("127.0.0.1");
        var absent = new LoginResource.Credentials(Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(422, assertThrows(Problem.class, () -> resource.signIn(absent, caller)).status());
        var empty = new LoginResource.Credentials(Optional.of(""), Optional.empty(), Optional.empty());
        assertEquals(400, assertThrows(Problem.class, () -> resource.signIn(empty, caller)).status());
    }

    private static NewCookie cookie(Response response) {
        return requireNonNull(response.getCookies().get("chat_token"));
    }

    private Session signIn(String passphrase) {
        return ground.sessions.verify(ground.login.byPassphrase(passphrase, Ground.caller("127.0.0.1"))).orElseThrow();
    }

    private PersonRow account(String username) {
        PersonRow person = ground.store.human(username, AccountRole.MEMBER);
        ground.store.setPasswordHash(person.id(), ground.passwords.hash("correct horse"));
        return person;
    }

    /** What this thread takes from the memory meanwhile. */
    private static long allocated(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void fail(int times, String address) {
        for (int i = 0; i < times; i++) {
            assertEquals(401, assertThrows(Problem.class, () -> ground.login.byPassphrase("wrong", Ground.caller(address))).status());
        }
    }
}
