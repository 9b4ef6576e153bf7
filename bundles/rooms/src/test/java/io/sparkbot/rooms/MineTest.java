package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MineTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private final House house = new House(DATABASE);
    private final MineResource resource = new MineResource(house.database, house.rooms);
    private final Person ada = house.crowd.human("ada");
    private final Person ben = house.crowd.human("ben");
    private UUID room;

    @BeforeEach
    void a_room_of_two() {
        DATABASE.clear();
        room = house.room(ada);
        house.memberships.add(room, ada, ben.id(), RoomRole.VIEWER);
    }

    private Mine mine(Person person) {
        return house.rooms.keptBy(person.id(), 0, 10).getFirst().mine();
    }

    private Mine change(Person person, String body) throws Exception {
        return resource.change(room, House.json(body), person);
    }

    @Test
    void folder_and_pin_are_the_persons_own_and_stay() throws Exception {
        change(ben, "{\"folder\": \" Work \", \"pinned\": true}");
        assertEquals("Work", mine(ben).folder());
        assertTrue(mine(ben).pinned());
        assertNull(mine(ada).folder());
        change(ben, "{\"pinned\": false}");
        assertEquals("Work", mine(ben).folder(), "only what is given changes");
        assertNull(change(ben, "{\"folder\": null}").folder());
    }

    @Test
    void unread_are_the_messages_of_others_after_the_mark_counted_up_to_a_hundred() throws Exception {
        house.say(room, ben, "mine");
        Message second = house.say(room, ada, "two");
        Message third = house.say(room, ada, "three");
        assertEquals(2, mine(ben).unread());
        assertEquals(1, mine(ada).unread());
        assertEquals(1, change(ben, "{\"read_up_to\": \"" + second.id() + "\"}").unread());
        assertEquals(0, change(ben, "{\"read_up_to\": \"" + third.id() + "\"}").unread());
        assertEquals(0, change(ben, "{\"read_up_to\": \"" + second.id() + "\"}").unread(), "the mark never moves back");
        IntStream.range(0, 130).forEach(i -> house.say(room, ada, "more " + i));
        assertEquals(100, mine(ben).unread());
    }

    @Test
    void a_mark_in_the_future_hides_nothing_that_is_yet_to_be_said() throws Exception {
        change(ben, "{\"read_up_to\": \"ffffffff-ffff-7fff-bfff-ffffffffffff\"}");
        house.say(room, ada, "later");
        assertEquals(1, mine(ben).unread());
    }

    @Test
    void whoever_comes_into_a_room_has_nothing_unread_in_it() {
        house.say(room, ada, "long ago");
        Person late = house.crowd.human("late");
        house.memberships.add(room, ada, late.id(), RoomRole.MEMBER);
        assertEquals(0, mine(late).unread());
    }

    @Test
    void bad_values_and_strangers_are_refused() {
        for (String body : List.of("{\"folder\": 7}", "{\"folder\": \"" + "x".repeat(101) + "\"}", "{\"pinned\": \"yes\"}", "{\"read_up_to\": \"now\"}", "{\"read_up_to\": null}")) {
            assertEquals(422, assertThrows(Problem.class, () -> change(ada, body), body).status());
        }
        assertEquals(403, assertThrows(Problem.class, () -> change(house.crowd.human("stranger"), "{\"pinned\": true}")).status());
    }

    @Test
    @Tag("W-30")
    void W_30_the_list_of_rooms_takes_one_statement_however_many_rooms_there_are() {
        long few = DATABASE.statements(() -> house.rooms.keptBy(ada.id(), 0, 100));
        IntStream.range(0, 40).forEach(i -> house.say(house.room(ada), ada, "hello"));
        long many = DATABASE.statements(() -> assertEquals(41, house.rooms.keptBy(ada.id(), 0, 100).size()));
        assertEquals(few, many);
        assertEquals(1, many);
        assertEquals(20, house.rooms.keptBy(ada.id(), 21, 100).size(), "skip is honoured");
    }
}
