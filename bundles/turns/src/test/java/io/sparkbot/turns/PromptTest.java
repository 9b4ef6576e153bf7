package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.person.Preferences;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.turn.Enclosures;
import io.sparkbot.api.turn.PromptPart;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PromptTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms", "turns");

    private Plant plant = new Plant(DATABASE);
    private Prompt prompt = prompt();

    @BeforeEach
    void build() {
        plant = new Plant(DATABASE);
        prompt = prompt();
    }

    private Prompt prompt() {
        try {
            return new Prompt(new BasePrompt(""), plant.settings, plant.messages);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private record Part(PromptPart.Place place, String said) implements PromptPart {
        @Override
        public Optional<String> text(Context context) {
            if (said.equals("fail")) {
                throw new IllegalStateException("no memory today");
            }
            return Optional.of(said);
        }
    }

    private Message say(String content) {
        return plant.messages.add(new NewMessage(plant.room, plant.ada.id(), content));
    }

    private Message answer(String content) {
        return plant.messages.add(new NewMessage(plant.room, plant.crowd.bot("sparkbot", "Sparkbot").id(), content));
    }

    private List<String> heard(Message current, boolean resumed) {
        Room room = plant.rooms.find(plant.room).orElseThrow();
        return prompt.opening(room, plant.ada, current, List.of(), List.of(), resumed, Optional.empty(), plant.settings.historyTokens()).stream().skip(1).map(PromptTest::line).toList();
    }

    private static String line(ModelMessage message) {
        return switch (message) {
            case ModelMessage.User user -> "U:" + user.text();
            case ModelMessage.Assistant assistant -> "A:" + assistant.text();
            default -> throw new AssertionError(message);
        };
    }

    @Test
    @Tag("D-19")
    void D_19_instructions_stand_in_their_order_and_a_failing_part_is_left_out() {
        Room room = new Room(plant.room, "Kitchen", Optional.of("all about food"), plant.ada.id(), Instant.EPOCH, Instant.EPOCH, Optional.of("You are a cook."), false);
        String text = prompt.instructions(
                new PromptPart.Context(room, plant.ada, "hi"),
                List.of(new Part(PromptPart.Place.MEMORY, "MEMORY"), new Part(PromptPart.Place.POLICIES, "POLICY"), new Part(PromptPart.Place.AGENT, "fail"), new Part(PromptPart.Place.SKILLS, "SKILLS")));
        int last = -1;
        for (String part : List.of("# Identity", "POLICY", "You are a cook.", "## Room Context", "SKILLS", "MEMORY")) {
            int place = text.indexOf(part);
            assertTrue(place > last, part + " in\n" + text);
            last = place;
        }
        assertTrue(text.contains("Kitchen") && text.contains("all about food") && text.contains("Execution gate: closed"));
    }

    @Test
    @Tag("F-025")
    void the_room_is_told_with_its_name_description_and_gate() {
        Room open = new Room(plant.room, "Kitchen", Optional.of("all about food"), plant.ada.id(), Instant.EPOCH, Instant.EPOCH, Optional.empty(), true);
        String text = prompt.instructions(new PromptPart.Context(open, plant.ada, "hi"), List.of());
        assertTrue(text.contains("- Room: Kitchen\n- Description: all about food\n- Execution gate: open"), text);
    }

    @Test
    void who_asks_is_told_with_the_day_where_they_are_and_the_language_they_chose() {
        AskerPart part = new AskerPart(Clock.fixed(Instant.parse("2026-03-07T20:00:00Z"), ZoneOffset.UTC));
        PromptPart.Context context = new PromptPart.Context(plant.rooms.find(plant.room).orElseThrow(), plant.ada, "hi");
        assertTrue(part.text(context).orElseThrow().contains("- Time zone: " + ZoneId.systemDefault()), "nothing chosen");
        assertFalse(part.text(context).orElseThrow().contains("Language"));
        Preferences chosen = person -> person.equals(plant.ada.id())
                ? new Preferences.Choice(Optional.of(Locale.GERMAN), Optional.of(ZoneId.of("Asia/Tokyo")))
                : new Preferences.Choice(Optional.empty(), Optional.empty());
        part.setPreferences(chosen);
        String text = part.text(context).orElseThrow();
        assertTrue(text.contains("- Name: ada\n- Time zone: Asia/Tokyo\n- Today: Sunday, 8 March 2026\n- Language: German."), text);
        part.unsetPreferences(chosen);
        assertFalse(part.text(context).orElseThrow().contains("Tokyo"));
    }

    @Test
    @Tag("F-009")
    void the_model_sees_the_newest_messages_and_the_current_one_once() {
        for (int i = 0; i < 15; i++) {
            say("question " + i);
            answer("answer " + i);
        }
        List<String> heard = heard(say("now"), false);
        assertEquals(21, heard.size());
        assertEquals(List.of("U:question 5", "A:answer 5"), heard.subList(0, 2));
        assertEquals(List.of("A:answer 14", "U:now"), heard.subList(19, 21));
    }

    @Test
    void the_message_that_is_replied_to_is_always_there() {
        Message old = say("the old plan");
        for (int i = 0; i < 30; i++) {
            answer("answer " + i);
        }
        Message reply = plant.messages.add(new NewMessage(plant.room, plant.ada.id(), "what about it?", Optional.of(old.id()), Optional.empty()));
        List<String> heard = heard(reply, false);
        assertEquals("U:the old plan", heard.getFirst());
        assertEquals(22, heard.size());
        plant.set.put("history_messages", 0);
        assertEquals(List.of("U:the old plan", "U:what about it?"), heard(reply, false));
    }

    @Test
    void long_histories_lose_their_oldest_messages() {
        plant.set.put("history_tokens", 250);
        say("a".repeat(700));
        answer("b".repeat(600));
        say("c".repeat(300));
        assertEquals(List.of("A:" + "b".repeat(600), "U:" + "c".repeat(300), "U:now"), heard(say("now"), false));
    }

    @Test
    void other_people_are_named() {
        plant.messages.add(new NewMessage(plant.room, plant.ben.id(), "I disagree"));
        assertEquals(List.of("U:ben: I disagree", "U:who is right?"), heard(say("who is right?"), false));
    }

    @Test
    void a_message_that_waited_knows_the_answer_before_it_and_not_the_questions_after_it() {
        say("first");
        Message second = say("second");
        answer("answer to first");
        say("third");
        assertEquals(List.of("U:first", "A:answer to first", "U:second"), heard(second, false));
        assertEquals(List.of("U:first", "U:second"), heard(second, true));
    }

    @Test
    void a_prompt_file_that_is_missing_or_blank_is_a_reason_not_to_start(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("system.md");
        assertTrue(String.valueOf(assertThrows(IOException.class, () -> new BasePrompt(file.toString())).getMessage()).contains("SPARKBOT_SYSTEM_PROMPT_FILE"));
        Files.writeString(file, "  \n");
        assertThrows(IOException.class, () -> new BasePrompt(file.toString()));
    }

    @Test
    void a_prompt_file_is_read_again_when_it_changes_and_keeps_its_last_good_text(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("system.md"), "Be brief.");
        BasePrompt base = new BasePrompt(file.toString());
        assertEquals("Be brief.", base.text(file.toString()));
        Files.writeString(file, "Be long.");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
        assertEquals("Be long.", base.text(file.toString()));
        Files.delete(file);
        assertEquals("Be long.", base.text(file.toString()));
        assertTrue(base.text("").startsWith("# Identity"));
    }

    private static Enclosures enclosing(String text, byte[] image) {
        return (messages, images) -> {
            Map<UUID, Enclosures.Enclosed> all = new HashMap<>();
            messages.forEach(message -> all.put(message.id(), new Enclosures.Enclosed(text, List.of(new ModelMessage.Image("image/png", image)))));
            return all;
        };
    }

    private Message send(String content) {
        return plant.messages.add(new NewMessage(plant.room, plant.ada.id(), content, Optional.empty(), Optional.of("{\"upload\":{}}")));
    }

    private List<ModelMessage> opening(Message current, Enclosures... enclosures) {
        Room room = plant.rooms.find(plant.room).orElseThrow();
        return prompt().opening(room, plant.ada, current, List.of(), List.of(enclosures), false, Optional.empty(), plant.settings.historyTokens());
    }

    @Test
    @Tag("W-46")
    void what_came_with_a_message_goes_to_the_model_now_and_later() {
        byte[] image = {1, 2};
        Message sent = send("look");
        ModelMessage.User first = (ModelMessage.User) opening(sent, enclosing("a file", image)).getLast();
        assertEquals("look\n\na file", first.text());
        assertSame(image, first.images().getFirst().data());

        List<ModelMessage> later = opening(say("and its colour?"), enclosing("a file", image));
        assertEquals("look\n\na file", ((ModelMessage.User) later.get(1)).text());
        assertEquals(new ModelMessage.User("and its colour?"), later.getLast());
    }

    @Test
    void a_service_of_enclosures_that_fails_costs_only_what_it_knew() {
        Enclosures broken = (messages, images) -> {
            throw new IllegalStateException("no files today");
        };
        assertEquals("look\n\na file", ((ModelMessage.User) opening(send("look"), broken, enclosing("a file", new byte[0])).getLast()).text());
    }

    @Test
    void enclosures_count_against_the_limit_of_the_history() {
        plant.set.put("history_tokens", 250);
        send("old");
        List<ModelMessage> opening = opening(say("new"), enclosing("x".repeat(1_000), new byte[0]));
        assertEquals(2, opening.size(), opening::toString);
    }
}
