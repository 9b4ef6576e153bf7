package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BranchTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private House house = new House(DATABASE);
    private Person ada = house.crowd.human("ada");
    private Person ben = house.crowd.human("ben");
    private Person bot = house.crowd.bot("sparkbot", "Sparkbot");
    private UUID room = UUID.randomUUID();

    @BeforeEach
    void empty() {
        DATABASE.clear();
        room = house.room(ada);
    }

    private Message answer(Message question, String content) {
        return house.transcript.add(new NewMessage(room, bot.id(), content, Optional.empty(), Optional.empty(), Optional.of(question.id()), Optional.empty()));
    }

    private Message otherAnswer(Message question, Message old, String content) {
        return house.transcript.add(new NewMessage(room, bot.id(), content, Optional.empty(), Optional.empty(), Optional.of(question.id()), Optional.of(old.id())));
    }

    private Message reword(Message question, String content) {
        house.transcript.setAside(room, question.id());
        return house.transcript.add(new NewMessage(room, ada.id(), content, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(question.id())));
    }

    private List<String> shown() {
        return House.contents(house.transcript.newest(room, 100));
    }

    private MessageListView page() {
        return new MessagePages(house.rooms, house.transcript).page(room, new MessagePages.Wanted(50, null, null, null), ada);
    }

    @Test
    @Tag("F-011")
    void another_answer_takes_the_place_of_the_first_and_both_can_be_chosen() throws Exception {
        Message question = house.say(room, ada, "q");
        Message first = answer(question, "a1");
        house.transcript.setAside(room, first.id());
        assertEquals(List.of("q"), shown());
        Message second = otherAnswer(question, first, "a2");
        house.say(room, ada, "after a2");
        assertEquals(List.of("q", "a2", "after a2"), shown());
        MessageView.BranchView branch = page().messages().get(1).branch();
        assertEquals(new MessageView.BranchView(1, 2, List.of(first.id(), second.id())), branch);
        house.transcript.choose(room, first.id());
        assertEquals(List.of("q", "a1"), shown());
        house.transcript.choose(room, second.id());
        assertEquals(List.of("q", "a2", "after a2"), shown());
        assertEquals(4, house.rooms.enter(room, ada).details().messageCount(), "nothing is lost");
        house.next(RoomEvent.PathChanged.class);
    }

    @Test
    void a_message_without_other_versions_carries_no_branch() {
        Message question = house.say(room, ada, "q");
        answer(question, "a");
        page().messages().forEach(message -> assertNull(message.branch()));
        Message other = reword(question, "q2");
        assertNotNull(page().messages().getFirst().branch());
        house.transcript.delete(house.rooms.require(room, ada), question.id());
        assertNull(page().messages().getFirst().branch(), "the other one is deleted");
        assertEquals(other.id(), page().messages().getFirst().id());
    }

    @Test
    void branches_within_branches_come_back_as_they_were_left() {
        house.say(room, ada, "start");
        Message q1 = house.say(room, ada, "q1");
        Message a1 = answer(q1, "a1");
        house.say(room, ada, "thanks for a1");
        Message q2 = reword(q1, "q2");
        Message a2 = answer(q2, "a2");
        house.transcript.setAside(room, a2.id());
        Message a2b = otherAnswer(q2, a2, "a2b");
        house.say(room, ada, "thanks for a2b");
        List<String> inner = List.of("start", "q2", "a2b", "thanks for a2b");
        assertEquals(inner, shown());
        house.transcript.choose(room, a1.id());
        assertEquals(List.of("start", "q1", "a1", "thanks for a1"), shown());
        house.transcript.choose(room, q2.id());
        assertEquals(inner, shown());
        house.transcript.choose(room, q1.id());
        house.transcript.choose(room, a2.id());
        assertEquals(List.of("start", "q2", "a2"), shown());
        house.transcript.choose(room, q1.id());
        house.transcript.choose(room, a2b.id());
        assertEquals(inner, shown());
    }

    @Test
    void an_answer_stays_with_its_question_when_another_branch_is_chosen_meanwhile() throws Exception {
        house.say(room, ada, "start");
        Message q1 = house.say(room, ada, "q1");
        Message q2 = reword(q1, "q2");
        house.transcript.choose(room, q1.id());
        Message late = answer(q2, "late answer to q2");
        assertEquals(List.of("start", "q1"), shown());
        assertTrue(house.told.stream().noneMatch(event -> event instanceof RoomEvent.MessageAdded added && added.message().id().equals(late.id())));
        house.transcript.choose(room, q2.id());
        assertEquals(List.of("start", "q2", "late answer to q2"), shown());
        house.transcript.choose(room, q1.id());
        assertEquals(List.of("start", "q2"), House.contents(house.transcript.before(room, late.id(), 10)), "before a hidden message stands its own path");
    }

    @Test
    void a_new_answer_that_comes_after_the_old_one_was_chosen_again_waits_as_a_branch() {
        Message question = house.say(room, ada, "q");
        Message first = answer(question, "a1");
        house.transcript.setAside(room, first.id());
        house.transcript.choose(room, first.id());
        Message second = otherAnswer(question, first, "a2");
        assertEquals(List.of("q", "a1"), shown());
        house.transcript.choose(room, second.id());
        assertEquals(List.of("q", "a2"), shown());
    }

    @Test
    void what_was_set_aside_for_nothing_is_put_back_and_what_came_meanwhile_stays() {
        Message question = house.say(room, ada, "q");
        Message first = answer(question, "a1");
        house.say(room, ada, "more");
        house.transcript.setAside(room, first.id());
        house.say(room, ada, "meanwhile");
        house.transcript.putBack(room, first.id());
        assertEquals(List.of("q", "a1", "more", "meanwhile"), shown());
        house.transcript.setAside(room, first.id());
        otherAnswer(question, first, "a2");
        house.transcript.putBack(room, first.id());
        assertFalse(shown().contains("a1"), "another version has its place");
    }

    @Test
    void pages_follow_the_shown_path_with_the_same_statements_however_many_branches_there_are() {
        Message question = house.say(room, ada, "q");
        Message last = answer(question, "a0");
        for (int i = 1; i <= 3; i++) {
            house.transcript.setAside(room, last.id());
            last = otherAnswer(question, last, "a" + i);
        }
        long few = DATABASE.statements(this::page);
        for (int i = 4; i <= 60; i++) {
            house.transcript.setAside(room, last.id());
            last = otherAnswer(question, last, "a" + i);
            question = house.say(room, ada, "q" + i);
            last = answer(question, "first answer to q" + i);
        }
        long many = DATABASE.statements(this::page);
        assertEquals(few, many);
        assertTrue(many <= 3, "statements: " + many);
        List<String> all = new ArrayList<>();
        String before = null;
        MessageListView page;
        do {
            page = new MessagePages(house.rooms, house.transcript).page(room, new MessagePages.Wanted(7, before, null, null), ada);
            all.addAll(0, page.messages().stream().map(MessageView::content).toList());
            before = page.messages().getFirst().id().toString();
        } while (page.hasMore());
        assertEquals(House.contents(house.transcript.newest(room, 200)), all);
    }

    @Test
    void the_shown_path_is_read_from_its_own_index_past_any_number_of_hidden_messages() {
        house.database.transaction(sql -> sql.execute(
                "insert into rooms.message (room_id, id, sender_id, content, created_at, aside) select ?::uuid, "
                        + "overlay(gen_random_uuid()::text placing lpad(to_hex(i), 8, '0') from 1 for 8)::uuid, ?::uuid, 'x', now(), "
                        + "case when i > 1000 then ?::uuid end from generate_series(1, 30000) i",
                room, ada.id(), UUID.randomUUID()));
        house.database.query(sql -> sql.execute("analyze rooms.message"));
        String plan = house.database.query(sql -> sql.fetch(
                        "explain select id from rooms.message where room_id = ? and aside is null and id < ? order by id desc limit 50", room, house.database.newId())
                .format());
        assertTrue(plan.contains("message_shown"), plan);
        assertFalse(plan.contains("Sort") || plan.contains("Seq Scan"), plan);
    }

    @Test
    void a_branch_that_would_move_too_many_messages_is_refused_with_the_limit() {
        Message question = house.say(room, ada, "q");
        house.database.transaction(sql -> sql.execute(
                "insert into rooms.message (room_id, id, sender_id, content, created_at) select ?::uuid, "
                        + "overlay(gen_random_uuid()::text placing 'ffffffff' from 1 for 8)::uuid, ?::uuid, 'x', now() from generate_series(1, ?) i",
                room, ada.id(), BranchStore.MOVED_AT_MOST));
        Problem refused = assertThrows(Problem.class, () -> house.transcript.setAside(room, question.id()));
        assertEquals(409, refused.status());
        assertTrue(refused.detail().contains("10000"), refused.detail());
    }

    @Test
    void unknown_and_foreign_messages_are_not_found_and_viewers_choose_nothing() {
        house.join(room, ben, RoomRole.VIEWER);
        Message question = house.say(room, ada, "q");
        Message foreign = house.say(house.room(ada), ada, "elsewhere");
        MessagesResource resource = new MessagesResource(house.rooms, house.transcript);
        assertEquals(404, assertThrows(Problem.class, () -> resource.choose(room, foreign.id(), ada)).status());
        assertEquals(404, assertThrows(Problem.class, () -> house.transcript.choose(room, UUID.randomUUID())).status());
        assertEquals("viewer_read_only", assertThrows(Problem.class, () -> resource.choose(room, question.id(), ben)).code());
        assertEquals("not_member", assertThrows(Problem.class, () -> resource.choose(room, question.id(), house.crowd.human("carl"))).code());
        assertEquals(List.of("q"), resource.choose(room, question.id(), ada).messages().stream().map(MessageView::content).toList());
    }

    @Test
    void parallel_choices_leave_exactly_one_version_shown() throws Exception {
        Message question = house.say(room, ada, "q");
        List<Message> versions = new ArrayList<>(List.of(answer(question, "a0")));
        for (int i = 1; i < 6; i++) {
            house.transcript.setAside(room, versions.getLast().id());
            versions.add(otherAnswer(question, versions.getFirst(), "a" + i));
        }
        List<Future<?>> choices = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 48; i++) {
                UUID chosen = versions.get(i % versions.size()).id();
                choices.add(threads.submit(() -> House.insisting(() -> {
                    house.transcript.choose(room, chosen);
                    return chosen;
                })));
            }
        }
        for (Future<?> choice : choices) {
            choice.get();
        }
        assertEquals(2, shown().size(), shown()::toString);
    }
}
