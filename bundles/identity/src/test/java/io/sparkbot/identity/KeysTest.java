package io.sparkbot.identity;

import static io.sparkbot.identity.AccountsTest.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sparkbot.api.person.Access;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("identity");

    @TempDir
    Path folder;

    private final List<UUID> ended = new ArrayList<>();
    private Ground ground;
    private Person mia;
    private Person tom;

    @BeforeEach
    void start() throws Exception {
        DATABASE.clear();
        ground = new Ground(DATABASE, folder, Map.of(), Map.of());
        ground.sessions.addObserver(SessionsTest.handle((session, person) -> ended.add(session)));
        mia = ground.store.human("mia", AccountRole.MEMBER).person();
        tom = ground.store.human("tom", AccountRole.ADMIN).person();
        ground.store.setPasswordHash(tom.id(), ground.passwords.nobody());
    }

    @AfterEach
    void stop() throws Exception {
        ground.close();
    }

    @Test
    void a_key_opens_what_its_widest_scope_says_and_nothing_of_a_sign_in() {
        for (var scopes : Map.of(
                        List.of(KeyScope.READ), Access.READ,
                        List.of(KeyScope.READ, KeyScope.CHAT), Access.CHAT,
                        List.of(KeyScope.FULL, KeyScope.READ), Access.FULL)
                .entrySet()) {
            var made = make(scopes.getKey(), Optional.empty());
            var session = ground.sessions.verify(made.key()).orElseThrow();
            assertEquals(scopes.getValue(), session.access());
            assertEquals(mia, session.person());
            assertEquals(made.id(), session.id());
            assertTrue(ground.sessions.isLive(made.id()));
        }
    }

    @Test
    void scopes_that_this_version_does_not_know_open_nothing() throws Exception {
        var made = make(List.of(KeyScope.FULL), Optional.empty());
        execute("update identity.api_key set scopes = '{admin}'");
        assertEquals(Access.NOTHING, ground.sessions.verify(made.key()).orElseThrow().access());
    }

    @Test
    void the_key_is_shown_once_and_its_hash_alone_is_kept() throws Exception {
        var made = make(List.of(KeyScope.CHAT), Optional.of(30));
        assertTrue(made.key().startsWith("spk_") && made.key().length() == 47, "length " + made.key().length());
        assertTrue(made.key().startsWith(made.prefix()) && made.prefix().length() == 12);
        assertFalse(made.toString().contains(made.key()));
        var listed = ground.keys.list(mia).getFirst();
        assertEquals(made.prefix(), listed.prefix());
        assertTrue(Duration.between(Instant.now(), listed.expiresAt().orElseThrow()).toHours() >= 30 * 24 - 1);
        try (var connection = DriverManager.getConnection(DATABASE.url());
                var rows = connection.createStatement().executeQuery("select k::text, key_hash from identity.api_key k")) {
            assertTrue(rows.next());
            assertFalse(rows.getString(1).contains(made.key().substring(12)));
            assertArrayEquals(SessionsTest.sha256(made.key()), rows.getBytes(2));
        }
    }

    @Test
    void a_revoked_key_is_dead_at_once_and_its_open_streams_are_told() {
        var made = make(List.of(KeyScope.CHAT), Optional.empty());
        ground.sessions.verify(made.key());
        ground.keys.revoke(made.id(), mia);
        assertTrue(ground.sessions.verify(made.key()).isEmpty());
        assertFalse(ground.sessions.isLive(made.id()));
        assertEquals(List.of(made.id()), ended);
        assertEquals(List.of(), ground.keys.list(mia));
        refused(404, "not_found", () -> ground.keys.revoke(made.id(), mia));
    }

    @Test
    void nobody_sees_or_revokes_the_keys_of_another() {
        var made = make(List.of(KeyScope.CHAT), Optional.empty());
        assertEquals(List.of(), ground.keys.list(tom));
        refused(404, "not_found", () -> ground.keys.revoke(made.id(), tom));
        assertTrue(ground.sessions.isLive(made.id()));
    }

    @Test
    void a_key_whose_time_is_over_opens_nothing_even_while_it_is_remembered() throws Exception {
        var made = make(List.of(KeyScope.CHAT), Optional.of(1));
        execute("update identity.api_key set expires_at = now() + interval '5 seconds'");
        Instant end = ground.sessions.verify(made.key()).orElseThrow().expiresAt();
        while (!Instant.now().isAfter(end)) {
            LockSupport.parkNanos(10_000_000);
        }
        assertTrue(ground.sessions.verify(made.key()).isEmpty());
        assertEquals(1, ground.keys.list(mia).size(), "its owner still sees it");
    }

    @Test
    void the_keys_of_a_deactivated_person_rest_and_of_one_whose_password_was_reset_or_who_was_erased_end() {
        var made = make(List.of(KeyScope.CHAT), Optional.empty());
        var fields = JsonNodeFactory.instance;
        ground.accounts.change(mia.id(), fields.objectNode().put("is_active", false), tom);
        assertFalse(ground.sessions.isLive(made.id()));
        assertFalse(ground.sessions.verify(made.key()).orElseThrow().person().active());
        assertEquals(List.of(made.id()), ended);
        ground.accounts.change(mia.id(), fields.objectNode().put("is_active", true), tom);
        assertTrue(ground.sessions.verify(made.key()).orElseThrow().person().active());
        ground.accounts.change(mia.id(), fields.objectNode().put("password", "correct horse"), tom);
        assertTrue(ground.sessions.verify(made.key()).isEmpty());
        var second = make(List.of(KeyScope.CHAT), Optional.empty());
        ground.accounts.erase(mia.id(), tom);
        assertTrue(ground.sessions.verify(second.key()).isEmpty());
        assertEquals(List.of(made.id(), made.id(), second.id()), ended);
    }

    @Test
    void bad_wishes_are_named_and_nobody_has_more_than_fifty_keys_even_at_once() throws Exception {
        refused(422, "invalid", () -> ground.keys.make(new KeysResource.NewKey(" ", List.of(KeyScope.READ), Optional.empty()), mia));
        refused(422, "invalid", () -> ground.keys.make(new KeysResource.NewKey("x".repeat(101), List.of(KeyScope.READ), Optional.empty()), mia));
        refused(422, "invalid", () -> make(List.of(), Optional.empty()));
        refused(422, "invalid", () -> make(List.of(KeyScope.READ), Optional.of(0)));
        refused(422, "invalid", () -> make(List.of(KeyScope.READ), Optional.of(3651)));
        for (int i = 0; i < 45; i++) {
            make(List.of(KeyScope.READ), Optional.empty());
        }
        List<Callable<Object>> more = IntStream.range(0, 20).<Callable<Object>>mapToObj(i -> () -> make(List.of(KeyScope.READ), Optional.empty())).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long made = threads.invokeAll(more).stream().filter(result -> result.state() == Future.State.SUCCESS).count();
            assertEquals(5, made);
        }
        assertEquals(50, ground.keys.list(mia).size());
    }

    @Test
    void a_key_that_is_made_waits_for_another_that_is_under_way_and_counts_it() throws Exception {
        for (int i = 0; i < 49; i++) {
            make(List.of(KeyScope.READ), Optional.empty());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor(); var other = DriverManager.getConnection(DATABASE.url())) {
            other.setAutoCommit(false);
            other.createStatement().execute("select from identity.person where username = 'mia' for update; insert into identity.api_key"
                    + " (id, person_id, name, prefix, key_hash, scopes) select gen_random_uuid(), id, 'other', '', '', '{}' from identity.person where username = 'mia'");
            Future<Object> made = threads.submit(() -> make(List.of(KeyScope.READ), Optional.empty()));
            while (!made.isDone() && !Ground.somebodyWaitsForALock(DATABASE)) {
                Thread.onSpinWait();
            }
            other.commit();
            assertEquals("conflict", assertInstanceOf(Problem.class, assertThrows(ExecutionException.class, made::get).getCause()).code());
        }
    }

    @Test
    void use_is_noted_once_in_a_while_and_many_requests_ask_the_database_once() {
        var made = make(List.of(KeyScope.READ), Optional.empty());
        assertTrue(ground.keys.list(mia).getFirst().lastUsedAt().isEmpty());
        assertEquals(2, DATABASE.statements(() -> ground.sessions.verify(made.key())), "looked up, and noted as used");
        assertEquals(0, DATABASE.statements(() -> {
            for (int i = 0; i < 100; i++) {
                ground.sessions.verify(made.key());
            }
        }));
        assertTrue(ground.keys.list(mia).getFirst().lastUsedAt().isPresent());
    }

    private KeysResource.MadeKey make(List<KeyScope> scopes, Optional<Integer> days) {
        return ground.keys.make(new KeysResource.NewKey("script", scopes, days), mia);
    }

    private static void execute(String sql) throws Exception {
        try (var connection = DriverManager.getConnection(DATABASE.url())) {
            connection.createStatement().execute(sql);
        }
    }
}
