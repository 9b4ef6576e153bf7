package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a model is given of a long conversation, and what that costs. */
@Timeout(120)
class ContextTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms", "turns");

    private Plant plant;
    private Plant.Machine machine;
    private ContextView context;
    private Compaction compaction;

    @BeforeEach
    void build() {
        plant = new Plant(DATABASE);
        machine = plant.machine();
        context = new ContextView(plant.messages, plant.settings);
        compaction = new Compaction(plant.messages, plant.crowd, machine.contributions(), plant.settings);
    }

    @AfterEach
    void close() {
        plant.close();
    }

    private Message say(String content) {
        return plant.messages.add(new NewMessage(plant.room, plant.ada.id(), content));
    }

    private void say(int count) {
        for (int i = 0; i < count; i++) {
            say("message " + i);
        }
    }

    /** Old messages, far more quickly than one by one. */
    private void fill(int count) {
        plant.database.transaction(sql -> sql.execute(
                "insert into rooms.message (room_id, id, sender_id, content, created_at) select ?::uuid, "
                        + "overlay(gen_random_uuid()::text placing lpad(to_hex(i), 8, '0') from 1 for 8)::uuid, ?::uuid, "
                        + "'old message ' || i, now() from generate_series(1, ?) i",
                plant.room, plant.ada.id(), count));
        plant.database.query(sql -> sql.execute("analyze rooms.message"));
    }

    private ContextView.View view(Message current) {
        return context.before(current, List.of(), false, plant.settings.historyTokens());
    }

    private Turn turn(Message message) {
        return plant.store.insert(plant.room, plant.ada.id(), message.id(), new TurnStore.Origin("web", true, Optional.empty()), UUID.randomUUID());
    }

    private String summarised(String summary) {
        plant.model.then(ScriptedModel.saying(summary));
        compaction.after(turn(plant.messages.newest(plant.room, 1).getFirst()));
        List<ModelMessage> asked = plant.model.requests.getLast().messages();
        return ((ModelMessage.User) asked.getLast()).text();
    }

    @Test
    @Tag("F-010")
    void what_falls_out_of_the_view_is_summarised_and_no_message_is_lost() {
        say(35);
        String material = summarised("They counted to thirty-five.");
        assertTrue(material.contains("message 0\n") && material.contains("message 14") && !material.contains("message 15"), material);
        ContextView.View view = view(say("now"));
        assertEquals("They counted to thirty-five.", view.summary());
        assertEquals(20, view.messages().size());
        assertEquals("message 15", view.messages().getFirst().content(), "the newest are there word by word");
        assertEquals(36, plant.messages.newest(plant.room, 100).size());
    }

    @Test
    @Tag("F-010")
    void the_next_summary_is_made_of_the_last_one_and_what_came_since_and_not_before_there_is_enough() {
        say(35);
        summarised("first summary");
        int requests = plant.model.requests.size();
        say(Compaction.PORTION - 1);
        compaction.after(turn(say("one")));
        assertEquals(requests + 1, plant.model.requests.size());
        String material = ((ModelMessage.User) plant.model.requests.getLast().messages().getLast()).text();
        assertTrue(material.contains("first summary") && material.contains("message 24") && !material.contains("message 14"), material);
        compaction.after(turn(say("two")));
        assertEquals(requests + 1, plant.model.requests.size(), "one message more is not worth a summary");
    }

    @Test
    @Tag("D-13")
    void the_model_reads_the_summary_before_the_messages_and_the_question_once() throws Exception {
        say(35);
        summarised("They counted.");
        plant.model.then(ScriptedModel.saying("36"));
        Plant.readAll(machine.engine(), machine.engine().start(plant.says(plant.ada, "and then?")));
        List<ModelMessage> asked = plant.model.requests.getLast().messages();
        assertEquals(new ModelMessage.Assistant("They counted.", List.of()), asked.get(2));
        assertEquals(new ModelMessage.User("message 15"), asked.get(3));
        assertEquals(1, asked.stream().filter(new ModelMessage.User("and then?")::equals).count());
    }

    @Test
    void a_summary_holds_only_on_the_path_it_was_made_of() {
        say(30);
        Message fork = say("fork");
        say(34);
        summarised("with the fork");
        assertEquals("with the fork", view(say("now")).summary());
        plant.messages.setAside(plant.room, fork.id());
        assertEquals("", view(say("other way")).summary());
        plant.messages.choose(plant.room, fork.id());
        assertEquals("with the fork", view(say("back")).summary());
    }

    @Test
    @Tag("F-041")
    void a_fresh_start_keeps_older_messages_out_of_the_view_and_in_the_room() {
        say(5);
        Message last = say("last");
        plant.messages.addCheckpoint(plant.room, new Messages.Checkpoint(last.id(), ""));
        Message reply = plant.messages.add(new NewMessage(plant.room, plant.ada.id(), "what about that?", Optional.of(last.id()), Optional.empty()));
        assertEquals(List.of("last"), view(reply).messages().stream().map(Message::content).toList(), "the message replied to is always there");
        say("new topic");
        assertEquals(List.of("what about that?", "new topic"), view(say("now")).messages().stream().map(Message::content).toList());
        assertEquals(9, plant.messages.newest(plant.room, 100).size());
    }

    @Test
    void long_messages_fall_out_by_their_tokens_and_are_summarised_too() {
        plant.set.put("history_tokens", 1000);
        for (int i = 0; i < 15; i++) {
            say("long " + i + " " + "x".repeat(1000));
        }
        assertEquals(3, view(say("now")).messages().size());
        summarised("much was said");
        assertEquals("much was said", view(say("again")).summary());
        assertTrue(Tokens.estimate("日本語のテキスト") >= 8 && Tokens.estimate("abcd".repeat(100)) == 100);
    }

    @Test
    void a_notice_is_told_when_wished_and_is_no_part_of_the_conversation() {
        plant.set.put("compaction_notices", true);
        say(35);
        summarised("short");
        Message notice = plant.messages.newest(plant.room, 1).getFirst();
        assertTrue(ContextView.isNotice(notice));
        assertFalse(view(say("now")).messages().contains(notice));
        assertEquals("sparkbot", notice.senderUsername());
    }

    @Test
    void a_summary_that_fails_changes_nothing_and_is_tried_again() {
        say(35);
        plant.model.then(ScriptedModel.failing(ModelFailure.Kind.UPSTREAM, ""));
        compaction.after(turn(say("one")));
        assertEquals("", view(say("now")).summary());
        summarised("second try");
        assertEquals("second try", view(say("again")).summary());
    }

    @Test
    void a_turn_is_summarised_after_it_has_ended() throws Exception {
        say(40);
        plant.model.then(ScriptedModel.saying("answer")).then(ScriptedModel.saying("summary"));
        plant.set.put("compaction_notices", true);
        Plant.readAll(machine.engine(), machine.engine().start(plant.says(plant.ada, "now")));
        for (RoomEvent event = plant.heard.poll(20, TimeUnit.SECONDS); ; event = plant.heard.poll(20, TimeUnit.SECONDS)) {
            if (event == null) {
                throw new AssertionError("no notice");
            }
            if (event instanceof RoomEvent.MessageAdded added && ContextView.isNotice(added.message())) {
                break;
            }
        }
        assertEquals("summary", view(say("again")).summary());
    }

    @Test
    void a_context_that_is_too_long_for_the_model_is_shortened_once() throws Exception {
        for (int i = 0; i < 12; i++) {
            say("y".repeat(4000));
        }
        plant.model.then(ScriptedModel.failing(ModelFailure.Kind.CONTEXT_TOO_LONG, "")).then(ScriptedModel.saying("now it fits"));
        Turn turn = machine.engine().start(plant.says(plant.ada, "now"));
        Plant.last(Plant.readAll(machine.engine(), turn), TurnEvent.Done.class);
        assertEquals(14, plant.model.requests.getFirst().messages().size());
        assertEquals(5, plant.model.requests.getLast().messages().size());
        plant.model.then(ScriptedModel.failing(ModelFailure.Kind.CONTEXT_TOO_LONG, "")).then(ScriptedModel.failing(ModelFailure.Kind.CONTEXT_TOO_LONG, ""));
        Turn hopeless = machine.engine().start(plant.says(plant.ada, "again"));
        assertEquals("model_context_too_long", Plant.last(Plant.readAll(machine.engine(), hopeless), TurnEvent.Failed.class).code());
    }

    /** The default keeps the suite quick; {@code -Dsparkbot.messages=1000000} shows the same for a million. */
    @Test
    @Tag("D-13")
    void the_context_of_a_turn_costs_the_same_with_ten_messages_and_with_very_many() {
        say(10);
        Message few = say("now");
        long statements = DATABASE.statements(() -> view(few));
        long pages = pages(few);
        fill(Integer.getInteger("sparkbot.messages", 100_000));
        Message many = say("now");
        assertEquals(statements, DATABASE.statements(() -> view(many)));
        assertTrue(statements <= 4, "statements: " + statements);
        assertTrue(pages(many) <= pages + 30, "pages read: " + pages(many) + " instead of " + pages);
        long first = DATABASE.statements(() -> summarised("summary"));
        assertTrue(first <= 12, "statements of a summary: " + first);
    }

    /** Pages that the database touches for the newest messages before this one. */
    private long pages(Message current) {
        String plan = plant.database.query(sql -> sql.fetch(
                        "explain (analyze, buffers, costs off, timing off, summary off) select * from rooms.message where room_id = ? and aside is null and id < ? order by id desc limit 20",
                        plant.room, current.id())
                .formatCSV());
        assertFalse(plan.contains("Seq Scan"), plan);
        java.util.regex.Matcher hit = java.util.regex.Pattern.compile("Buffers: shared hit=(\\d+)").matcher(plan);
        java.util.regex.Matcher read = java.util.regex.Pattern.compile("read=(\\d+)").matcher(plan);
        return (hit.find() ? Long.parseLong(hit.group(1)) : 0) + (read.find() ? Long.parseLong(read.group(1)) : 0);
    }
}
