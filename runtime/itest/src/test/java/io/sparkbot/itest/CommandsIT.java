package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The commands that ship, over HTTP and as messages. */
class CommandsIT extends WholeProduct {

    private Api.Answer run(String text) {
        return api.post("/chat/rooms/" + room + "/commands", Map.of("text", text));
    }

    @Test
    @Tag("F-040")
    @Tag("F-039")
    void every_bundle_brings_its_own_and_the_list_is_the_same_for_every_face() {
        String list = api.get("/chat/commands?room_id=" + room).ok().toString();
        for (String name : List.of("approve", "audit", "clear", "deny", "export", "help", "model", "room", "search", "stop", "tools")) {
            assertTrue(list.contains("\"name\":\"" + name + "\""), list);
        }
        assertEquals("room_required", api.get("/chat/commands").code());
        assertTrue(run("/help").ok().get("text").asText().contains("/deny [ID]"));
        assertTrue(run("/tools").ok().get("text").asText().contains("calculate"));
        assertEquals("clear", run("/clear").ok().at("/action/type").asText());
        assertEquals("milk", run("/search milk").ok().at("/action/value").asText());
    }

    @Test
    @Tag("F-042")
    void export_leads_to_the_whole_room_as_a_file() {
        api.say(room, "[[text to be kept]]");
        String address = run("/export").ok().at("/action/value").asText();
        Api.Answer file = api.get(address.replaceFirst("^/api/v1", ""));
        assertTrue(file.raw().body().startsWith("# Sparkbot DM\n") && file.raw().body().contains("to be kept"), file.raw()::body);
        assertTrue(file.raw().headers().firstValue("Content-Disposition").orElse("").matches("attachment; filename=\"sparkbot-\\d{4}-\\d\\d-\\d\\d\\.md\""));
    }

    @Test
    void an_unknown_one_is_answered_with_the_one_that_was_meant() {
        Api.Answer answer = run("/modle");
        assertEquals(404, answer.status());
        assertEquals("not_found", answer.code());
        assertTrue(answer.body().get("detail").asText().contains("/model"), answer.body()::toString);
        assertEquals(422, run("no slash").status());
    }

    @Test
    @Tag("F-051")
    void deny_as_a_message_cancels_what_waits_and_never_reaches_the_model() {
        api.say(room, "[[call filesystem {\"action\":\"write\",\"path\":\"said.txt\",\"content\":\"x\"} | text written]]");
        api.say(room, "[[call filesystem {\"action\":\"delete\",\"path\":\"said.txt\"} | text {result}]]");
        List<JsonNode> events = api.say(room, "/deny");
        assertEquals("denied", Api.first(events, "tool_done").get("status").asText());
        assertEquals("done", events.getLast().get("type").asText());
        assertEquals(0, api.get("/chat/rooms/" + room + "/confirmations").ok().get("count").asInt());
        assertEquals("Nothing is running here.", Api.text(api.say(room, "/stop")));
        String messages = api.get("/chat/rooms/" + room + "/messages?limit=50").ok().toString();
        assertTrue(!messages.contains("/deny") && !messages.contains("/stop"), messages);
    }

    @Test
    @Tag("F-045")
    void a_model_chosen_by_command_is_marked_and_answers_the_next_message() {
        assertTrue(run("/model").ok().get("text").asText().contains("✓ scripted  ("), run("/model").body()::toString);
        assertTrue(run("/model gpt-4o-mini").ok().get("text").asText().startsWith("Model: gpt-4o-mini"));
        api.say(room, "[[text from the other one]]");
        assertEquals("gpt-4o-mini", model.requests().getLast().model());
        assertEquals(1, run("/model").ok().get("text").asText().lines().filter(line -> line.startsWith("✓ gpt-4o-mini ")).count());

        Api.Answer unknown = run("/model " + "x".repeat(201));
        assertEquals("unknown_model", unknown.code(), unknown.body()::toString);
        assertEquals("bad_request", run("/model gpt-4o a-key").code());
        assertEquals("gpt-4o-mini", api.get("/chat/model").ok().get("model").asText());
        run("/model scripted").ok();
    }

    @Test
    @Tag("F-050")
    void what_tools_did_is_shown_to_members_of_the_room_alone() {
        String own = api.post("/chat/rooms/", Map.of("name", "Audited")).ok().get("id").asText();
        api.say(own, "[[call calculate {\"expression\":\"6*7\"} | text {result}]]");
        await("the call is on record", () -> lines(own).contains("calculate"));
        String line = lines(own);
        assertEquals(1, line.lines().count(), line);
        assertTrue(line.contains("  sparkbot  calculate  {\"expression\":\"6*7\"}  → ") && line.contains("42"), line);
        assertEquals("bad_request", api.post("/chat/rooms/" + own + "/commands", Map.of("text", "/audit all")).code());

        api.post("/users/", Map.of("username", "auditless", "password", "long enough for her")).ok();
        Api stranger = new Api(server.url());
        stranger.withToken(stranger.post("/chat/users/login", Map.of("username", "auditless", "password", "long enough for her")).ok().get("access_token").asText());
        assertEquals("not_member", stranger.post("/chat/rooms/" + own + "/commands", Map.of("text", "/audit")).code());
    }

    private String lines(String where) {
        return api.post("/chat/rooms/" + where + "/commands", Map.of("text", "/audit")).ok().get("text").asText();
    }

    @Test
    @Tag("F-043")
    void search_asks_the_client_to_look_and_wants_words() {
        JsonNode action = run("/search  two words ").ok().get("action");
        assertEquals("search", action.get("type").asText());
        assertEquals("two words", action.get("value").asText());
        assertEquals("bad_request", run("/search").code());
    }
}
