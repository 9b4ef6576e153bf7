package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.Problem;
import io.sparkbot.rooms.db.Tables;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoomDirectoryTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private House house = new House(DATABASE);
    private Person ada = house.crowd.human("ada");
    private Person ben = house.crowd.human("ben");

    @BeforeEach
    void empty() {
        DATABASE.clear();
    }

    @Test
    @Tag("CK-7")
    @Tag("F-004")
    void CK_7_parallel_bootstraps_give_one_room_with_the_person_and_the_bot() throws Exception {
        int callers = 8;
        CountDownLatch together = new CountDownLatch(callers);
        List<Future<UUID>> rooms = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<UUID> bootstrap = () -> {
                together.countDown();
                together.await();
                return House.insisting(() -> house.rooms.direct(ada).id());
            };
            for (int i = 0; i < callers; i++) {
                rooms.add(threads.submit(bootstrap));
            }
        }
        Set<UUID> distinct = new java.util.HashSet<>();
        for (Future<UUID> room : rooms) {
            distinct.add(room.get());
        }
        assertEquals(1, distinct.size());
        UUID room = distinct.iterator().next();
        assertEquals("Sparkbot DM", house.rooms.find(room).orElseThrow().name());
        assertEquals(
                Set.of(RoomRole.OWNER, RoomRole.MEMBER), house.rooms.members(room).stream().map(Member::role).collect(Collectors.toSet()));
    }

    @Test
    void bootstrap_never_gives_the_room_of_somebody_else_that_has_the_same_name() {
        UUID foreign = house.rooms.create(ben, "Sparkbot DM", Optional.empty()).room().id();
        house.join(foreign, ada, RoomRole.MEMBER);
        assertNotEquals(foreign, house.rooms.direct(ada).id());
        assertEquals(house.rooms.direct(ada).id(), house.rooms.direct(ada).id());
    }

    @Test
    void A16_bootstrap_keeps_the_gate_the_owner_opened() throws Exception {
        house.rooms.setAudit(entry -> UUID.randomUUID());
        Room direct = house.rooms.direct(ada);
        assertFalse(direct.executionAllowed());
        house.rooms.change(direct.id(), ada, House.json("{\"execution_allowed\": true}"));
        assertTrue(house.rooms.direct(ada).executionAllowed());
    }

    @Test
    void a_new_direct_room_takes_its_gate_from_the_setting() {
        assertTrue(new House(DATABASE, true).rooms.direct(ada).executionAllowed());
    }

    @Test
    void A16_opening_the_gate_is_recorded_and_does_not_happen_when_it_cannot_be() throws Exception {
        UUID room = house.room(ada);
        Problem refused = assertThrows(Problem.class, () -> house.rooms.change(room, ada, House.json("{\"execution_allowed\": true}")));
        assertEquals(503, refused.status());
        assertFalse(house.rooms.find(room).orElseThrow().executionAllowed());
        List<Audit.AuditEntry> entries = new ArrayList<>();
        house.rooms.setAudit(entry -> {
            entries.add(entry);
            return entry.roomId().orElseThrow();
        });
        house.rooms.change(room, ada, House.json("{\"execution_allowed\": true}"));
        assertEquals(List.of("room_execution_gate"), entries.stream().map(Audit.AuditEntry::tool).toList());
        house.rooms.change(room, ada, House.json("{\"execution_allowed\": true, \"name\": \"Same gate\"}"));
        assertEquals(1, entries.size());
    }

    @Test
    @Tag("W-22")
    @Tag("F-026")
    void W_22_the_room_keeps_its_persona_whatever_else_is_changed() throws Exception {
        UUID room = house.room(ada);
        house.rooms.change(room, ada, House.json("{\"persona\": \"A patient teacher\"}"));
        RoomDetails renamed = house.rooms.change(room, ada, House.json("{\"name\": \"School\"}"));
        assertEquals(Optional.of("A patient teacher"), renamed.room().persona());
        RoomView detail = RoomView.detail(house.rooms.enter(room, ada).details(), PersonView.of(ada), house.rooms.standing(room, ada.id()));
        assertEquals("A patient teacher", detail.persona());
        assertEquals("School", detail.name());
        assertTrue(house.rooms.change(room, ada, House.json("{\"persona\": null}")).room().persona().isEmpty());
    }

    @Test
    @Tag("F-026")
    void a_persona_has_at_most_500_characters_as_people_count_them_and_the_refusal_says_so() throws Exception {
        UUID room = house.room(ada);
        String most = "😀".repeat(500);
        assertEquals(Optional.of(most), house.rooms.change(room, ada, House.json("{\"persona\": \"" + most + "\"}")).room().persona());
        Problem refused = assertThrows(Problem.class, () -> house.rooms.change(room, ada, House.json("{\"persona\": \"" + "x".repeat(501) + "\"}")));
        assertEquals("persona has 501 characters; the limit is 500", refused.detail());
        assertEquals(Optional.of(most), house.rooms.find(room).orElseThrow().persona());
    }

    @Test
    @Tag("D-05")
    @Tag("F-022")
    void a_room_may_have_its_own_number_of_tool_rounds_until_it_is_taken_back() throws Exception {
        UUID room = house.room(ada);
        house.memberships.add(room, ada, ben.id(), RoomRole.MOD);
        assertEquals(Optional.empty(), house.rooms.find(room).orElseThrow().toolRounds());
        for (int rounds : List.of(1, 100)) {
            assertEquals(Optional.of(rounds), house.rooms.change(room, ada, House.json("{\"tool_rounds\": " + rounds + "}")).room().toolRounds());
        }
        house.rooms.change(room, ada, House.json("{\"name\": \"Renamed\"}"));
        assertEquals(100, RoomView.of(house.rooms.enter(room, ada).details()).toolRounds());
        for (String bad : List.of("0", "101", "-1", "2.5", "\"9\"", "true", "1e9")) {
            Problem refused = assertThrows(Problem.class, () -> house.rooms.change(room, ada, House.json("{\"tool_rounds\": " + bad + "}")), bad);
            assertEquals(422, refused.status(), bad);
            assertTrue(refused.detail().contains("1 to 100"), refused::detail);
        }
        assertEquals("not_allowed", assertThrows(Problem.class, () -> house.rooms.change(room, ben, House.json("{\"tool_rounds\": 3}"))).code());
        assertEquals(Optional.of(100), house.rooms.find(room).orElseThrow().toolRounds());
        assertEquals(Optional.empty(), house.rooms.change(room, ada, House.json("{\"tool_rounds\": null}")).room().toolRounds());
    }

    @Test
    @Tag("W-26")
    void W_26_bad_values_are_refused_with_the_field() {
        UUID room = house.room(ada);
        for (String body : List.of(
                "{\"name\": null}",
                "{\"name\": \"  \"}",
                "{\"name\": 7}",
                "{\"name\": \"" + "x".repeat(201) + "\"}",
                "{\"persona\": \"" + "x".repeat(501) + "\"}",
                "{\"execution_allowed\": \"yes\"}",
                "{\"meeting_mode_max_bot_msgs_per_min\": 1001}",
                "{\"meeting_mode_max_bot_msgs_per_min\": -1}",
                "{\"meeting_mode_note_taker_bot_slug\": \"" + "x".repeat(51) + "\"}")) {
            Problem refused = assertThrows(Problem.class, () -> house.rooms.change(room, ada, House.json(body)), body);
            assertEquals(422, refused.status(), body);
        }
        assertEquals(422, assertThrows(Problem.class, () -> Fields.within("query", "limit", -1, 1, 500, 100)).status());
    }

    @Test
    void strangers_learn_whether_a_room_exists_and_nothing_more() {
        UUID room = house.room(ada);
        assertEquals(404, assertThrows(Problem.class, () -> house.rooms.require(UUID.randomUUID(), ada)).status());
        Problem foreign = assertThrows(Problem.class, () -> house.rooms.require(room, ben));
        assertEquals(403, foreign.status());
        assertEquals("not_member", foreign.code());
    }

    @Test
    @Tag("F-270")
    @Tag("F-027")
    void only_an_owner_changes_or_deletes_a_room() {
        UUID room = house.room(ada);
        house.join(room, ben, RoomRole.MOD);
        assertEquals(403, assertThrows(Problem.class, () -> house.rooms.change(room, ben, House.json("{\"name\": \"Mine\"}"))).status());
        assertEquals(403, assertThrows(Problem.class, () -> house.rooms.delete(room, ben)).status());
    }

    @Test
    void a_viewer_reads_and_does_not_write() {
        UUID room = house.room(ada);
        house.join(room, ben, RoomRole.VIEWER);
        Problem refused = assertThrows(Problem.class, () -> house.rooms.require(room, ben).sending());
        assertEquals("viewer_read_only", refused.code());
    }

    @Test
    void rooms_come_most_recently_active_first() {
        UUID first = house.room(ada);
        UUID second = house.room(ada);
        assertEquals(List.of(second, first), house.rooms.of(ada.id(), 0, 10).stream().map(Room::id).toList());
        house.say(first, ada, "back again");
        assertEquals(List.of(first, second), house.rooms.of(ada.id(), 0, 10).stream().map(Room::id).toList());
        assertEquals(List.of(second), house.rooms.of(ada.id(), 1, 1).stream().map(Room::id).toList());
    }

    @Test
    void a_deleted_room_is_gone_at_once_and_its_messages_soon() throws Exception {
        UUID room = house.room(ada);
        var first = house.say(room, ada, "one");
        house.reply(room, ada, "two", first.id());
        house.rooms.delete(room, ada);
        house.next(RoomEvent.RoomDeleted.class);
        assertTrue(house.rooms.find(room).isEmpty());
        assertEquals(404, assertThrows(Problem.class, () -> house.say(room, ada, "too late")).status());
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (house.database.query(sql -> sql.fetchCount(Tables.ROOM_LEFTOVER)) > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals(0, house.database.query(sql -> sql.fetchCount(Tables.MESSAGE)).intValue());
        assertEquals(0, house.database.query(sql -> sql.fetchCount(Tables.MEMBER)).intValue());
    }
}
