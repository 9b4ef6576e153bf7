package io.sparkbot.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Session;
import io.sparkbot.api.person.SessionObserver;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {

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
    void tokens_hold_256_bits_and_never_repeat() {
        Set<String> tokens = new HashSet<>();
        Tokens maker = new Tokens(new java.security.SecureRandom());
        for (int i = 0; i < 1000; i++) {
            String token = maker.make();
            assertEquals(32, java.util.Base64.getUrlDecoder().decode(token).length);
            tokens.add(token);
        }
        assertEquals(1000, tokens.size());
    }

    @Test
    void what_cannot_be_a_token_is_refused_without_asking_the_database() {
        assertEquals(0, DATABASE.statements(() -> assertTrue(ground.sessions.verify("").isEmpty())));
        assertEquals(0, DATABASE.statements(() -> assertTrue(ground.sessions.verify("t".repeat(201)).isEmpty())));
        assertEquals(1, DATABASE.statements(() -> assertTrue(ground.sessions.verify("t".repeat(200)).isEmpty())));
    }

    /** A token of the kind that other assistants sign: the name in it is somebody's, the signature is right for a key that anybody could know. */
    @Test
    @Tag("W-01")
    void a_signed_token_that_names_somebody_opens_nothing_only_a_session_does() throws Exception {
        String owner = signIn();
        assertTrue(ground.sessions.verify(owner).isPresent());
        UUID person = ground.sessions.verify(owner).orElseThrow().person().id();
        for (String subject : List.of(person.toString(), "sparkbot-user", "owner")) {
            String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64("{\"sub\":\"" + subject + "\",\"exp\":4102444800}");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("changethis".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            assertTrue(ground.sessions.verify(signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature)).isEmpty(), subject);
        }
    }

    static byte[] sha256(String text) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_database_holds_no_token() throws Exception {
        String token = signIn();
        try (var connection = DriverManager.getConnection(DATABASE.url());
                var rows = connection.createStatement().executeQuery("select s::text, token_hash from identity.session s")) {
            assertTrue(rows.next());
            assertFalse(rows.getString(1).contains(token));
            assertArrayEquals(sha256(token), rows.getBytes(2));
        }
    }

    @Test
    @Tag("F-648")
    @Tag("W-03")
    void w_03_signing_out_ends_the_session_at_once_and_tells_the_observers() {
        List<UUID> told = new ArrayList<>();
        ground.sessions.addObserver(handle((session, person) -> told.add(session)));
        String token = signIn();
        Session session = ground.sessions.verify(token).orElseThrow();
        new LoginResource(ground.login, ground.sessions, ground.settings).signOut(Ground.caller(session));
        assertTrue(ground.sessions.verify(token).isEmpty());
        assertFalse(ground.sessions.isLive(session.id()));
        assertEquals(List.of(session.id()), told);
        new LoginResource(ground.login, ground.sessions, ground.settings).signOut(Ground.caller(session));
        assertEquals(1, told.size());
    }

    @Test
    void an_observer_that_fails_does_not_keep_the_others_from_being_told() {
        List<UUID> told = new ArrayList<>();
        ground.sessions.addObserver(handle((session, person) -> {
            throw new IllegalStateException("broken observer");
        }));
        ground.sessions.addObserver(handle((session, person) -> told.add(session)));
        Session session = ground.sessions.verify(signIn()).orElseThrow();
        assertTrue(ground.sessions.end(session.person().id(), session.id()));
        assertEquals(1, told.size());
    }

    @Test
    void an_expired_session_is_no_session() throws Exception {
        String token = signIn();
        execute("update identity.session set expires_at = now() - interval '1 second'");
        assertTrue(ground.sessions.verify(token).isEmpty());
    }

    @Test
    void the_session_of_an_inactive_person_is_found_but_not_live() throws Exception {
        String token = signIn();
        execute("update identity.person set active = false");
        Session session = ground.sessions.verify(token).orElseThrow();
        assertFalse(session.person().active());
        assertFalse(ground.sessions.isLive(session.id()));
    }

    @Test
    void many_requests_of_one_session_do_not_ask_the_database_each_time() {
        String token = signIn();
        ground.sessions.verify(token);
        long statements = DATABASE.statements(() -> {
            for (int i = 0; i < 100; i++) {
                ground.sessions.verify(token);
            }
        });
        assertEquals(0, statements);
    }

    @Test
    void use_is_noted_when_the_last_note_is_old() throws Exception {
        String token = signIn();
        execute("update identity.session set last_used_at = now() - interval '1 hour'");
        Session session = ground.sessions.verify(token).orElseThrow();
        assertTrue(ground.sessionStore.sessions(session.person().id()).getFirst().lastUsedAt().isAfter(java.time.Instant.now().minusSeconds(60)));
    }

    @Test
    @Tag("F-648")
    void a_person_sees_and_ends_own_sessions_only() {
        Session mine = ground.sessions.verify(signIn()).orElseThrow();
        Session second = ground.sessions.verify(signIn()).orElseThrow();
        PersonRow other = ground.store.human("other", AccountRole.MEMBER);
        Session foreign = ground.sessions.verify(ground.sessions.open(other.id(), "phone", "127.0.0.1")).orElseThrow();
        OwnAccountResource resource = ground.ownAccount;

        var listed = resource.sessions(mine.person(), Ground.caller(mine));
        assertEquals(2, listed.size());
        assertEquals(List.of(mine.id()), listed.stream().filter(OwnAccountResource.SessionView::current).map(OwnAccountResource.SessionView::id).toList());
        assertEquals(404, assertThrows(Problem.class, () -> resource.end(foreign.id(), mine.person())).status());
        assertEquals(1, resource.endOthers(mine.person(), Ground.caller(mine)).ended());
        assertFalse(ground.sessions.isLive(second.id()));
        assertTrue(ground.sessions.isLive(mine.id()));
        assertTrue(ground.sessions.isLive(foreign.id()));
    }

    @Test
    void the_own_profile_changes_by_the_fields_that_are_given() {
        Session mine = ground.sessions.verify(signIn()).orElseThrow();
        OwnAccountResource resource = ground.ownAccount;
        assertEquals("Mia Example", resource.change(fields().put("full_name", "Mia Example").put("email", "mia@example.org"), mine.person()).fullName().orElseThrow());
        assertEquals("mia@example.org", resource.change(fields().put("full_name", "M"), mine.person()).email().orElseThrow());
        assertTrue(resource.change(fields().putNull("email"), mine.person()).email().isEmpty());
        assertEquals("M", ground.people.find(mine.person().id()).orElseThrow().displayName());
        assertEquals("nothing_to_change", assertThrows(Problem.class, () -> resource.change(fields(), mine.person())).code());
        assertEquals(422, assertThrows(Problem.class, () -> resource.change(fields().put("full_name", 7), mine.person())).status());
        assertEquals(422, assertThrows(Problem.class, () -> resource.change(fields().put("full_name", "x".repeat(201)), mine.person())).status());
    }

    @Test
    void a_mail_address_belongs_to_one_account() {
        Session mine = ground.sessions.verify(signIn()).orElseThrow();
        PersonRow other = ground.store.human("other", AccountRole.MEMBER);
        OwnAccountResource resource = ground.ownAccount;
        resource.change(fields().put("email", "mia@example.org"), other.person());
        Problem taken = assertThrows(Problem.class, () -> resource.change(fields().put("email", "MIA@example.org"), mine.person()));
        assertEquals(409, taken.status());
        assertEquals("already_exists", taken.code());
    }

    private static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    private String signIn() {
        return ground.login.byPassphrase("sparkbot-local", Ground.caller("127.0.0.1"));
    }

    private static void execute(String sql) throws Exception {
        try (var connection = DriverManager.getConnection(DATABASE.url())) {
            connection.createStatement().execute(sql);
        }
    }

    /** What the framework gives in place of the observer. */
    static ComponentServiceObjects<SessionObserver> handle(SessionObserver observer) {
        return new ComponentServiceObjects<>() {
            @Override
            public SessionObserver getService() {
                return observer;
            }

            @Override
            public void ungetService(SessionObserver service) {
                assertEquals(observer, service);
            }

            @Override
            public ServiceReference<SessionObserver> getServiceReference() {
                throw new AssertionError("not asked for");
            }
        };
    }
}
