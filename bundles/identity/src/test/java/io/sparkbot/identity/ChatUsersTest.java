package io.sparkbot.identity;

import static io.sparkbot.identity.AccountsTest.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.testdb.TestDatabase;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ChatUsersTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("identity");

    @TempDir
    Path folder;

    private Ground ground;
    private Person boss;
    private Person kate;
    private Person mia;

    @BeforeEach
    void start() throws Exception {
        DATABASE.clear();
        ground = new Ground(DATABASE, folder, Map.of(), Map.of("operator_usernames", "kate,root"));
        boss = ground.store.human("boss", AccountRole.ADMIN).person();
        ground.store.setPasswordHash(boss.id(), ground.passwords.nobody());
        kate = ground.store.human("kate", AccountRole.MEMBER).person();
        mia = ground.store.human("mia", AccountRole.MEMBER).person();
    }

    @AfterEach
    void stop() throws Exception {
        ground.close();
    }

    @Test
    @Tag("A22")
    void operators_add_bots_and_people_and_nobody_else_does() {
        ChatUser bot = make("helper", PersonType.BOT, Optional.of("Help-Desk"), Optional.empty(), kate);
        assertEquals("help-desk", bot.botSlug().orElseThrow());
        assertEquals("Helper", bot.botDisplayName().orElseThrow());
        assertEquals(bot.id(), ground.chatUsers.bySlug("HELP-desk").id());
        make("tom", PersonType.HUMAN, Optional.empty(), Optional.of("correct horse"), kate);
        ground.login.byPassword("tom", "correct horse", Ground.caller("127.0.0.1"));
        refused(403, "not_operator", () -> make("eve", PersonType.BOT, Optional.empty(), Optional.empty(), mia));
        refused(403, "not_operator", () -> make("eve", PersonType.BOT, Optional.empty(), Optional.empty(), boss));
    }

    @Test
    void names_and_handles_belong_to_one_and_a_bot_has_no_password() {
        make("helper", PersonType.BOT, Optional.of("help"), Optional.empty(), kate);
        refused(409, "name_taken", () -> make("HELPER", PersonType.BOT, Optional.empty(), Optional.empty(), kate));
        refused(409, "name_taken", () -> make("other", PersonType.BOT, Optional.of("HELP"), Optional.empty(), kate));
        refused(409, "name_taken", () -> make("other", PersonType.BOT, Optional.of("sparkbot"), Optional.empty(), kate));
        refused(422, "invalid", () -> make("other", PersonType.BOT, Optional.of("no spaces"), Optional.empty(), kate));
        refused(422, "invalid", () -> make("other", PersonType.BOT, Optional.empty(), Optional.of("correct horse"), kate));
        refused(422, "invalid", () -> make("other", PersonType.HUMAN, Optional.empty(), Optional.of("short"), kate));
    }

    @Test
    void people_change_themselves_operators_change_others_and_only_administrators_change_administrators() {
        assertEquals("maria", change(mia, fields().put("username", "maria"), mia).username());
        assertEquals("maria", ground.people.find(mia.id()).orElseThrow().username());
        assertEquals("mia", change(mia, fields().put("username", "mia"), kate).username());
        refused(403, "not_operator", () -> change(kate, fields().put("username", "x"), mia));
        refused(403, "not_admin", () -> change(boss, fields().put("username", "x"), kate));
        refused(403, "not_admin", () -> ground.chatUsers.erase(boss.id(), kate));
        refused(409, "name_taken", () -> change(mia, fields().put("username", "Kate"), mia));
        refused(400, "nothing_to_change", () -> change(mia, fields().put("type", "BOT"), mia));
        refused(404, "not_found", () -> ground.chatUsers.change(UUID.randomUUID(), fields().put("username", "x"), kate));
    }

    @Test
    void nobody_becomes_an_operator_or_the_shared_account_by_a_new_name() {
        refused(409, "name_taken", () -> change(mia, fields().put("username", "root"), mia));
        refused(409, "name_taken", () -> change(mia, fields().put("username", "sparkbot-user"), mia));
        Person shared = ground.store.human(Login.SHARED_ACCOUNT, AccountRole.ADMIN).person();
        refused(403, "not_allowed", () -> change(shared, fields().put("username", "other"), shared));
        assertFalse(ground.people.isOperator(ground.people.find(mia.id()).orElseThrow()));
    }

    @Test
    @Tag("W-25")
    void a_deleted_bot_keeps_its_row_and_its_handle_is_free_again() {
        ChatUser bot = make("helper", PersonType.BOT, Optional.of("help"), Optional.empty(), kate);
        refused(403, "not_operator", () -> ground.chatUsers.erase(bot.id(), mia));
        ground.chatUsers.erase(bot.id(), kate);
        assertFalse(ground.chatUsers.one(bot.id()).active());
        refused(404, "not_found", () -> ground.chatUsers.bySlug("help"));
        refused(404, "not_found", () -> ground.chatUsers.erase(bot.id(), kate));
        make("helper", PersonType.BOT, Optional.of("help"), Optional.empty(), kate);
        Person assistant = ground.people.bot("sparkbot", "Sparkbot");
        refused(403, "not_allowed", () -> ground.chatUsers.erase(assistant.id(), kate));
        ground.chatUsers.erase(mia.id(), mia);
        assertTrue(ground.chatUsers.list(0, 100).stream().noneMatch(user -> user.username().startsWith("deleted-")));
    }

    @Test
    void preferences_are_kept_per_person_and_tell_the_language_and_the_zone() {
        var usual = ground.preferences.get(mia);
        assertEquals("system", usual.theme());
        assertTrue(ground.choices.of(mia.id()).zone().isEmpty());
        ground.preferences.change(fields().put("theme", "dark").put("time_zone", "Europe/Berlin"), mia);
        var changed = ground.preferences.change(fields().put("language", "de").put("notify", false).put("landing_path", "/workstation").put("send_key", "mod_enter").put("introduced", true), mia);
        assertEquals(new PreferencesResource.PreferencesView("de", "dark", Optional.of("/workstation"), "/workstation", false, Optional.of("Europe/Berlin"), "mod_enter", true), changed);
        assertEquals(changed, ground.preferences.get(mia));
        assertEquals(usual, ground.preferences.get(kate));
        assertEquals(Optional.of(ZoneId.of("Europe/Berlin")), ground.choices.of(mia.id()).zone());
        assertEquals(Optional.of(Locale.GERMAN), ground.choices.of(mia.id()).locale());
        assertTrue(ground.preferences.change(fields().putNull("time_zone"), mia).timeZone().isEmpty());
    }

    @Test
    @Tag("F-567")
    void who_chose_no_page_lands_where_the_installation_says() {
        assertEquals("/dm", ground.preferences.get(mia).landing());
        ground.settings.modified(Ground.config(Map.of("landing_path", "/workstation")));
        assertEquals("/workstation", ground.preferences.get(mia).landing());
        assertTrue(ground.preferences.get(mia).landingPath().isEmpty());
        assertEquals("/approvals", ground.preferences.change(fields().put("landing_path", "/approvals"), mia).landing());
        assertEquals("/workstation", ground.preferences.change(fields().putNull("landing_path"), mia).landing());
    }

    @Test
    void devices_are_told_until_the_person_says_no() {
        assertTrue(ground.preferences.get(mia).notifications());
        assertTrue(ground.choices.of(mia.id()).notices());
        ground.preferences.change(fields().put("notify", false), mia);
        assertFalse(ground.choices.of(mia.id()).notices());
        assertTrue(ground.choices.of(kate.id()).notices());
    }

    @Test
    void a_preference_that_does_not_exist_is_named() {
        for (var bad : Map.of("theme", "pink", "language", "xx", "landing_path", "/evil", "time_zone", "Mars/Base", "notify", "yes", "introduced", "no").entrySet()) {
            refused(422, "invalid", () -> ground.preferences.change(fields().put(bad.getKey(), bad.getValue()), mia));
        }
        refused(422, "invalid", () -> ground.preferences.change(fields().putNull("theme"), mia));
        refused(400, "nothing_to_change", () -> ground.preferences.change(fields().put("colour", "red"), mia));
    }

    private ChatUser make(String username, PersonType type, Optional<String> slug, Optional<String> password, Person by) {
        Optional<String> name = Optional.of("Helper").filter(given -> type == PersonType.BOT);
        return ground.chatUsers.make(new ChatUsersResource.NewChatUser(username, Optional.of(type), name, slug, false, password), by);
    }

    private ChatUser change(Person person, ObjectNode fields, Person by) {
        return ground.chatUsers.change(person.id(), fields, by);
    }

    private static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }
}
