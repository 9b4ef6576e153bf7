package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.itest.contract.Document;
import io.sparkbot.itest.contract.Walk;
import io.sparkbot.testkit.PushService;
import io.sparkbot.testkit.Server;
import io.sparkbot.testkit.SkillJar;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every route of the running product, called as people use it, answers what the API document says, to the last field. A route without such a
 * call fails the last test.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContractIT extends WholeProduct {

    private static final String PASSWORD = "correct horse";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3, 4};

    private Walk walk;
    private Document document;
    private String boss;
    private String mia;

    @Override
    void prepare(Server stopped) {
        stopped.with("FIRST_SUPERUSER", "boss").with("FIRST_SUPERUSER_PASSWORD", PASSWORD).with("SPARKBOT_TURNS_SENDS_PER_MINUTE", "0");
    }

    @Override
    void signIn() {
        super.signIn();
        document = new Document(api.get("/openapi.json").ok());
        walk = new Walk(server.url(), document);
    }

    @Test
    @Order(1)
    void what_anybody_may_see() {
        walk.as("").good("GET /utils/health-check");
        walk.good("GET /utils/ready");
        walk.good("GET /openapi.json");
        walk.call("GET /chat/rooms");
        assertClean();
    }

    @Test
    @Order(2)
    void signing_in_and_out() {
        boss = walk.good("POST /chat/users/login", Map.of("username", "boss", "password", PASSWORD)).get("access_token").asText();
        walk.good("POST /chat/users/login", Map.of("Sec-Fetch-Site", "same-origin"), Map.of("username", "boss", "password", PASSWORD));
        walk.call("POST /chat/users/login", Map.of("username", "boss", "password", "wrong horse"));
        walk.call("POST /chat/users/login", Map.of("username", "boss"));
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        String other = walk.good("POST /login/access-token", form, "username=boss&password=correct+horse").get("access_token").asText();
        walk.call("POST /login/access-token", Map.of(), Map.of("username", "boss"));
        walk.as(other).good("POST /login/test-token");
        walk.good("DELETE /chat/users/session");
        walk.call("POST /login/test-token");
        assertClean();
    }

    @Test
    @Order(3)
    void people_bots_and_accounts() {
        walk.as(boss);
        walk.know("user_id", id(walk.good("POST /chat/users", Map.of("username", "clippy", "type", "BOT", "bot_display_name", "Clippy", "bot_slug", "clippy"))));
        walk.know("slug", "clippy").know("username", "clippy");
        walk.good("GET /chat/users");
        walk.good("GET /chat/users/{user_id}");
        walk.good("GET /chat/users/username/{username}");
        walk.good("GET /chat/users/slug/{slug}");
        walk.good("PATCH /chat/users/{user_id}", Map.of("bot_display_name", "Clip"));
        walk.call("PATCH /chat/users/{user_id}", Map.of());
        walk.good("DELETE /chat/users/{user_id}");
        walk.know("id", id(walk.good("POST /users", Map.of("username", "mia", "password", PASSWORD, "email", "mia@example.org", "role", "MEMBER"))));
        walk.call("POST /users", Map.of("username", "mia", "password", PASSWORD));
        walk.call("POST /users", Map.of("username", "kim", "password", "short"));
        walk.good("GET /users?limit=10");
        walk.call("GET /users?limit=0");
        walk.good("GET /users/{id}");
        walk.good("PATCH /users/{id}", Map.of("full_name", "Mia M."));
        mia = walk.as("").good("POST /chat/users/login", Map.of("username", "mia", "password", PASSWORD)).get("access_token").asText();
        walk.as(mia).call("GET /users");
        String leaver = id(walk.as(boss).good("POST /users", Map.of("username", "leaver", "password", PASSWORD)));
        walk.know("id", leaver).good("DELETE /users/{id}");
        assertClean();
    }

    @Test
    @Order(4)
    void the_own_account() throws Exception {
        walk.as(mia);
        walk.good("GET /users/me");
        walk.good("PATCH /users/me", Map.of("full_name", "Mia"));
        walk.good("PATCH /users/me/password", Map.of("current_password", PASSWORD, "new_password", "another horse"));
        walk.good("GET /users/me/preferences");
        walk.good("PATCH /users/me/preferences", Map.of("theme", "dark", "time_zone", "Europe/Berlin", "landing_path", "/dm"));
        walk.good("GET /users/me/notices");
        try (PushService phone = PushService.start()) {
            Map<String, String> keys = Map.of("p256dh", phone.p256dh(), "auth", phone.auth());
            JsonNode device = walk.good("POST /users/me/notices/devices", Map.of("endpoint", phone.endpoint().toString(), "keys", keys));
            walk.call("POST /users/me/notices/devices", Map.of("endpoint", "ftp://phone.example/", "keys", keys));
            walk.good("GET /users/me/notices");
            walk.know("id", id(device)).good("DELETE /users/me/notices/devices/{id}");
        }
        JsonNode key = walk.good("POST /users/me/keys", Map.of("name", "script", "scopes", List.of("read"), "expires_in_days", 3));
        walk.good("GET /users/me/keys");
        walk.as(key.get("key").asText()).call("POST /chat/rooms", Map.of("name", "not with this key"));
        walk.as(mia).know("id", id(key)).good("DELETE /users/me/keys/{id}");
        String second = walk.as("").good("POST /chat/users/login", Map.of("username", "mia", "password", "another horse")).get("access_token").asText();
        JsonNode sessions = walk.as(second).good("GET /users/me/sessions");
        String first = sessions.valueStream().filter(session -> !session.get("current").asBoolean()).findFirst().orElseThrow().get("id").asText();
        walk.know("id", first).good("DELETE /users/me/sessions/{id}");
        walk.good("DELETE /users/me/sessions");
        mia = second;
        assertClean();
    }

    @Test
    @Order(5)
    void invitations_to_make_an_account() {
        JsonNode invite = walk.as(boss).good("POST /users/invites", Map.of("usage_limit", 2));
        Map<String, String> token = Map.of("token", invite.get("token").asText());
        walk.good("GET /users/invites");
        walk.as("").good("POST /users/invites/preview", token);
        JsonNode joined = walk.good("POST /users/invites/accept", Map.of("token", token.get("token"), "username", "zoe", "password", PASSWORD));
        walk.good("POST /users/invites/accept", Map.of("Sec-Fetch-Mode", "cors"), Map.of("token", token.get("token"), "username", "max", "password", PASSWORD));
        walk.call("POST /users/invites/accept", Map.of("token", "guess", "username", "eve", "password", PASSWORD));
        walk.as(joined.get("access_token").asText()).good("DELETE /users/me");
        walk.as(boss).know("id", id(walk.good("POST /users/invites", Map.of("role", "ADMIN"))));
        walk.good("DELETE /users/invites/{id}");
        assertClean();
    }

    @Test
    @Order(6)
    void rooms_members_and_invitations() {
        walk.as(boss).good("POST /chat/users/bootstrap");
        walk.know("room_id", id(walk.good("POST /chat/rooms", Map.of("name", "Contract", "description", "to the last field"))));
        walk.good("GET /chat/rooms?limit=10");
        walk.good("GET /chat/rooms/{room_id}");
        walk.good("PATCH /chat/rooms/{room_id}", Map.of("persona", "brief", "meeting_mode_enabled", true, "meeting_mode_max_bot_msgs_per_min", 3));
        walk.call("PATCH /chat/rooms/{room_id}", "{\"name\":null}");
        walk.good("PATCH /chat/rooms/{room_id}/mine", Map.of("folder", "work", "pinned", true));
        String miasId = id(walk.as(mia).good("GET /users/me"));
        walk.call("GET /chat/rooms/{room_id}");
        walk.as(boss).know("user_id", miasId).good("POST /chat/rooms/{room_id}/members", Map.of("user_id", miasId));
        walk.good("GET /chat/rooms/{room_id}/members");
        walk.good("GET /chat/rooms/{room_id}/members/me");
        walk.good("PATCH /chat/rooms/{room_id}/members/{user_id}", Map.of("role", "MOD"));
        walk.good("DELETE /chat/rooms/{room_id}/members/{user_id}");
        JsonNode invite = walk.good("POST /chat/rooms/{room_id}/invites", Map.of("role", "MEMBER", "usage_limit", 9));
        walk.know("invite_id", id(invite)).good("GET /chat/rooms/{room_id}/invites");
        Map<String, String> token = Map.of("invite_token", invite.get("token").asText());
        walk.as(mia).good("GET /chat/rooms/invites/preview?token=" + token.get("invite_token"));
        walk.good("POST /chat/rooms/{room_id}/join", token);
        walk.call("POST /chat/rooms/{room_id}/join", token);
        walk.as(boss).good("DELETE /chat/rooms/{room_id}/members/{user_id}");
        walk.as(mia).good("POST /chat/rooms/join", token);
        walk.as(boss).good("DELETE /chat/rooms/{room_id}/invites/{invite_id}");
        walk.good("POST /chat/rooms/invites/cleanup");
        assertClean();
    }

    @Test
    @Order(7)
    void messages() {
        walk.as(boss);
        JsonNode message = walk.good("POST /chat/messages/{room_id}", Map.of("content", "a needle in the hay"));
        walk.know("message_id", id(message)).good("GET /chat/messages/{room_id}/message/{message_id}");
        walk.as(mia).good("POST /chat/messages/{room_id}", Map.of("content", "found it", "reply_to_id", id(message)));
        walk.as(boss).good("PATCH /chat/messages/{room_id}/message/{message_id}", Map.of("content", "a needle in the haystack"));
        walk.good("GET /chat/messages/{room_id}/message/{message_id}/versions");
        walk.good("GET /chat/messages/{room_id}/message/{message_id}/replies");
        walk.good("GET /chat/messages/{room_id}?limit=1");
        walk.good("GET /chat/rooms/{room_id}/messages?around=" + id(message));
        walk.call("GET /chat/rooms/{room_id}/messages?before=x&after=y");
        walk.good("GET /chat/messages/{room_id}/search?q=needle&limit=1");
        walk.call("GET /chat/messages/{room_id}/search?q=n");
        walk.good("GET /chat/search?q=needle");
        walk.good("GET /chat/search?q=needle&room_id=" + walk.known("room_id"));
        walk.good("POST /chat/rooms/{room_id}/messages", Map.of("content", "[[text in one piece]]"));
        walk.good("DELETE /chat/messages/{room_id}/message/{message_id}");
        walk.call("GET /chat/messages/{room_id}/message/{message_id}");
        assertClean();
    }

    @Test
    @Order(8)
    void papers_of_a_room() {
        walk.as(boss).good("POST /chat/rooms/{room_id}/artifacts", Map.of("type", "agenda", "content_markdown", "# Today", "window_start_ts", "2026-03-07T12:00:00", "meta_json", Map.of("a", 1)));
        walk.good("GET /chat/rooms/{room_id}/artifacts?type=agenda");
        walk.call("GET /chat/rooms/{room_id}/artifacts?type=novel");
        String notes = id(walk.good("POST /chat/rooms/{room_id}/artifacts/generate"));
        walk.know("artifact_id", notes);
        walk.good("GET /chat/rooms/{room_id}/artifacts/{artifact_id}");
        walk.good("GET /chat/rooms/{room_id}/artifacts?before=" + notes);
        walk.good("DELETE /chat/rooms/{room_id}/artifacts/{artifact_id}");
        walk.call("GET /chat/rooms/{room_id}/artifacts/{artifact_id}");
        assertClean();
    }

    @Test
    @Order(9)
    void turns_branches_and_what_waits() {
        walk.as(boss);
        List<JsonNode> events = say("[[text hello]]");
        walk.know("message_id", events.getFirst().get("message_id").asText()).know("turn_id", events.getFirst().get("turn_id").asText());
        events(walk, "GET /chat/rooms/{room_id}/turns/{turn_id}/events?after=1", null);
        walk.good("GET /chat/rooms/{room_id}/turns?state=done");
        walk.call("GET /chat/rooms/{room_id}/turns?state=tired");
        events(walk, "POST /chat/rooms/{room_id}/messages/{message_id}/regenerate", Map.of());
        events(walk, "POST /chat/rooms/{room_id}/messages/{message_id}/rerun", Map.of("content", "[[text in other words]]"));
        walk.good("GET /chat/rooms/{room_id}/messages");
        walk.good("POST /chat/rooms/{room_id}/messages/{message_id}/choose", Map.of());
        say("[[status 401]] a key that is refused");
        say("/help");
        walk.events("POST /chat/rooms/{room_id}/messages/stream", Map.of("User-Agent", "Python-urllib/3.12"), Map.of("content", "[[call calculate {\"expression\":\"2+3\"} | text {result}]]"));
        steerAndStop();
        assertClean();
    }

    private void steerAndStop() {
        walk.good("POST /chat/rooms/{room_id}/turns/queue", Map.of("content", "[[pace 50ms; tokens 400]]"));
        await("the turn runs", () -> running().size() == 1);
        walk.know("turn_id", id(running().get(0)));
        walk.good("POST /chat/rooms/{room_id}/turns/{turn_id}/steer", Map.of("content", "shorter"));
        String queued = id(walk.good("POST /chat/rooms/{room_id}/turns/queue", Map.of("content", "and then?")));
        walk.good("GET /chat/rooms/{room_id}/turns/queue");
        walk.know("queued_id", queued).good("DELETE /chat/rooms/{room_id}/turns/queue/{queued_id}");
        walk.good("POST /chat/rooms/{room_id}/turns/{turn_id}/stop");
        await("the turn has ended", () -> running().isEmpty());
        walk.good("GET /chat/rooms/{room_id}/turns");
    }

    private JsonNode running() {
        return walk.good("GET /chat/rooms/{room_id}/turns?state=running").get("items");
    }

    @Test
    @Order(9)
    void approvals_and_the_audit() {
        walk.as(boss).know("confirm_id", ask("one.txt"));
        walk.good("GET /chat/confirmations");
        walk.good("GET /chat/rooms/{room_id}/confirmations");
        walk.good("POST /chat/dashboard/approvals/{confirm_id}/approve");
        walk.call("POST /chat/dashboard/approvals/{confirm_id}/approve");
        walk.know("confirm_id", ask("two.txt")).good("POST /chat/dashboard/approvals/{confirm_id}/deny");
        walk.know("confirm_id", ask("three.txt")).good("DELETE /chat/rooms/{room_id}/confirmations/{confirm_id}");
        JsonNode page = walk.good("GET /chat/audit?room_id=" + walk.known("room_id") + "&limit=5");
        walk.call("GET /chat/audit");
        walk.know("id", id(page.at("/items/0"))).good("GET /chat/audit/{id}");
        walk.good("GET /chat/audit/chain");
        assertClean();
    }

    private String ask(String file) {
        say("[[call filesystem {\"action\":\"write\",\"path\":\"" + file + "\",\"content\":\"x\"} | text written]]");
        JsonNode asked = say("[[call filesystem {\"action\":\"delete\",\"path\":\"" + file + "\"} | text {result}]]").getLast();
        assertEquals("confirm_required", asked.get("type").asText(), asked::toString);
        return asked.get("confirm_id").asText();
    }

    @Test
    @Order(10)
    void files_and_archives() {
        walk.as(boss);
        Map<String, String> form = Map.of("Content-Type", "multipart/form-data; boundary=xx");
        for (String name : List.of("picture.png", "notes.txt")) {
            JsonNode done = walk.events("POST /chat/rooms/{room_id}/upload", form, multipart(name)).getLast();
            assertEquals("done", done.get("type").asText(), done::toString);
            walk.know("file_id", done.get("file_id").asText()).know("filename", name).good("GET /chat/rooms/{room_id}/uploads/{file_id}/{filename}");
        }
        walk.call("POST /chat/rooms/{room_id}/upload", form, "--xx--\r\n");
        walk.good("GET /chat/rooms/{room_id}/export?zone=Europe/Berlin");
        walk.call("GET /chat/rooms/{room_id}/export?zone=Nowhere");
        walk.good("POST /chat/import", walk.good("GET /chat/export"));
        walk.call("POST /chat/import", Map.of("format", "something else"));
        assertClean();
    }

    private static byte[] multipart(String name) {
        byte[] content = name.endsWith(".png") ? PNG : "milk, bread".getBytes(StandardCharsets.UTF_8);
        var out = new java.io.ByteArrayOutputStream();
        out.writeBytes(("--xx\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\n[[text seen]]\r\n--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(content);
        out.writeBytes("\r\n--xx--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    @Test
    @Order(11)
    void commands_models_and_other_programs() {
        walk.as(boss);
        walk.good("GET /chat/commands?room_id=" + walk.known("room_id"));
        walk.call("GET /chat/commands");
        walk.good("POST /chat/rooms/{room_id}/commands", Map.of("text", "/search milk"));
        walk.call("POST /chat/rooms/{room_id}/commands", Map.of("text", "/modle"));
        walk.good("GET /chat/skills");
        walk.good("GET /chat/models");
        walk.good("GET /chat/models/config");
        walk.good("POST /chat/models/config", Map.of("providers", Map.of("compatible_base_url", model.baseUrl()), "token_guardian_mode", "off"));
        walk.call("POST /chat/models/config", Map.of("default_selection", Map.of("provider", "openai", "model", "scripted")));
        walk.good("POST /chat/models/test", Map.of("provider", "openai"));
        walk.good("POST /chat/models/test", Map.of("provider", "openai", "api_key", "wrong-0123456789abcdef"));
        walk.good("GET /chat/model");
        walk.good("POST /chat/model", Map.of("model", "scripted"));
        walk.call("POST /chat/model", Map.of("model", "no such model"));
        walk.good("GET /chat/ollama/status");
        walk.good("GET /v1/models");
        walk.know("id", "sparkbot").good("GET /v1/models/{id}");
        walk.know("id", "nothing").call("GET /v1/models/{id}");
        List<Map<String, String>> messages = List.of(Map.of("role", "user", "content", "[[text hello]]"));
        walk.good("POST /v1/chat/completions", Map.of("model", "sparkbot", "messages", messages));
        walk.call("POST /v1/chat/completions", Map.of("model", "sparkbot", "messages", messages, "stream", true, "stream_options", Map.of("include_usage", true)));
        walk.call("POST /v1/chat/completions", Map.of("model", "nothing", "messages", messages));
        walk.call("POST /v1/chat/completions", Map.of("messages", messages));
        assertClean();
    }

    @Test
    @Order(12)
    void the_house_itself() throws IOException {
        walk.as(boss);
        walk.good("GET /settings");
        walk.good("PUT /settings", Map.of("turns.max_tool_rounds", 9));
        walk.call("PUT /settings", Map.of("turns.max_tool_rounds", "many"));
        walk.good("GET /system/health");
        walk.good("GET /plugins");
        Map<String, String> jar = Map.of("Content-Type", "application/java-archive", "X-File-Name", "contract.jar");
        walk.know("name", walk.good("POST /plugins", jar, Files.readAllBytes(SkillJar.echo("1.0.0", "contract_echo", ""))).get("name").asText());
        walk.good("GET /plugins/{name}");
        walk.good("GET /chat/skills");
        walk.good("POST /plugins/{name}/update", jar, Files.readAllBytes(SkillJar.echo("1.1.0", "contract_echo", "")));
        walk.good("POST /plugins/{name}/rollback");
        walk.good("POST /plugins/{name}/stop");
        walk.good("POST /plugins/{name}/start");
        walk.good("DELETE /plugins/{name}");
        walk.call("POST /plugins", jar, "no jar");
        walk.know("name", "nothing").call("GET /plugins/{name}");
        walk.good("DELETE /chat/rooms/{room_id}");
        assertClean();
    }

    @Test
    @Order(13)
    @Tag("F-591")
    void every_route_of_the_document_has_been_called_well() {
        assertEquals("", String.join("\n", walk.untried()));
    }

    private List<JsonNode> say(String text) {
        return walk.events("POST /chat/rooms/{room_id}/messages/stream", Map.of(), Map.of("content", text));
    }

    private static void events(Walk walk, String route, Object body) {
        walk.events(route, Map.of(), body);
    }

    private static String id(JsonNode view) {
        return UUID.fromString(view.get("id").asText()).toString();
    }

    private void assertClean() {
        List<String> complaints = new ArrayList<>(walk.complaints());
        walk.complaints().clear();
        assertEquals("", String.join("\n", complaints));
    }
}
