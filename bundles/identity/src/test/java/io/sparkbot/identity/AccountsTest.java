package io.sparkbot.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.Session;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.function.Executable;

class AccountsTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("identity");

    @TempDir
    Path folder;

    private Ground ground;
    private Person admin;

    @BeforeEach
    void start() throws Exception {
        DATABASE.clear();
        ground = new Ground(DATABASE, folder, Map.of(), Map.of());
        admin = ground.sessions.verify(ground.login.byPassphrase("sparkbot-local", Ground.caller("127.0.0.1"))).orElseThrow().person();
    }

    @AfterEach
    void stop() throws Exception {
        ground.close();
    }

    @Test
    @Tag("F-665")
    void an_administrator_makes_an_account_that_signs_in_by_name_or_mail_whatever_the_case() {
        Account made = make("Mia", AccountRole.MEMBER, "mia@example.org");
        assertEquals("Mia", made.username());
        assertFalse(made.superuser());
        for (String name : List.of("mia", "MIA", " Mia ", "MIA@example.org")) {
            assertEquals(made.id(), signIn(name, PASSWORD).person().id());
        }
    }

    @Test
    void names_and_mail_addresses_belong_to_one_account_and_one_is_never_the_other_of_somebody_else() {
        Account mia = make("mia", AccountRole.MEMBER, "mia@example.org");
        refused(409, "name_taken", () -> make("MIA", AccountRole.MEMBER, ""));
        refused(409, "already_exists", () -> make("other", AccountRole.MEMBER, "MIA@example.org"));
        refused(409, "name_taken", () -> make("Mia@Example.org", AccountRole.MEMBER, ""));
        Account tom = make("tom@example.org", AccountRole.MEMBER, "tom@example.org");
        refused(409, "already_exists", () -> change(mia.id(), fields().put("email", "tom@example.org")));
        refused(409, "name_taken", () -> change(tom.id(), fields().put("username", "mia")));
        assertEquals("tom@example.org", change(tom.id(), fields().put("full_name", "Tom")).username());
    }

    @Test
    void a_name_that_only_looks_different_is_the_same_name_and_the_names_of_the_product_are_nobodys() {
        ground.settings.modified(Ground.config(Map.of("operator_usernames", "kate")));
        Account made = make("\u212Aate", AccountRole.MEMBER, "");
        assertEquals("Kate", made.username(), "the Kelvin sign is a K");
        refused(409, "name_taken", () -> make("\uFF2B\uFF41\uFF54\uFF45", AccountRole.MEMBER, ""));
        for (String name : List.of("sparkbot", "Sparkbot-User", "agent_x", "deleted-1")) {
            refused(409, "name_taken", () -> make(name, AccountRole.MEMBER, ""));
        }
        for (String name : List.of("", "  ", "a\u200Bb", "a\nb", "a/b", "\u202Eeve", "x".repeat(101), "\u0000")) {
            refused(422, "invalid", () -> make(name, AccountRole.MEMBER, ""));
        }
    }

    @Test
    void a_password_has_8_to_128_characters_is_no_placeholder_and_is_never_repeated() {
        for (String password : List.of("short", "x".repeat(129), "changethis", "Password123", "longname")) {
            Problem refused = assertThrows(Problem.class, () -> make("longname", password));
            assertEquals(422, refused.status());
            assertFalse(refused.detail().contains(password) && !password.equals("short"), refused.detail());
        }
        make("longname", "ü".repeat(128));
        assertFalse(new AccountsResource.NewAccount("x", PASSWORD, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())
                .toString()
                .contains(PASSWORD));
    }

    @Test
    void only_administrators_manage_accounts_and_others_see_their_own_alone() {
        Person mia = person(make("mia", AccountRole.MEMBER, ""));
        AccountsResource resource = ground.accountsResource;
        refused(403, "not_admin", () -> resource.list(0, 10, mia));
        refused(403, "not_admin", () -> resource.one(admin.id(), mia));
        refused(403, "not_admin", () -> resource.change(mia.id(), fields().put("role", "ADMIN"), mia));
        refused(403, "not_admin", () -> resource.erase(mia.id(), mia));
        refused(403, "not_admin", () -> resource.make(wanted("eve", PASSWORD, AccountRole.ADMIN, ""), mia));
        assertEquals("mia", resource.one(mia.id(), mia).username());
        assertEquals(List.of("mia", "sparkbot-user"), resource.list(0, 10, admin).data().stream().map(Account::username).toList());
        refused(404, "not_found", () -> resource.one(UUID.randomUUID(), admin));
        refused(404, "not_found", () -> change(UUID.randomUUID(), fields().put("full_name", "x")));
    }

    @Test
    @Tag("CK-11")
    void the_list_takes_two_statements_however_long_it_is_and_counts_humans_only() {
        for (int i = 0; i < 30; i++) {
            ground.store.human("p" + i, AccountRole.MEMBER);
        }
        ground.people.bot("sparkbot", "Sparkbot");
        assertEquals(2, DATABASE.statements(() -> assertEquals(31, ground.accountsResource.list(0, 10, admin).count())));
    }

    @Test
    @Tag("W-03")
    void a_deactivated_account_loses_its_sessions_at_once_and_cannot_sign_in() {
        Account mia = make("mia", AccountRole.MEMBER, "");
        Session session = signIn("mia", PASSWORD);
        change(mia.id(), fields().put("is_active", false));
        assertFalse(ground.sessions.isLive(session.id()));
        refused(403, "account_inactive", () -> signIn("mia", PASSWORD));
        refused(401, "credentials_wrong", () -> signIn("mia", "wrong horse"));
        change(mia.id(), fields().put("is_active", true));
        signIn("mia", PASSWORD);
        assertFalse(ground.sessions.isLive(session.id()), "an ended session does not come back");
    }

    @Test
    void a_reset_password_ends_all_sessions_and_the_old_one_opens_nothing() {
        Account mia = make("mia", AccountRole.MEMBER, "");
        Session session = signIn("mia", PASSWORD);
        change(mia.id(), fields().put("password", "another horse"));
        assertFalse(ground.sessions.isLive(session.id()));
        refused(401, "credentials_wrong", () -> signIn("mia", PASSWORD));
        signIn("mia", "another horse");
        refused(403, "not_allowed", () -> change(admin.id(), fields().put("password", "another horse")));
    }

    @Test
    @Tag("W-03")
    void the_own_password_changes_with_the_current_one_and_ends_the_other_sessions() {
        make("mia", AccountRole.MEMBER, "");
        Session other = signIn("mia", PASSWORD);
        Session mine = signIn("mia", PASSWORD);
        refused(400, "bad_request", () -> changeOwn(mine, "wrong horse", "another horse"));
        refused(400, "bad_request", () -> changeOwn(mine, PASSWORD, PASSWORD));
        refused(422, "invalid", () -> changeOwn(mine, PASSWORD, "short"));
        assertTrue(ground.sessions.isLive(other.id()));
        changeOwn(mine, PASSWORD, "another horse");
        assertFalse(ground.sessions.isLive(other.id()));
        assertTrue(ground.sessions.isLive(mine.id()));
        signIn("mia", "another horse");
        for (int i = 0; i < 10; i++) {
            refused(400, "bad_request", () -> changeOwn(mine, "guess number one", "another stable"));
        }
        refused(429, "rate_limited", () -> changeOwn(mine, "another horse", "another stable"));
    }

    @Test
    void of_administrators_who_remove_each_other_at_the_same_time_one_remains() throws Exception {
        ground.settings.modified(Ground.config(Map.of("passphrase_login", false)));
        List<Account> all = List.of(make("a1", AccountRole.ADMIN, ""), make("a2", AccountRole.ADMIN, ""), make("a3", AccountRole.ADMIN, ""));
        List<Callable<Integer>> removals = all.stream()
                .<Callable<Integer>>map(account -> () -> status(() -> change(account.id(), fields().put("role", "MEMBER"))))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = threads.invokeAll(removals).stream().map(AccountsTest::result).sorted().toList();
            assertEquals(List.of(200, 200, 403), statuses);
        }
        assertTrue(ground.store.hasNamedAdmin());
    }

    @Test
    void a_removal_waits_for_another_that_is_under_way_and_is_refused_when_nobody_would_be_left() throws Exception {
        ground.settings.modified(Ground.config(Map.of("passphrase_login", false)));
        Account one = make("a1", AccountRole.ADMIN, "");
        make("a2", AccountRole.ADMIN, "");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor(); var other = DriverManager.getConnection(DATABASE.url())) {
            other.setAutoCommit(false);
            other.createStatement().execute("update identity.person set role = 'MEMBER' where username = 'a2'");
            Future<Integer> removal = threads.submit(() -> status(() -> change(one.id(), fields().put("role", "MEMBER"))));
            while (!removal.isDone() && !Ground.somebodyWaitsForALock(DATABASE)) {
                Thread.onSpinWait();
            }
            other.commit();
            assertEquals(403, removal.get());
        }
    }

    @Test
    void the_last_administrator_stays_one() {
        refused(403, "not_allowed", () -> ground.ownAccount.erase(admin));
        refused(403, "not_allowed", () -> change(admin.id(), fields().put("role", "MEMBER")));
        refused(403, "not_allowed", () -> change(admin.id(), fields().put("is_active", false)));
        refused(403, "not_allowed", () -> ground.accountsResource.erase(admin.id(), admin));
        Person boss = person(make("boss", AccountRole.ADMIN, ""));
        ground.accountsResource.change(admin.id(), fields().put("is_active", false), boss);
        refused(403, "not_allowed", () -> ground.ownAccount.erase(boss));
    }

    @Test
    @Tag("W-25")
    void an_erased_account_keeps_its_row_without_a_trace_of_the_person() throws Exception {
        Account mia = make("mia", AccountRole.MEMBER, "mia@example.org");
        Session session = signIn("mia", PASSWORD);
        ground.accountsResource.erase(mia.id(), admin);
        assertFalse(ground.sessions.isLive(session.id()));
        assertFalse(ground.people.find(mia.id()).orElseThrow().active());
        try (var connection = DriverManager.getConnection(DATABASE.url());
                var rows = connection.createStatement().executeQuery(
                        "select string_agg(p::text, ' ') || coalesce((select string_agg(s::text, ' ') from identity.session s where s.person_id = p.id), '')"
                                + " from identity.person p where id = '" + mia.id() + "' group by id")) {
            assertTrue(rows.next());
            String left = rows.getString(1);
            assertFalse(left.contains("mia") || left.contains("argon2") || left.contains("test client"), left);
        }
        assertEquals(List.of("sparkbot-user"), ground.accountsResource.list(0, 10, admin).data().stream().map(Account::username).toList());
        refused(401, "credentials_wrong", () -> signIn("mia", PASSWORD));
        refused(404, "not_found", () -> ground.accountsResource.erase(mia.id(), admin));
        refused(404, "not_found", () -> change(mia.id(), fields().put("is_active", true)));
        assertNotEquals(mia.id(), make("mia", AccountRole.MEMBER, "mia@example.org").id());
    }

    @Test
    void a_change_with_one_bad_field_changes_nothing() {
        Account mia = make("mia", AccountRole.MEMBER, "");
        refused(422, "invalid", () -> change(mia.id(), fields().put("full_name", "Mia").put("role", "BOSS")));
        refused(422, "invalid", () -> change(mia.id(), fields().put("full_name", "Mia").put("email", "no mail")));
        refused(422, "invalid", () -> change(mia.id(), fields().put("full_name", "Mia").put("is_active", "yes")));
        refused(400, "nothing_to_change", () -> change(mia.id(), fields().put("colour", "red")));
        assertTrue(ground.accountsResource.one(mia.id(), admin).fullName().isEmpty());
    }

    private Account make(String username, AccountRole role, String email) {
        return ground.accountsResource.make(wanted(username, PASSWORD, role, email), admin);
    }

    private void make(String username, String password) {
        ground.accountsResource.make(wanted(username, password, AccountRole.MEMBER, ""), admin);
    }

    private static AccountsResource.NewAccount wanted(String username, String password, AccountRole role, String email) {
        return new AccountsResource.NewAccount(
                username, password, Optional.of(email).filter(given -> !given.isEmpty()), Optional.empty(), Optional.of(role), Optional.empty());
    }

    private Account change(UUID id, ObjectNode fields) {
        return ground.accountsResource.change(id, fields, admin);
    }

    private void changeOwn(Session session, String current, String next) {
        ground.ownAccount.password(new OwnAccountResource.NewPassword(current, next), Ground.caller(session));
    }

    private Session signIn(String name, String password) {
        return ground.sessions.verify(ground.login.byPassword(name, password, Ground.caller("127.0.0.1"))).orElseThrow();
    }

    private Person person(Account account) {
        return ground.people.find(account.id()).orElseThrow();
    }

    private static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void refused(int status, String code, Executable call) {
        Problem problem = assertThrows(Problem.class, call);
        assertEquals(status + " " + code, problem.status() + " " + problem.code(), problem::detail);
    }

    private static int status(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (Problem refused) {
            return refused.status();
        }
    }

    private static int result(Future<Integer> future) {
        try {
            return future.get();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
