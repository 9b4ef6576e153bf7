package io.sparkbot.cli.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.cli.Sparkbot;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a script runs it. */
class ChatTest {

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

    @Test
    @Tag("F-542")
    void one_message_prints_the_answer_alone_on_the_output() {
        Ran ran = signedIn("hello");

        assertEquals(0, ran.code(), ran.err());
        assertEquals("You said hello\n", ran.out());
        assertTrue(ran.err().contains("… work out 1+1"), ran.err());
        assertTrue(ran.err().contains("✓ calculate"), ran.err());
    }

    @Test
    @Tag("F-543")
    void every_line_of_a_pipe_is_a_message() {
        Ran ran = piped("one\n\n  \ntwo\n");

        assertEquals(List.of("one", "two"), server.messages);
        assertEquals("You said one\nYou said two\n", ran.out());
        assertEquals(0, ran.code());
    }

    @Test
    void a_line_that_fails_is_reported_and_the_next_one_is_sent() {
        Ran ran = piped("fail\nrefuse\nafter\n");

        assertEquals(List.of("fail", "refuse", "after"), server.messages);
        assertTrue(ran.err().contains("The model did not answer."), ran.err());
        assertTrue(ran.err().contains("Viewers may not write."), ran.err());
        assertEquals("You said after\n", ran.out());
        assertEquals(1, ran.code());
    }

    /** W-70 */
    @Test
    @Tag("F-539")
    @Tag("W-70")
    void quit_in_a_pipe_ends_it_and_is_not_sent() {
        Ran ran = piped("one\n/quit\ntwo\n");

        assertEquals(List.of("one"), server.messages);
        assertEquals(0, ran.code());
    }

    @Test
    void a_slash_line_that_is_no_command_is_a_message() {
        signedIn("/breakglass");

        assertEquals(List.of("/breakglass"), server.messages);
    }

    /** W-70 */
    @Test
    @Tag("F-544")
    @Tag("W-70")
    void the_saved_file_holds_a_token_for_its_owner_alone_and_never_the_passphrase() throws Exception {
        signedIn("hello");

        Path file = folder.resolve("cli.json");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String saved = Files.readString(file);
        assertTrue(saved.contains("token-1") && saved.contains(server.url()), saved);
        assertFalse(saved.contains("sesame"), saved);
    }

    /** W-70 */
    @Test
    @Tag("W-70")
    void the_second_call_does_not_sign_in_again() {
        signedIn("hello");
        Ran ran = run("chat", "--url", server.url(), "again");

        assertEquals(0, ran.code(), ran.err());
        assertEquals(1, server.logins());
    }

    @Test
    void an_ended_session_is_renewed_with_the_passphrase() {
        signedIn("hello");
        server.revoke();

        assertEquals(3, run("chat", "--url", server.url(), "again").code());
        assertEquals(0, signedIn("again").code());
        assertEquals(2, server.logins());
    }

    @Test
    void a_wrong_passphrase_ends_with_3_and_is_not_saved() {
        Ran ran = run("chat", "--url", server.url(), "--passphrase", "wrong", "hello");

        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("This passphrase is not right."), ran.err());
        assertFalse(Files.exists(folder.resolve("cli.json")));
    }

    @Test
    void without_passphrase_and_terminal_it_says_how_to_sign_in() {
        Ran ran = run("chat", "--url", server.url(), "hello");

        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("--passphrase"), ran.err());
    }

    @Test
    @Tag("F-545")
    @Tag("W-70")
    void nobody_there_ends_with_4_and_says_what_to_do() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Ran ran = run("chat", "--url", "http://127.0.0.1:" + free, "--passphrase", "x", "hello");

        assertEquals(4, ran.code());
        assertTrue(ran.err().contains("no Sparkbot server answers at"), ran.err());
    }

    @Test
    void an_address_that_is_none_ends_with_2() {
        assertEquals(2, run("chat", "--url", "localhost", "--passphrase", "x", "hello").code());
    }

    @Test
    void an_unknown_option_ends_with_2() {
        assertEquals(2, run("chat", "--loud").code());
    }

    @Test
    @Tag("F-557")
    void an_answer_that_takes_too_long_ends_with_124() {
        Ran ran = run("chat", "--url", server.url(), "--passphrase", "open sesame", "--timeout", "1", "hang");

        assertEquals(124, ran.code());
        assertTrue(ran.err().contains("did not end in time"), ran.err());
    }

    @Test
    void a_dropped_stream_is_joined_again_where_it_broke() {
        Ran ran = signedIn("cut");

        assertEquals(0, ran.code(), ran.err());
        assertEquals("first \nsecond\n", ran.out());
        assertTrue(server.requests.contains("GET /chat/rooms/0193-room/turns/0193-turn/events?after=2"), server.requests.toString());
    }

    @Test
    void a_connection_that_breaks_before_the_message_is_confirmed_is_not_sent_again() {
        Ran ran = signedIn("cut before");

        assertEquals(1, ran.code());
        assertEquals(List.of("cut before"), server.messages);
        assertTrue(ran.err().contains("look into the room before sending it again"), ran.err());
    }

    /** W-29 */
    @Test
    void an_error_in_the_stream_shows_its_detail_and_ends_with_1() {
        Ran ran = signedIn("fail");

        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("The model did not answer."), ran.err());
    }

    /** W-29 */
    @Test
    void a_call_that_needs_a_yes_is_shown_with_the_way_to_answer() {
        Ran ran = signedIn("delete");

        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("delete the file a.txt"), ran.err());
        assertTrue(ran.err().contains("it cannot be undone"), ran.err());
        assertTrue(ran.err().contains("/approve"), ran.err());
    }

    @Test
    @Tag("F-549")
    void approve_runs_the_call_that_waits_and_follows_the_turn() {
        Ran ran = signedIn("/approve");

        assertEquals(0, ran.code(), ran.err());
        assertEquals("Approved: delete a.txt\nall right, not\n", ran.out());
        assertTrue(server.requests.contains("GET /chat/rooms/0193-room/turns/0193-turn/events?after=3"), server.requests.toString());
    }

    @Test
    @Tag("F-548")
    void commands_of_the_server_run_there_by_name_and_alias_and_a_no_is_never_a_message() {
        assertEquals("ran /deny 12\n", signedIn("/deny 12").out());
        assertEquals("ran /YES\n", signedIn("/YES").out());
        assertEquals(List.of(), server.messages);
    }

    @Test
    @Tag("F-043")
    void search_is_carried_out_here_and_shows_the_hits() {
        assertEquals("Searching\n2026-03-07 12:00  ada: buy milk & honey\n", signedIn("/search milk").out());
    }

    @Test
    void another_room_is_gone_to_by_name() {
        Ran ran = run("chat", "--url", server.url(), "--passphrase", "open sesame", "--room", "kitchen", "hello");
        assertEquals(0, ran.code(), ran.err());
        assertTrue(server.requests.contains("POST /chat/rooms/0193-other/messages/stream"), server.requests.toString());
        Ran nowhere = run("chat", "--url", server.url(), "--passphrase", "open sesame", "--room", "cellar", "hello");
        assertEquals(1, nowhere.code());
        assertTrue(nowhere.err().contains("Kitchen"), nowhere.err());
    }

    @Test
    void a_pipe_can_approve_in_its_next_line() {
        Ran ran = piped("delete\n/approve\n");

        assertEquals("Approved: delete a.txt\nall right, not\n", ran.out());
    }

    @Test
    @Tag("F-557")
    void json_prints_every_event_as_one_line() throws Exception {
        Ran ran = run("chat", "--json", "--url", server.url(), "--passphrase", "open sesame", "hello");

        List<String> types = new ArrayList<>();
        for (String line : ran.out().split("\n")) {
            types.add(Client.JSON.readTree(line).path("type").asText());
        }
        assertEquals(List.of("human_message", "routing", "tool_start", "tool_done", "token", "token", "done"), types);
    }

    @Test
    void what_a_model_says_cannot_drive_the_terminal() {
        Ran ran = signedIn("escape");

        assertEquals("a]0;evilb\n", ran.out());
    }

    @Test
    @Tag("F-557")
    void output_that_is_no_terminal_has_no_colours() {
        Ran ran = signedIn("hello");

        assertFalse((ran.out() + ran.err()).contains("\u001b"), ran.err());
    }

    @Test
    void the_model_in_use_is_listed_although_the_catalogue_does_not_know_it() {
        server.active = "our-own-model";
        assertTrue(signedIn("/model").out().startsWith("* our-own-model  (in use, not in the catalogue)\n  gpt-x"));
    }

    @Test
    @Tag("F-045")
    @Tag("F-541")
    void model_lists_and_chooses() {
        Ran listed = signedIn("/model");
        assertTrue(listed.out().contains("* demo/assistant  (demo, configured)"), listed.out());
        assertTrue(listed.out().contains("  gpt-x  (openai, not set up)"), listed.out());

        Ran chosen = signedIn("/model gpt-x secret-key");
        assertEquals(0, chosen.code(), chosen.err());
        assertEquals("secret-key", server.body("POST /chat/models/config").path("providers").path("openai_api_key").asText());
        assertEquals("gpt-x", server.body("POST /chat/model").path("model").asText());
        assertFalse((chosen.out() + chosen.err()).contains("secret-key"));

        assertEquals(0, signedIn("/model demo").code());
        assertEquals("demo/assistant", server.body("POST /chat/model").path("model").asText());

        Ran unknown = signedIn("/model nothing");
        assertEquals(1, unknown.code());
        assertTrue(unknown.err().contains("gpt-x, demo/assistant"), unknown.err());
    }

    @Test
    void room_help_and_stop_answer() {
        assertEquals("ran /room\n", signedIn("/room").out());
        String help = signedIn("/help").out();
        assertTrue(help.contains("/approve [ID]") && help.contains("Say yes"), help);
        assertTrue(help.contains("/setup") && !help.contains("Show the room\n"), help);
        assertEquals("Stopped.\n", signedIn("/stop").out());
    }

    @Test
    @Tag("F-547")
    void reset_ends_the_session_on_the_server_and_forgets_it() {
        signedIn("hello");

        Ran ran = run("chat", "--url", server.url(), "--reset");

        assertEquals(0, ran.code(), ran.err());
        assertTrue(server.requests.contains("DELETE /chat/users/session"));
        assertFalse(Files.exists(folder.resolve("cli.json")));
    }

    private Ran signedIn(String message) {
        return run("chat", "--url", server.url(), "--passphrase", "open sesame", message);
    }

    private Ran piped(String lines) {
        System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        return run("chat", "--url", server.url(), "--passphrase", "open sesame");
    }

    private Ran run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(1, List.of("--config", folder.resolve("cli.json").toString(), "--home", folder.resolve("home").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Sparkbot.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(all.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }
}
