package io.sparkbot.cli.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.cli.chat.Conversation.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** W-29: a person at the terminal answers where the question appears. */
class InlineApprovalTest {

    @TempDir
    Path folder;

    private final StringWriter shown = new StringWriter();
    private final Deque<String> answers = new ArrayDeque<>();
    private volatile Runnable interrupt = () -> {};
    private FakeServer server;
    private Client client;
    private Screen screen;

    private final Asker person = new Asker() {
        @Override
        public boolean isPerson() {
            return true;
        }

        @Override
        public Optional<String> line(String prompt) {
            shown.append(prompt);
            return Optional.ofNullable(answers.poll());
        }

        @Override
        public Optional<String> secret(String prompt) {
            return line(prompt);
        }

        @Override
        public Runnable onInterrupt(Runnable action) {
            interrupt = action;
            return () -> interrupt = () -> {};
        }

        @Override
        public void close() {}
    };

    @BeforeEach
    void open() throws Exception {
        server = new FakeServer();
        client = new Client(server.url(), Duration.ofSeconds(10));
        PrintWriter out = new PrintWriter(shown, true);
        screen = new Screen(out, out, false, false);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private Conversation conversation() throws Exception {
        return conversation(Duration.ofSeconds(20));
    }

    private Conversation conversation(Duration patience) throws Exception {
        return new Conversation(
                client, screen, person, patience, new Door(client, person, screen, folder.resolve("cli.json"), Optional.empty()).enter(Optional.of("open sesame")));
    }

    @Test
    void yes_runs_the_call_and_the_answer_goes_on() throws Exception {
        answers.add("y");

        assertEquals(Result.OK, conversation().take("delete"));

        assertTrue(shown.toString().contains("Sparkbot wants to delete the file a.txt (filesystem)"), shown.toString());
        assertTrue(shown.toString().contains("deleted"), shown.toString());
    }

    @Test
    void no_is_told_to_the_model_and_the_answer_goes_on() throws Exception {
        answers.add("");

        assertEquals(Result.OK, conversation().take("delete"));

        assertTrue(server.requests.contains("DELETE /chat/rooms/0193-room/confirmations/c1"));
        assertTrue(server.requests.contains("GET /chat/rooms/0193-room/turns/0193-turn/events?after=3"), server.requests.toString());
        assertTrue(shown.toString().contains("all right, not"), shown.toString());
    }

    @Test
    void anything_else_is_asked_again() throws Exception {
        answers.addAll(List.of("perhaps", "approve"));

        assertEquals(Result.OK, conversation().take("delete"));

        assertTrue(shown.toString().contains("answer y (approve) or n (deny)"), shown.toString());
        assertTrue(shown.toString().contains("deleted"), shown.toString());
    }

    @Test
    void ctrl_c_stops_the_answer_on_the_server() throws Exception {
        Conversation conversation = conversation();
        Thread reader = Thread.ofVirtual().start(() -> {
            while (!server.messages.contains("hang")) {
                Thread.onSpinWait();
            }
            interrupt.run();
        });

        conversation.take("hang");

        reader.join();
        assertTrue(server.requests.contains("POST /chat/rooms/0193-room/turns/0193-turn/stop"), server.requests.toString());
    }

    @Test
    @Timeout(60)
    void a_second_ctrl_c_leaves_an_answer_that_does_not_end() throws Exception {
        Conversation conversation = conversation(Duration.ofMinutes(10));
        Thread reader = Thread.ofVirtual().start(() -> {
            while (!server.messages.contains("deaf")) {
                Thread.onSpinWait();
            }
            interrupt.run();
            interrupt.run();
        });

        assertEquals(Result.QUIT, conversation.take("deaf"));

        reader.join();
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(Result.OK, conversation.take("hello"), "the terminal goes on working");
    }

    @Test
    @Tag("F-544")
    void a_named_account_is_signed_in_with_its_password_and_remembered_by_name() throws Exception {
        answers.add("ada's own");

        new Door(client, person, screen, folder.resolve("cli.json"), Optional.of("ada")).enter(Optional.empty());

        assertTrue(shown.toString().contains("Password for ada: "), shown.toString());
        assertEquals("ada", SavedSignIn.load(folder.resolve("cli.json")).orElseThrow().username());
        new Door(client, person, screen, folder.resolve("cli.json"), Optional.of("ada")).enter(Optional.empty());
        assertEquals(1, server.logins(), "the saved session is hers");
        answers.add("ben's own");
        new Door(client, person, screen, folder.resolve("cli.json"), Optional.of("ben")).enter(Optional.empty());
        assertEquals(2, server.logins(), "another account signs in anew");
    }

    @Test
    void a_passphrase_is_asked_for_and_enter_means_the_local_one() throws Exception {
        answers.add("open sesame");

        new Door(client, person, screen, folder.resolve("cli.json"), Optional.empty()).enter(Optional.empty());

        assertTrue(shown.toString().contains("Passphrase [sparkbot-local]: "), shown.toString());
        assertTrue(Files.exists(folder.resolve("cli.json")));
    }

    @Test
    @Tag("F-556")
    void the_usual_passphrase_is_tried_before_anybody_is_asked_and_a_wrong_one_asks() throws Exception {
        Path first = folder.resolve("first.json");
        new Door(client, person, screen, first, Optional.empty()).enter(Optional.empty(), Optional.of("open sesame"));
        assertFalse(shown.toString().contains("Passphrase"), shown.toString());
        assertTrue(Files.exists(first));

        answers.add("open sesame");
        new Door(client, person, screen, folder.resolve("second.json"), Optional.empty()).enter(Optional.empty(), Optional.of("changed since"));
        assertTrue(shown.toString().contains("Passphrase"), shown.toString());
        assertEquals(2, server.logins());
    }

    @Test
    @Tag("F-540")
    void setup_tests_a_key_before_it_is_saved() throws Exception {
        answers.addAll(List.of("y", "bad", "", "y", "good", "gpt-x", "", "", ""));
        Conversation conversation = conversation();

        conversation.take("/setup");
        assertTrue(shown.toString().contains("The key is not right."), shown.toString());
        assertFalse(server.requests.contains("POST /chat/models/config"));

        conversation.take("/setup");
        var saved = server.body("POST /chat/models/config");
        assertEquals("good", saved.path("providers").path("openai_api_key").asText());
        assertEquals("gpt-x", saved.path("stack").path("primary").asText());
        assertTrue(shown.toString().contains("Keys were saved."), shown.toString());
    }
}
