package io.sparkbot.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PeopleTest {

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
    void a_bot_is_made_once_however_many_ask_at_the_same_time() throws Exception {
        List<Callable<UUID>> asking = IntStream.range(0, 16)
                .<Callable<UUID>>mapToObj(i -> () -> ground.people.bot("sparkbot", "Sparkbot").id())
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertEquals(1, threads.invokeAll(asking).stream().map(PeopleTest::result).distinct().count());
        }
        Person bot = ground.people.byUsername("SPARKBOT").orElseThrow();
        assertTrue(bot.isBot());
        assertEquals("Sparkbot", bot.displayName());
        assertEquals(bot.id(), ground.chatUsers.bySlug("sparkbot").id());
    }

    @Test
    void many_people_are_read_with_one_statement() {
        List<UUID> ids = IntStream.range(0, 50).mapToObj(i -> ground.store.human("p" + i, AccountRole.MEMBER).id()).toList();
        assertEquals(1, DATABASE.statements(() -> assertEquals(50, ground.people.byIds(ids).size())));
    }

    @Test
    @Tag("W-20")
    void w_20_the_list_of_people_is_newest_first_and_honours_paging() {
        IntStream.range(0, 5).forEach(i -> ground.store.human("p" + i, AccountRole.MEMBER));
        ChatUsersResource resource = ground.chatUsers;
        assertEquals(List.of("p4", "p3", "p2", "p1", "p0"), resource.list(0, 100).stream().map(ChatUser::username).toList());
        assertEquals(List.of("p2", "p1"), resource.list(2, 2).stream().map(ChatUser::username).toList());
    }

    @Test
    @Tag("W-26")
    void w_26_negative_paging_is_422() {
        ChatUsersResource resource = ground.chatUsers;
        assertEquals(422, assertThrows(Problem.class, () -> resource.list(-1, 10)).status());
        assertEquals(422, assertThrows(Problem.class, () -> resource.list(0, -1)).status());
        assertEquals(404, assertThrows(Problem.class, () -> resource.one(UUID.randomUUID())).status());
        assertEquals(404, assertThrows(Problem.class, () -> resource.byUsername("nobody")).status());
    }

    @Test
    void without_a_list_every_active_person_is_an_operator_and_with_one_its_members_only() {
        Person mia = ground.store.human("Mia", AccountRole.MEMBER).person();
        Person admin = ground.store.human("boss", AccountRole.ADMIN).person();
        Person bot = ground.people.bot("sparkbot", "Sparkbot");
        assertTrue(ground.people.isOperator(mia));
        assertFalse(ground.people.isOperator(bot));

        ground.settings.modified(Ground.config(Map.of("operator_usernames", " MIA , sparkbot")));
        assertTrue(ground.people.isOperator(mia));
        assertFalse(ground.people.isOperator(admin));
        assertFalse(ground.people.isOperator(bot));
    }

    private static UUID result(java.util.concurrent.Future<UUID> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
