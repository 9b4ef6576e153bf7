package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("F-013")
class SearchTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private final House house = new House(DATABASE);
    private final Person ada = house.crowd.human("ada");
    private final Person ben = house.crowd.human("ben");
    private UUID room;

    @BeforeEach
    void a_room() {
        DATABASE.clear();
        room = house.room(ada);
    }

    private List<String> found(String text) {
        return contents(house.search.inRoom(room, () -> SearchQuery.of(text), null, ada));
    }

    private static List<String> contents(Search.Everywhere found) {
        return found.hits().stream().map(hit -> hit.message().content()).toList();
    }

    private static List<String> contents(Search.Hits hits) {
        return hits.messages().stream().map(MessageView::content).toList();
    }

    @Test
    @Tag("W-20")
    void W_20_wildcards_quotes_and_backslashes_stand_for_themselves() {
        for (String text : List.of("100% sure", "1000 sure", "snake_case", "snakeXcase", "C:\\temp", "C:Xtemp", "it's \"so\"")) {
            house.say(room, ada, text);
        }
        assertEquals(List.of("100% sure"), found("0%"));
        assertEquals(List.of("snake_case"), found("e_c"));
        assertEquals(List.of("C:\\temp"), found(":\\t"));
        assertEquals(List.of("it's \"so\""), found("t's \"s"));
        assertEquals(List.of(), found("'; drop table message; --"));
    }

    @Test
    void case_does_not_matter_in_any_script_and_the_newest_come_first() {
        house.say(room, ada, "Grüße aus Köln");
        house.say(room, ada, "GRÜSSE? no, GRÜßE");
        house.say(room, ada, "привет");
        house.say(room, ada, "会議は明日");
        assertEquals(List.of("GRÜSSE? no, GRÜßE", "Grüße aus Köln"), found("grüß"));
        assertEquals(List.of("Grüße aus Köln"), found("KÖLN"));
        assertEquals(List.of("привет"), found("ПРИВЕТ"));
        assertEquals(List.of("会議は明日"), found("明日"));
    }

    @Test
    void one_character_is_too_short_and_no_text_is_a_missing_field() {
        assertEquals(400, assertThrows(Problem.class, () -> found(" x ")).status());
        assertEquals(422, assertThrows(Problem.class, () -> SearchQuery.of(null)).status());
        assertEquals(422, assertThrows(Problem.class, () -> found("x".repeat(201))).status());
        assertEquals(422, assertThrows(Problem.class, () -> SearchQuery.of("xx").between("yesterday", null)).status());
        assertEquals(422, assertThrows(Problem.class, () -> house.search.inRoom(room, () -> SearchQuery.of("xx"), 101, ada)).status());
    }

    @Test
    void pages_join_without_gap_or_repetition_while_new_messages_come() {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 75; i++) {
            said.addFirst(house.say(room, ada, "needle " + i).content());
            house.say(room, ada, "hay " + i);
        }
        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            SearchQuery page = SearchQuery.of("NEEDLE").after(cursor);
            Search.Hits hits = house.search.inRoom(room, () -> page, 20, ada);
            read.addAll(contents(hits));
            cursor = hits.next() == null ? null : hits.next().toString();
            assertEquals(hits.hasMore(), cursor != null);
            house.say(room, ada, "needle that came later");
        } while (cursor != null);
        assertEquals(said, read);
    }

    @Test
    void nothing_is_ever_found_in_rooms_the_person_is_not_in_at_that_moment() {
        UUID bens = house.room(ben);
        house.say(bens, ben, "secret needle");
        house.say(room, ada, "open needle");
        assertEquals(List.of("open needle"), contents(house.search.inAllRooms(SearchQuery.of("needle"), null, ada)));
        assertEquals("Room of ada", house.search.inAllRooms(SearchQuery.of("needle"), null, ada).hits().getFirst().roomName());
        assertEquals(403, assertThrows(Problem.class, () -> house.search.inOneOf(bens, () -> SearchQuery.of("needle"), null, ada)).status());
        assertEquals(List.of("open needle"), contents(house.search.inOneOf(room, () -> SearchQuery.of("needle"), null, ada)));
        assertEquals(403, assertThrows(Problem.class, () -> house.search.inRoom(bens, () -> SearchQuery.of("needle"), null, ada)).status());
        house.memberships.add(bens, ben, ada.id(), RoomRole.VIEWER);
        assertEquals(2, house.search.inAllRooms(SearchQuery.of("needle"), null, ada).hits().size());
        house.memberships.remove(bens, ben, ada.id());
        assertEquals(1, house.search.inAllRooms(SearchQuery.of("needle"), null, ada).hits().size());
        assertEquals(0, house.search.inAllRooms(SearchQuery.of("needle"), null, house.crowd.human("nobody")).hits().size());
    }

    @Test
    void a_person_and_a_span_of_time_narrow_the_search() {
        house.join(room, ben, RoomRole.MEMBER);
        house.say(room, ada, "needle of ada");
        Instant between = house.say(room, ben, "needle of ben").createdAt().plus(1, ChronoUnit.MICROS);
        house.database.query(sql -> sql.execute("update rooms.message set created_at = created_at - interval '1 second'"));
        Instant cut = between.minusMillis(500);
        house.say(room, ben, "needle again");
        assertEquals(List.of("needle again", "needle of ben"), contents(house.search.inAllRooms(SearchQuery.of("needle").by(ben.id().toString()), null, ada)));
        assertEquals(List.of("needle again"), contents(house.search.inAllRooms(SearchQuery.of("needle").between(cut.toString(), null), null, ada)));
        assertEquals(List.of("needle of ben", "needle of ada"), contents(house.search.inAllRooms(SearchQuery.of("needle").between("2001-01-01", cut.toString()), null, ada)));
    }

    @Test
    void what_was_set_aside_and_what_was_reworded_is_not_found() {
        UUID old = house.say(room, ada, "needle one").id();
        house.say(room, ada, "hay");
        house.transcript.edit(room, old, ada, "pin one");
        assertEquals(List.of(), found("needle"));
        assertEquals(List.of("pin one"), found("pin"));
        house.transcript.setAside(room, old);
        assertEquals(List.of(), found("pin"));
    }

    /** More messages than are walked before the index is asked; the oldest hold a rare word, all hold a common one. */
    private UUID bigRoom(int messages) {
        UUID big = house.room(ada);
        house.database.query(sql -> sql.execute(
                "insert into rooms.message (room_id, id, sender_id, content, created_at) select ?::uuid, "
                        + "overlay(gen_random_uuid()::text placing lpad(to_hex(i), 8, '0') from 1 for 8)::uuid, ?::uuid, "
                        + "case when i <= 3 then 'common xylophone ? ' || i when i <= 6 then 'common +-+ ' || i else 'common talk ' || i end, now() from generate_series(1, ?) i",
                big, ada.id(), messages));
        house.database.query(sql -> sql.execute("analyze rooms.message"));
        return big;
    }

    @Test
    @Tag("CK-11")
    void a_word_beyond_the_newest_messages_is_found_with_as_many_statements_in_a_larger_room() {
        UUID smaller = bigRoom(SearchStore.WALKED_FIRST + 5_000);
        UUID larger = bigRoom(SearchStore.WALKED_FIRST + 30_000);
        SearchQuery rare = SearchQuery.of("xylophone");
        List<String> expected = List.of("common xylophone ? 3", "common xylophone ? 2", "common xylophone ? 1");
        long some = DATABASE.statements(() -> assertEquals(expected, contents(house.search.inRoom(smaller, () -> rare, null, ada))));
        long same = DATABASE.statements(() -> assertEquals(expected, contents(house.search.inRoom(larger, () -> rare, null, ada))));
        assertTrue(same <= some, some + " statements, then " + same);
        long common = DATABASE.statements(() -> assertEquals(30, house.search.inRoom(larger, () -> SearchQuery.of("common"), null, ada).total()));
        assertTrue(common <= 4, "statements: " + common);
        assertEquals(6, house.search.inAllRooms(rare, null, ada).hits().size());
    }

    @Test
    void the_route_asks_for_membership_once_and_before_it_looks_at_the_words() {
        TranscriptResource route = new TranscriptResource(house.rooms, house.transcript, house.search);
        UUID bens = house.room(ben);
        long asked = DATABASE.statements(() -> house.search.inRoom(room, () -> SearchQuery.of("needle"), null, ada));
        assertEquals(asked, DATABASE.statements(() -> route.search(room, "needle", null, null, null, null, null, ada)));
        assertEquals(403, assertThrows(Problem.class, () -> route.search(bens, "x", null, null, null, null, null, ada)).status());
    }

    @Test
    void what_no_index_holds_is_found_by_walking_a_bounded_portion_at_a_time() {
        UUID big = bigRoom(SearchStore.WALKED_AT_MOST + 30_000);
        Search.Hits first = house.search.inRoom(big, () -> SearchQuery.of("+-+"), null, ada);
        assertEquals(0, first.total());
        assertTrue(first.hasMore());
        Search.Hits second = house.search.inRoom(big, () -> SearchQuery.of("+-+").after(String.valueOf(first.next())), null, ada);
        assertEquals(3, second.total());
        assertFalse(second.hasMore());
        assertNull(second.next());
        house.database.query(sql -> sql.execute("drop index if exists rooms.message_content"));
        assertTrue(new House(DATABASE).search.inRoom(big, () -> SearchQuery.of("xylophone"), null, ada).hasMore(), "the same without the extension");
    }
}
