package io.sparkbot.cli.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.cli.Sparkbot;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as a script runs it. */
class ConsoleTest {

    @TempDir
    Path folder;

    private FakeServer server;
    private final InputStream realIn = System.in;

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void open() throws Exception {
        server = new FakeServer();
    }

    @AfterEach
    void close() {
        System.setIn(realIn);
        server.close();
    }

    private Ran run(String input, String... options) {
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        List<String> all = new ArrayList<>(List.of("console", "--url", server.url(), "--passphrase", "open sesame",
                "--config", folder.resolve("cli.json").toString(), "--home", folder.resolve("home").toString()));
        all.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Sparkbot.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(all.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    @Test
    @Tag("F-553")
    void once_prints_the_answer_alone_and_ends() {
        Ran ran = run("", "--once", "  hello ");
        assertEquals(0, ran.code(), ran.err());
        assertEquals("You said hello\n", ran.out());
    }

    @Test
    @Tag("F-553")
    void once_with_a_dash_sends_the_whole_input_as_one_message() {
        Ran ran = run("a\nb\n", "--once", "-");
        assertEquals(List.of("a\nb"), server.messages);
        assertEquals(0, ran.code(), ran.err());
    }

    @Test
    @Tag("F-556")
    void a_server_of_its_own_and_the_address_of_another_are_wrong_usage() {
        Ran ran = run("", "--embedded", "--once", "hello");
        assertEquals(2, ran.code());
        assertTrue(ran.err().contains("--url and --embedded"), ran.err());
        assertEquals(List.of(), server.messages);
    }

    @Test
    @Tag("F-553")
    void an_empty_question_is_wrong_usage_and_a_failed_turn_an_error() {
        assertEquals(2, run("  \n", "--once", "-").code());
        assertEquals(1, run("", "--once", "fail").code());
        assertEquals(List.of("fail"), server.messages);
    }

    @Test
    @Tag("F-552")
    void the_loop_skips_blank_lines_prefixes_answers_and_ends_with_exit() {
        Ran ran = run("one\n\n   \ntwo\nexit\nthree\n");
        assertEquals(List.of("one", "two"), server.messages);
        assertEquals("assistant: You said one\nassistant: You said two\n", ran.out());
        assertEquals(0, ran.code());
    }

    @Test
    @Tag("F-554")
    void a_short_timeout_is_raised_and_other_chats_have_rooms_of_their_own() {
        assertEquals(120, Console.effectiveTimeout(5));
        assertEquals(300, Console.effectiveTimeout(300));
        Ran ran = run("", "--once", "hello", "--chat-id", "7", "--user-id", "3", "--timeout-seconds", "5");
        assertEquals(0, ran.code(), ran.err());
        assertEquals("Console 7, user 3", server.body("POST /chat/rooms/").path("name").asText());
        assertTrue(server.requests.contains("POST /chat/rooms/0193-made/messages/stream"), server.requests.toString());
    }

    @Test
    void json_prints_one_response_per_answer() throws Exception {
        Ran ran = run("", "--once", "hello", "--json");
        JsonNode response = Client.JSON.readTree(ran.out());
        assertEquals("console", response.path("channel").asText());
        assertEquals("1", response.path("chat_id").asText());
        assertEquals("You said hello", response.path("text").asText());
        assertEquals("markdown", response.path("render").path("kind").asText());
        assertTrue(response.path("metadata").path("should_reply").asBoolean());
        assertFalse(ran.out().strip().contains("\n"), ran.out());
    }
}
