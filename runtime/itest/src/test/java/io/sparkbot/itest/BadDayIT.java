package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import io.sparkbot.testkit.SkillJar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see when something is wrong: where they look, in clear words, under a code that does not change. */
class BadDayIT extends WholeProduct {

    private static final String WRONG_KEY = "wrong-0123456789abcdef0123456789";
    private static final String UNKNOWN_ROOM = "01890000-0000-7000-8000-000000000000";

    @Override
    void prepare(Server stopped) {
        stopped.with("SPARKBOT_LLM_ANSWER_SECONDS", "5")
                .with("SPARKBOT_LLM_SILENCE_SECONDS", "5")
                .with("SPARKBOT_TURNS_SENDS_PER_MINUTE", "0");
    }

    /** The script, the code of the error that ends the turn, and a word of the advice. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "status 403                          | model_credentials   | refused the key",
        "status 402                          | model_quota         | credit",
        "status 404                          | model_model_unknown | does not know the model",
        "status 429 saying slow down         | model_rate_limited  | slow down",
        "status 500                          | model_upstream      | 500",
        "status 400 saying bad request       | model_upstream      | 400",
        "hang                                | model_timeout       | did not begin to answer within 5 s",
        "text one two; hang                  | model_timeout       | fell silent",
        "cut                                 | model_network       | broke",
        "text one two; error out of memory   | model_upstream      | OpenAI",
        "garbage                             | model_upstream      | cannot be read",
        "empty                               | model_empty         | empty answer",
    })
    void what_the_model_does_wrong_ends_the_turn_with_advice_and_keeps_the_message(String script, String code, String word) {
        String question = "[[" + script + "]] my question about " + code;
        List<JsonNode> events = api.say(room, question);
        JsonNode last = events.getLast();
        assertEquals("error", last.get("type").asText(), events::toString);
        assertEquals(code, last.get("code").asText(), last::toString);
        assertTrue(last.get("error").asText().contains(word), last::toString);
        assertEquals(last.get("error"), last.get("detail"));
        assertFalse(events.toString().contains("sk-test"), "a key is in an event");
        assertTrue(history().contains("my question about " + code), "the message is gone");
        assertEquals("fine", Api.text(api.say(room, "[[text fine]]")).strip(), "the next message is answered as ever");
    }

    private String history() {
        return api.get("/chat/rooms/" + room + "/messages?limit=10").ok().toString();
    }

    @Test
    void a_wrong_key_is_told_where_it_is_typed_in_and_where_it_is_used_and_is_never_repeated() throws IOException {
        JsonNode tried = api.post("/chat/models/test", Map.of("provider", "openai", "api_key", WRONG_KEY)).ok();
        assertFalse(tried.get("ok").asBoolean(), tried::toString);
        assertEquals("credentials_wrong", tried.get("code").asText());
        assertTrue(tried.get("detail").asText().contains("refused the key"), tried::toString);

        api.post("/chat/models/config", Map.of("providers", Map.of("compatible_base_url", model.baseUrl(), "compatible_api_key", WRONG_KEY))).ok();
        api.post("/chat/model", Map.of("model", "compatible/any")).ok();
        try {
            JsonNode last = api.say(room, "[[text never]] hello").getLast();
            assertEquals("model_credentials", last.get("code").asText(), last::toString);
            assertFalse(last.toString().contains(WRONG_KEY), last::toString);
        } finally {
            api.post("/chat/model", Map.of("model", "scripted")).ok();
        }
        assertFalse(api.get("/settings").ok().toString().contains(WRONG_KEY), "the settings page shows a key");
        assertFalse(Files.readString(server.home().resolve("log/sparkbot.log")).contains(WRONG_KEY), "the log holds a key");
    }

    @Test
    void a_message_of_ten_megabytes_is_refused_with_the_limit_and_the_server_goes_on() {
        Api.Answer refused = api.post(stream(room), Map.of("content", "x".repeat(10_000_000)));
        assertRefused(413, "too_large", "", refused);
        Api.Answer tooLong = api.post(stream(room), Map.of("content", "x".repeat(100_001)));
        assertEquals(422, tooLong.status(), tooLong::toString);
        assertEquals("invalid", tooLong.code());
        assertTrue(tooLong.body().toString().contains("100"), "the limit is not said: " + tooLong.body());
        assertEquals("fine", Api.text(api.say(room, "[[text fine]]")).strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"content\": \"a\"          | json_invalid",
        "{\"content\": 'a'}           | json_invalid",
        "[1, 2]                       | type",
        "{}                           | missing",
        "{\"content\": null}          | missing",
        "{\"content\": {\"a\": 1}}    | type",
    })
    void a_body_that_is_no_good_is_refused_with_the_place(String body, String type) {
        Api.Answer refused = api.post(stream(room), body);
        assertEquals(422, refused.status(), refused::toString);
        assertEquals("invalid", refused.code());
        JsonNode field = refused.body().get("detail").get(0);
        assertEquals(type, field.get("type").asText(), refused.body()::toString);
        assertEquals("body", field.get("loc").get(0).asText());
        assertFalse(field.get("msg").asText().isBlank());
    }

    @Test
    @Tag("F-656")
    void a_room_that_does_not_exist_is_not_found_on_every_route_of_it() {
        for (String path : List.of("", "/messages", "/members", "/turns", "/confirmations")) {
            assertRefused(404, "not_found", "room", api.get("/chat/rooms/" + UNKNOWN_ROOM + path));
        }
        assertRefused(404, "not_found", "room", api.post(stream(UNKNOWN_ROOM), Map.of("content", "x")));
        assertEquals(422, api.get("/chat/rooms/not-a-room/messages").status());
    }

    @Test
    @Tag("F-651")
    void a_room_of_others_is_closed_on_every_route_of_it() {
        String foreign = "01890000-0000-7000-8000-00000000f0e1";
        change("insert into rooms.room (id, name, created_by, created_at, updated_at, execution_allowed) values ('" + foreign
                + "', 'Secret plans', gen_random_uuid(), now(), now(), false)");
        for (String path : List.of("", "/messages", "/members", "/turns", "/confirmations")) {
            assertRefused(403, "not_member", "", api.get("/chat/rooms/" + foreign + path));
        }
        assertRefused(403, "not_member", "", api.post(stream(foreign), Map.of("content", "x")));
        assertFalse(api.get("/chat/rooms/").ok().toString().contains("Secret plans"));
    }

    @Test
    @Tag("F-656")
    void an_expired_session_is_asked_to_sign_in_again() {
        Api other = new Api(server.url()).signIn(PASSPHRASE);
        other.get("/chat/rooms/").ok();
        change("update identity.session set expires_at = now() - interval '1 second' where id = (select id from identity.session order by created_at desc limit 1)");
        await("the session has ended", () -> other.get("/chat/rooms/").status() != 200);
        Api.Answer refused = other.get("/chat/rooms/");
        assertRefused(401, "not_signed_in", "", refused);
        assertEquals("Bearer", refused.raw().headers().firstValue("WWW-Authenticate").orElse(""));
        assertEquals(200, api.get("/chat/rooms/").status(), "the other session goes on");
    }

    /** As the admin page uploads them; {@code SkillIT} drops the same into the folder. */
    @Test
    @Tag("F-246")
    void a_jar_that_cannot_work_is_refused_on_upload_with_the_reason_and_leaves_nothing() throws Exception {
        Path text = Files.writeString(Files.createTempFile("no-bundle", ".jar"), "just text");
        assertUploadRefused(text, "it is no jar");
        assertUploadRefused(SkillJar.needing("com.example.nowhere"), "com.example.nowhere");
        assertUploadRefused(SkillJar.throwing("the moon is wrong"), "the moon is wrong");
    }

    /** In the folder such a file lies listed as rejected; nobody uploads one to have it lie there. */
    @Test
    @Tag("F-246")
    void a_jar_that_claims_the_name_of_a_built_in_tool_is_refused_on_upload_and_the_built_in_one_serves() throws Exception {
        assertUploadRefused(SkillJar.echo("1.0.0", "calculate", "stolen: "), "belongs to the built-in tool calculate");
        assertEquals("2+3 = 5", Api.text(api.say(room, "[[call calculate {\"expression\":\"2+3\"} | text {result}]]")).strip());
    }

    private HttpResponse<String> upload(Path jar) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/plugins"))
                .header("Authorization", "Bearer " + api.token())
                .header("Content-Type", "application/java-archive")
                .header("X-File-Name", "upload.jar")
                .POST(HttpRequest.BodyPublishers.ofFile(jar))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private void assertUploadRefused(Path jar, String reason) throws IOException, InterruptedException {
        HttpResponse<String> answer = upload(jar);
        assertEquals(422, answer.statusCode(), answer::body);
        JsonNode body = Api.JSON.readTree(answer.body());
        assertEquals("invalid", body.get("code").asText());
        assertTrue(body.get("detail").asText().contains(reason), body::toString);
        assertFalse(Files.exists(server.home().resolve("skills/upload.jar")), "the refused file stays in the folder");
        assertFalse(api.get("/plugins").ok().toString().contains("upload.jar"), "the refused file stays in the list");
    }

    @Test
    void a_jar_that_cannot_work_ends_the_install_command_with_the_reason() throws IOException {
        Server.Ended ended = server.bare("skill", "install", "--home", server.home().toString(), SkillJar.needing("com.example.nowhere").toString());
        assertNotEquals(0, ended.code(), ended::output);
        assertTrue(ended.output().contains("com.example.nowhere"), ended::output);
        Files.delete(server.home().resolve("skills/needy.jar"));
        await("what was installed is gone", () -> !api.get("/plugins").ok().toString().contains("needy"));
    }

    private static void assertRefused(int status, String code, String word, Api.Answer answer) {
        assertEquals(status, answer.status(), answer::toString);
        assertEquals(code, answer.code(), answer::toString);
        String detail = answer.body().get("detail").asText();
        assertTrue(!detail.isBlank() && detail.contains(word), answer::toString);
    }

    private static String stream(String room) {
        return "/chat/rooms/" + room + "/messages/stream";
    }

    @ParameterizedTest
    @Tag("F-650")
    @CsvSource({"/api/v1/chat//rooms, 1, 400", "/api/v1/%zz, 1, 400", "/api/v1/rooms, 2000, 414"})
    void what_is_refused_before_it_is_read_is_guarded_like_every_other_answer(String part, int times, int status) throws Exception {
        String address = part.repeat(times);
        try (var socket = new Socket(server.url().getHost(), server.url().getPort())) {
            socket.getOutputStream().write(("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = said(socket);
            assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
            for (String header : List.of("X-Content-Type-Options: nosniff", "X-Frame-Options: DENY", "Referrer-Policy: strict-origin-when-cross-origin", "default-src 'none'")) {
                assertTrue(answer.contains(header), () -> header + " is missing: " + answer);
            }
            assertFalse(answer.contains("\tat ") || answer.contains("jetty"), answer);
        }
    }

    /** What a server says before it closes although more was sent than it has read: the end may come as a reset. */
    private static String said(Socket socket) throws IOException {
        var said = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(said);
        } catch (SocketException reset) {
            assertTrue(said.size() > 0, "nothing came before the connection was cut");
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private void change(String statement) {
        assertEquals(1, new HomeDatabase(server.home()).change(statement), "rows changed by " + statement);
    }
}
