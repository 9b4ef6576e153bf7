package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.web.Problem;
import io.sparkbot.rooms.db.Tables;
import io.sparkbot.testdb.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TranscriptTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private House house = new House(DATABASE);
    private Person ada = house.crowd.human("ada");
    private Person ben = house.crowd.human("ben");
    private UUID room = UUID.randomUUID();

    @BeforeEach
    void empty() {
        DATABASE.clear();
        room = house.room(ada);
    }

    @Test
    void a_message_is_told_to_the_room_after_commit_and_never_after_a_rollback() throws Exception {
        Message stored = house.say(room, ada, "hello");
        assertEquals(stored, house.next(RoomEvent.MessageAdded.class).message());
        assertThrows(IllegalStateException.class, () -> house.database.transaction(sql -> {
            house.say(room, ada, "never said");
            throw new IllegalStateException("changed my mind");
        }));
        Message after = house.say(room, ada, "next");
        assertEquals(after, house.next(RoomEvent.MessageAdded.class).message());
        assertEquals(stored, house.transcript.find(room, stored.id()).orElseThrow());
    }

    @Test
    @Tag("W-24")
    @Tag("F-016")
    void W_24_a_reply_to_a_message_of_another_room_is_refused() {
        UUID other = house.room(ada);
        Message foreign = house.say(other, ada, "elsewhere");
        assertEquals(422, assertThrows(Problem.class, () -> house.reply(room, ada, "what?", foreign.id())).status());
        assertEquals(422, assertThrows(Problem.class, () -> house.reply(room, ada, "what?", UUID.randomUUID())).status());
        assertEquals(0, house.rooms.enter(room, ada).details().messageCount());
    }

    @Test
    @Tag("W-24")
    void W_24_deleting_a_message_keeps_its_replies_without_the_link() throws Exception {
        Message parent = house.say(room, ada, "question");
        Message reply = house.reply(room, ada, "answer", parent.id());
        house.transcript.delete(house.rooms.require(room, ada), parent.id());
        assertEquals(parent.id(), house.next(RoomEvent.MessageDeleted.class).messageId());
        assertTrue(house.transcript.find(room, parent.id()).isEmpty());
        assertTrue(house.transcript.find(room, reply.id()).orElseThrow().replyTo().isEmpty());
        assertEquals(1, house.rooms.enter(room, ada).details().messageCount());
    }

    @Test
    @Tag("W-24")
    @Tag("F-011")
    void W_24b_an_edit_shows_and_keeps_what_was_said_before() throws Exception {
        Message said = house.say(room, ada, "first");
        Message edited = house.transcript.edit(room, said.id(), ada, "second");
        assertEquals("second", edited.content());
        assertTrue(edited.editedAt().isPresent());
        assertEquals(edited, house.next(RoomEvent.MessageChanged.class).message());
        house.transcript.edit(room, said.id(), ada, "third");
        List<String> before = house.database.query(
                sql -> sql.selectFrom(Tables.MESSAGE_VERSION).orderBy(Tables.MESSAGE_VERSION.VERSION).fetch(Tables.MESSAGE_VERSION.CONTENT));
        assertEquals(List.of("first", "second"), before);
        assertEquals("third", house.transcript.find(room, said.id()).orElseThrow().content());
    }

    @Test
    @Tag("F-016")
    @Tag("F-015")
    void only_the_sender_edits_and_the_sender_or_a_lead_deletes() {
        house.join(room, ben, RoomRole.MEMBER);
        Message said = house.say(room, ada, "mine");
        assertEquals(403, assertThrows(Problem.class, () -> house.transcript.edit(room, said.id(), ben, "yours")).status());
        assertEquals(403, assertThrows(Problem.class, () -> house.transcript.delete(house.rooms.require(room, ben), said.id())).status());
        Message bens = house.say(room, ben, "from ben");
        house.transcript.delete(house.rooms.require(room, ada), bens.id());
        assertEquals(404, assertThrows(Problem.class, () -> house.transcript.edit(room, bens.id(), ben, "gone")).status());
    }

    @Test
    void content_out_of_bounds_is_refused_and_what_no_database_holds_is_replaced() {
        assertEquals(422, assertThrows(Problem.class, () -> house.say(room, ada, " \n ")).status());
        assertEquals(422, assertThrows(Problem.class, () -> house.say(room, ada, "x".repeat(100_001))).status());
        String longest = "\uD83D\uDE00".repeat(100_000);
        assertEquals(longest, house.say(room, ada, longest).content());
        assertEquals("a\uFFFDb\uFFFD", house.say(room, ada, "a\u0000b\uD83D").content());
    }

    @Test
    @Tag("W-30")
    @Tag("CK-11")
    void W_30_a_page_takes_the_same_number_of_statements_whatever_the_room_holds() {
        house.say(room, ada, "one");
        long few = DATABASE.statements(() -> page(50));
        IntStream.range(0, 120).forEach(i -> house.say(room, i % 2 == 0 ? ada : ben, "message " + i));
        long many = DATABASE.statements(() -> page(50));
        assertEquals(few, many);
        assertTrue(many <= 2, "statements: " + many);
    }

    private MessageListView page(int limit) {
        return new MessagePages(house.rooms, house.transcript).page(room, new MessagePages.Wanted(limit, null, null, null), ada);
    }

    @Test
    @Tag("F-012")
    void pages_backwards_join_without_gap_or_repetition_by_id_and_by_time() {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            said.add(house.say(room, ada, "message " + i).content());
        }
        MessagePages pages = new MessagePages(house.rooms, house.transcript);
        for (boolean byTime : new boolean[] {false, true}) {
            List<String> read = new ArrayList<>();
            String before = null;
            long older = 45;
            boolean more = true;
            while (more) {
                MessageListView page = pages.page(room, new MessagePages.Wanted(10, before, null, null), ada);
                assertEquals(older, page.total());
                older -= page.messages().size();
                read.addAll(0, page.messages().stream().map(MessageView::content).toList());
                MessageView oldest = page.messages().getFirst();
                before = byTime ? oldest.createdAt().toString() : oldest.id().toString();
                more = page.hasMore();
            }
            assertEquals(said, read);
        }
    }

    private MessageListView page(@Nullable String before, @Nullable String after, @Nullable String around, int limit) {
        return new MessagePages(house.rooms, house.transcript).page(room, new MessagePages.Wanted(limit, before, after, around), ada);
    }

    private static List<String> contents(MessageListView page) {
        return page.messages().stream().map(MessageView::content).toList();
    }

    @Test
    @Tag("F-012")
    void a_message_is_shown_in_the_middle_of_what_was_said_and_both_ways_lead_on_from_there() {
        List<Message> said = IntStream.range(0, 40).mapToObj(i -> house.say(room, ada, "message " + i)).toList();
        MessageListView around = page(null, null, said.get(20).id().toString(), 9);
        assertEquals(said.subList(16, 25).stream().map(Message::content).toList(), contents(around));
        assertTrue(around.hasMore() && around.hasNewer());
        List<String> read = new ArrayList<>(contents(around));
        for (MessageListView page = around; page.hasNewer(); ) {
            page = page(null, page.messages().getLast().id().toString(), null, 9);
            read.addAll(contents(page));
        }
        for (MessageListView page = around; page.hasMore(); ) {
            page = page(page.messages().getFirst().id().toString(), null, null, 9);
            read.addAll(0, contents(page));
        }
        assertEquals(said.stream().map(Message::content).toList(), read);
        assertFalse(page(null, null, said.getFirst().id().toString(), 9).hasMore());
        assertFalse(page(null, null, said.getLast().id().toString(), 9).hasNewer());
        assertEquals(List.of("message 39"), contents(page(null, null, said.getLast().id().toString(), 1)));
    }

    @Test
    void places_that_do_not_exist_or_contradict_each_other_are_refused() {
        String id = house.say(room, ada, "one").id().toString();
        assertEquals(404, assertThrows(Problem.class, () -> page(null, null, UUID.randomUUID().toString(), 9)).status());
        assertEquals(422, assertThrows(Problem.class, () -> page(id, id, null, 9)).status());
        assertEquals(422, assertThrows(Problem.class, () -> page(null, "yesterday", null, 9)).status());
        assertEquals(0, page(null, id, null, 9).messages().size());
    }

    @Test
    @Tag("W-30")
    @Tag("CK-11")
    void W_30_a_room_of_two_thousand_messages_opens_with_six_statements() {
        house.database.query(sql -> sql.execute(
                "insert into rooms.message (room_id, id, sender_id, content, created_at) select ?::uuid, "
                        + "overlay(gen_random_uuid()::text placing lpad(to_hex(i), 8, '0') from 1 for 8)::uuid, ?::uuid, 'message', now() from generate_series(1, 2000) i",
                room, ada.id()));
        RoomsResource resource = new RoomsResource(house.rooms, house.crowd);
        Runnable open = () -> {
            assertEquals(1, resource.detail(room, ada).memberCount());
            assertEquals(50, page(50).messages().size());
        };
        open.run();
        long begun = System.nanoTime();
        long statements = DATABASE.statements(open);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        assertTrue(statements <= 6, "statements: " + statements);
        assertTrue(millis < 30_000, "took " + millis + " ms, a hundred times what an idle machine may take");
    }

    @Test
    @Tag("W-24")
    @Tag("F-011")
    void W_24b_every_earlier_wording_can_be_read_by_the_room_and_by_nobody_else() {
        UUID id = house.say(room, ada, "first").id();
        house.transcript.edit(room, id, ada, "second");
        house.transcript.edit(room, id, ada, "third");
        TranscriptResource resource = new TranscriptResource(house.rooms, house.transcript, house.search);
        assertEquals(List.of("first", "second"), resource.versions(room, id, ada).items().stream().map(ThreadStore.Version::content).toList());
        assertEquals(403, assertThrows(Problem.class, () -> resource.versions(room, id, house.crowd.human("stranger"))).status());
        assertEquals(404, assertThrows(Problem.class, () -> resource.versions(room, UUID.randomUUID(), ada)).status());
    }

    @Test
    void a_thread_holds_the_replies_and_their_replies_and_nothing_else() {
        Message question = house.say(room, ada, "question");
        Message reply = house.reply(room, ben, "reply", question.id());
        house.say(room, ada, "besides");
        house.reply(room, ada, "reply to the reply", reply.id());
        house.reply(room, ada, "second reply", question.id());
        assertEquals(List.of("reply", "reply to the reply", "second reply"), House.contents(house.transcript.replies(room, question.id())));
        assertEquals(List.of("reply to the reply"), House.contents(house.transcript.replies(room, reply.id())));
        assertEquals(404, assertThrows(Problem.class, () -> house.transcript.replies(room, UUID.randomUUID())).status());
    }

    @Test
    @Tag("F-027")
    void deleting_a_room_leaves_no_row_of_it_in_any_table() throws Exception {
        Message said = house.say(room, ada, "first");
        house.reply(room, ada, "reply", said.id());
        house.transcript.edit(room, said.id(), ada, "second");
        house.invitations.make(room, ada, RoomRole.MEMBER, java.util.Optional.empty(), java.util.Optional.empty());
        UUID other = house.room(ben);
        house.say(other, ben, "stays");
        house.rooms.delete(room, ada);
        List<String> tables = house.database.query(sql -> sql.fetch(
                        "select table_name from information_schema.columns where table_schema = 'rooms' and column_name = 'room_id' order by 1")
                .getValues(0, String.class));
        assertTrue(tables.containsAll(List.of("invite", "member", "message", "message_version")), tables::toString);
        long end = System.nanoTime() + java.time.Duration.ofMinutes(2).toNanos();
        while (rows(tables) > 0 && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        assertEquals(0, rows(tables), "what is left is removed in the background");
        assertEquals(1, house.transcript.newest(other, 10).size());
    }

    private long rows(List<String> tables) {
        return tables.stream()
                .mapToLong(table -> house.database.query(sql -> sql.fetchCount(org.jooq.impl.DSL.table("rooms." + table), org.jooq.impl.DSL.condition("room_id = ?", room))))
                .sum();
    }

    @Test
    void a_cursor_that_is_neither_id_nor_time_is_refused() {
        MessagePages pages = new MessagePages(house.rooms, house.transcript);
        assertEquals(422, assertThrows(Problem.class, () -> pages.page(room, new MessagePages.Wanted(10, "yesterday", null, null), ada)).status());
        assertEquals(422, assertThrows(Problem.class, () -> pages.page(room, new MessagePages.Wanted(0, null, null, null), ada)).status());
        assertEquals(0, pages.page(room, new MessagePages.Wanted(10, "2001-01-01T00:00:00", null, null), ada).messages().size());
        assertEquals(0, pages.page(room, new MessagePages.Wanted(10, "2001-01-01T00:00:00 01:00", null, null), ada).messages().size());
    }

    @Test
    void parallel_messages_are_counted_and_ordered_as_they_were_committed() throws Exception {
        List<Future<Message>> writers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                int number = i;
                writers.add(threads.submit(() -> sayAsAClientDoes("message " + number)));
            }
        }
        for (Future<Message> writer : writers) {
            writer.get();
        }
        assertEquals(60, house.rooms.enter(room, ada).details().messageCount());
        List<Message> all = house.transcript.newest(room, 100);
        assertEquals(60, all.size());
        for (int i = 1; i < all.size(); i++) {
            assertFalse(all.get(i).createdAt().isBefore(all.get(i - 1).createdAt()), "a later message has an earlier time");
        }
    }

    /** On a busy machine the queue for a connection is refused after two seconds, which a client answers by sending again. */
    private Message sayAsAClientDoes(String content) {
        while (true) {
            try {
                return house.say(room, ada, content);
            } catch (DatabaseUnavailable busy) {
                Thread.yield();
            }
        }
    }

    @Test
    void the_newest_page_walks_the_index_of_the_room_and_sorts_nothing() {
        UUID other = house.room(ada);
        house.database.transaction(sql -> sql.execute(
                "insert into rooms.message (room_id, id, sender_id, content, created_at) select case when i % 10 = 0 then ?::uuid else ?::uuid end, "
                        + "overlay(gen_random_uuid()::text placing lpad(to_hex(i), 8, '0') from 1 for 8)::uuid, ?::uuid, 'x', now() from generate_series(1, 30000) i",
                room, other, ada.id()));
        house.database.query(sql -> sql.execute("analyze rooms.message"));
        String plan = house.database.query(sql -> sql.fetch(
                        "explain select id from rooms.message where room_id = ? and id < ? order by id desc limit 50", room, house.database.newId())
                .format());
        assertTrue(plan.contains("message_pkey"), plan);
        assertFalse(plan.contains("Sort") || plan.contains("Seq Scan"), plan);
    }

    @Test
    void meta_comes_back_as_it_was_stored() {
        Message stored = house.transcript.add(new NewMessage(room, ada.id(), "cut off", Optional.empty(), Optional.of("{\"interrupted\":true}")));
        MessageView view = MessageView.of(house.transcript.find(room, stored.id()).orElseThrow());
        assertTrue(java.util.Objects.requireNonNull(view.metaJson()).path("interrupted").asBoolean());
    }
}
