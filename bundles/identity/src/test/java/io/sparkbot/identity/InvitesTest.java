package io.sparkbot.identity;

import static io.sparkbot.identity.AccountsTest.refused;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class InvitesTest {

    private static final Caller PROGRAM = Ground.caller("203.0.113.7");

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("identity");

    @TempDir
    Path folder;

    private Ground ground;
    private Person boss;

    @BeforeEach
    void start() throws Exception {
        DATABASE.clear();
        ground = new Ground(DATABASE, folder, Map.of(), Map.of());
        PersonRow made = ground.store.human("boss", AccountRole.ADMIN);
        ground.store.setPasswordHash(made.id(), ground.passwords.hash("correct horse"));
        boss = made.person();
    }

    @AfterEach
    void stop() throws Exception {
        ground.close();
    }

    @Test
    @Tag("F-665")
    void whoever_holds_an_invitation_makes_an_account_is_signed_in_and_comes_back_with_the_own_password() {
        String token = invite(AccountRole.MEMBER, 1);
        assertEquals("boss", ground.invites.preview(new InvitesResource.InviteToken(token), PROGRAM).invitedBy());
        var joined = (InvitesResource.Joined) accept(token, "Mia", PROGRAM).getEntity();
        assertEquals(AccountRole.MEMBER, joined.role());
        assertEquals("Mia", ground.sessions.verify(joined.accessToken().orElseThrow()).orElseThrow().person().username());
        ground.login.byPassword("mia", "correct horse", PROGRAM);
        refused(400, "invite_invalid", () -> accept(token, "tom", PROGRAM));
        assertEquals(List.of(), ground.invites.list(boss));
    }

    @Test
    @Tag("S11")
    void a_browser_gets_the_cookie_and_no_token_in_the_body() {
        var answer = accept(invite(AccountRole.MEMBER, 1), "mia", Ground.browser());
        assertTrue(((InvitesResource.Joined) answer.getEntity()).accessToken().isEmpty());
        assertTrue(ground.sessions.verify(requireNonNull(answer.getCookies().get("chat_token")).getValue()).isPresent());
    }

    @Test
    @Tag("F-029")
    void of_fifty_who_accept_an_invitation_for_ten_at_the_same_time_ten_come_in_and_the_others_are_told() throws Exception {
        String token = invite(AccountRole.MEMBER, 10);
        List<Integer> statuses = atOnce(IntStream.range(0, 50).mapToObj(i -> "guest" + i).toList(), token);
        assertEquals(10, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
        assertEquals(40, statuses.stream().filter(status -> status == 400).count(), statuses::toString);
        assertEquals(11, ground.store.accountCount());
        ground.login.byPassword("boss", "correct horse", PROGRAM);
    }

    @Test
    void of_many_who_want_the_same_name_one_has_it_and_no_use_is_lost_on_the_others() throws Exception {
        String token = invite(AccountRole.MEMBER, 20);
        List<Integer> statuses = atOnce(IntStream.range(0, 20).mapToObj(i -> i % 2 == 0 ? "mia" : "MIA").toList(), token);
        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
        assertEquals(19, statuses.stream().filter(status -> status == 409).count(), statuses::toString);
        assertEquals(1, ground.invites.list(boss).getFirst().usedCount());
    }

    @Test
    void a_name_on_the_list_of_operators_or_of_the_product_is_not_to_be_had_by_invitation() {
        ground.settings.modified(Ground.config(Map.of("operator_usernames", "root,kate")));
        String token = invite(AccountRole.MEMBER, 5);
        for (String name : List.of("Root", "\u212Aate", "sparkbot-user", "boss")) {
            refused(409, "name_taken", () -> accept(token, name, PROGRAM));
        }
        refused(422, "invalid", () -> accept(token, "a/b", PROGRAM));
        assertEquals(0, ground.invites.list(boss).getFirst().usedCount());
    }

    @Test
    void an_invitation_ends_by_time_by_hand_and_with_the_rights_of_its_maker() throws Exception {
        String timed = invite(AccountRole.MEMBER, 1);
        execute("update identity.invite set expires_at = now() - interval '1 second'");
        refused(400, "invite_invalid", () -> accept(timed, "mia", PROGRAM));
        String taken = invite(AccountRole.MEMBER, 1);
        UUID id = ground.invites.list(boss).getFirst().id();
        ground.invites.delete(id, boss);
        refused(400, "invite_invalid", () -> accept(taken, "mia", PROGRAM));
        refused(404, "not_found", () -> ground.invites.delete(id, boss));
        Person second = ground.store.human("second", AccountRole.ADMIN).person();
        String orphan = ground.invites.make(new InvitesResource.NewInvite(Optional.of(AccountRole.ADMIN), Optional.empty(), Optional.empty()), second)
                .token().orElseThrow();
        ground.accounts.change(second.id(), JsonNodeFactory.instance.objectNode().put("role", "MEMBER"), boss);
        refused(400, "invite_invalid", () -> accept(orphan, "mia", PROGRAM));
    }

    @Test
    void trying_tokens_that_never_were_counts_like_failed_logins() {
        for (int i = 0; i < 10; i++) {
            refused(400, "invite_invalid", () -> ground.invites.preview(new InvitesResource.InviteToken("guess"), PROGRAM));
        }
        refused(429, "rate_limited", () -> accept("guess", "mia", PROGRAM));
        refused(429, "rate_limited", () -> ground.login.byPassword("boss", "correct horse", PROGRAM));
    }

    @Test
    void the_token_is_shown_once_and_its_hash_alone_is_kept() throws Exception {
        String token = invite(AccountRole.MEMBER, 1);
        assertTrue(ground.invites.list(boss).getFirst().token().isEmpty());
        try (var connection = DriverManager.getConnection(DATABASE.url());
                var rows = connection.createStatement().executeQuery("select i::text, token_hash from identity.invite i")) {
            assertTrue(rows.next());
            assertFalse(rows.getString(1).contains(token));
            assertArrayEquals(SessionsTest.sha256(token), rows.getBytes(2));
        }
    }

    @Test
    void only_administrators_make_see_and_take_back_invitations_and_bad_wishes_are_named() {
        Person mia = ground.store.human("mia", AccountRole.MEMBER).person();
        refused(403, "not_admin", () -> ground.invites.list(mia));
        refused(403, "not_admin", () -> ground.invites.make(new InvitesResource.NewInvite(Optional.empty(), Optional.empty(), Optional.empty()), mia));
        refused(403, "not_admin", () -> ground.invites.delete(UUID.randomUUID(), mia));
        for (int uses : List.of(0, -1, 1001)) {
            refused(422, "invalid", () -> invite(AccountRole.MEMBER, uses));
        }
        for (Instant time : List.of(Instant.now().minusSeconds(1), Instant.now().plusSeconds(366 * 86_400L))) {
            refused(422, "invalid", () -> ground.invites.make(new InvitesResource.NewInvite(Optional.empty(), Optional.of(time), Optional.empty()), boss));
        }
    }

    private List<Integer> atOnce(List<String> names, String token) throws Exception {
        List<Callable<Integer>> accepting = names.stream().<Callable<Integer>>map(name -> () -> status(name, token)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(accepting).stream().map(Future::resultNow).toList();
        }
    }

    /** Asks again, as a client does, when a busy machine had no connection for it. */
    private int status(String name, String token) {
        while (true) {
            try {
                return accept(token, name, PROGRAM).getStatus();
            } catch (DatabaseUnavailable busy) {
                Thread.onSpinWait();
            } catch (Problem refused) {
                return refused.status();
            }
        }
    }

    private String invite(AccountRole role, int uses) {
        return ground.invites.make(new InvitesResource.NewInvite(Optional.of(role), Optional.empty(), Optional.of(uses)), boss).token().orElseThrow();
    }

    private jakarta.ws.rs.core.Response accept(String token, String name, Caller caller) {
        return ground.invites.accept(new InvitesResource.Acceptance(token, name, "correct horse", Optional.empty()), caller);
    }

    private static void execute(String sql) throws Exception {
        try (var connection = DriverManager.getConnection(DATABASE.url())) {
            connection.createStatement().execute(sql);
        }
    }
}
