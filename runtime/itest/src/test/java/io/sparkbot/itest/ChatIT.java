package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One message and everything that can become of it. */
class ChatIT extends WholeProduct {

    @Test
    @Tag("F-005")
    void an_answer_comes_token_by_token_before_the_model_has_finished() {
        List<JsonNode> events = api.say(room, "[[pace 20ms; tokens 40]]");
        List<String> types = Api.types(events);
        assertEquals("human_message", types.getFirst());
        assertEquals("done", types.getLast());
        assertEquals(40, types.stream().filter("token"::equals).count(), "W-12: tokens are passed on one by one");
        for (int i = 0; i < events.size(); i++) {
            assertEquals(i + 1, events.get(i).get("seq").asInt());
        }
        JsonNode newest = api.get("/chat/rooms/" + room + "/messages?limit=1").ok().get("messages").get(0);
        assertEquals(Api.text(events), newest.get("content").asText());
        assertEquals(events.getLast().get("message_id"), newest.get("id"));

        List<JsonNode> unfinished = api.stream("POST", "/chat/rooms/" + room + "/messages/stream", Map.of("content", "[[text one two; hang]]"),
                event -> event.get("type").asText().equals("token"));
        assertEquals("token", unfinished.getLast().get("type").asText(), () -> "nothing was heard of a model that never finishes: " + unfinished);
        api.post("/chat/rooms/" + room + "/turns/" + unfinished.getFirst().get("turn_id").asText() + "/stop", Map.of()).ok();
    }

    @Test
    @Tag("F-007")
    void a_reader_that_comes_back_misses_nothing_and_gets_nothing_twice() {
        List<JsonNode> before = api.stream(
                "POST",
                "/chat/rooms/" + room + "/messages/stream",
                Map.of("content", "[[pace 20ms; tokens 60]]"),
                event -> event.get("seq").asInt() == 20);
        String turn = before.getFirst().get("turn_id").asText();
        List<JsonNode> after = api.stream(
                "GET", "/chat/rooms/" + room + "/turns/" + turn + "/events?after=20", null, event -> false);
        assertEquals(21, after.getFirst().get("seq").asInt());
        List<JsonNode> whole =
                api.stream("GET", "/chat/rooms/" + room + "/turns/" + turn + "/events?after=0", null, event -> false);
        assertEquals(Api.text(whole), Api.text(before) + Api.text(after));
        assertEquals("done", whole.getLast().get("type").asText());
    }

    @Test
    @Tag("F-008")
    void a_stopped_turn_keeps_what_it_said_and_says_so() {
        List<JsonNode> events = api.stream(
                "POST",
                "/chat/rooms/" + room + "/messages/stream",
                Map.of("content", "[[pace 50ms; tokens 400]]"),
                event -> event.get("type").asText().equals("token"));
        String turn = events.getFirst().get("turn_id").asText();
        assertTrue(api.post("/chat/rooms/" + room + "/turns/" + turn + "/stop", Map.of()).ok().get("stopped").asBoolean());
        await("the turn has ended", () -> api.get("/chat/rooms/" + room + "/turns?state=running").ok().get("count").asInt() == 0);
        JsonNode newest = api.get("/chat/rooms/" + room + "/messages?limit=1").ok().get("messages").get(0);
        assertEquals("BOT", newest.get("sender_type").asText());
        assertTrue(newest.get("meta_json").get("interrupted").asBoolean());
        assertFalse(newest.get("content").asText().isBlank());
    }

    @Test
    @Tag("F-006")
    void a_tool_is_called_and_the_model_goes_on_from_its_result() {
        List<JsonNode> events = api.say(room, "[[call calculate {\"expression\":\"1240*17/100\"} | text It is {result}]]");
        assertEquals("calculate", Api.first(events, "tool_start").get("tool").asText());
        assertEquals("ok", Api.first(events, "tool_done").get("status").asText());
        assertTrue(Api.text(events).contains("210.8"), () -> Api.text(events));
    }

    @Test
    @Tag("F-272")
    @Tag("F-267")
    void an_unknown_tool_is_denied_and_the_model_is_told() {
        List<JsonNode> events = api.say(room, "[[call never_heard_of_it {} | text {result}]]");
        assertEquals("denied", Api.first(events, "tool_done").get("status").asText());
        assertTrue(Api.text(events).contains("POLICY DENIED:"), () -> Api.text(events));
    }

    @Test
    void a_key_the_provider_refuses_ends_in_advice_and_the_message_stays() {
        List<JsonNode> events = api.say(room, "[[status 401]] secret plans");
        assertEquals("error", events.getLast().get("type").asText());
        assertEquals("model_credentials", events.getLast().get("code").asText());
        assertFalse(events.toString().contains("sk-test"), "no key in an event");
        JsonNode newest = api.get("/chat/rooms/" + room + "/messages?limit=1").ok().get("messages").get(0);
        assertTrue(newest.get("content").asText().contains("secret plans"));
    }

    @Test
    void a_busy_provider_is_asked_again_before_the_first_token() {
        assertEquals("fine", Api.text(api.say(room, "[[status 429 retry-after 1 times 1; text fine]]")).strip());
        assertEquals("fine", Api.text(api.say(room, "[[status 500 times 1; text fine]]")).strip());
    }

    @Test
    void a_cut_in_mid_answer_is_told_and_never_passed_off_as_a_whole_answer() {
        List<JsonNode> events = api.say(room, "[[pace 20ms; tokens 10; cut]]");
        assertEquals("error", events.getLast().get("type").asText());
    }

    @Test
    void bad_arguments_of_the_model_do_not_poison_the_conversation() throws IOException {
        List<JsonNode> events = api.say(room, "[[badcall calculate <<{\"expression\": 2+}>> | text told: {result}]]");
        assertEquals("done", events.getLast().get("type").asText());
        assertTrue(Api.text(events).contains("told: The arguments"), () -> Api.text(events));
        List<String> repeated = model.requests().reversed().stream()
                .map(request -> request.body().get("messages").findValuesAsText("arguments"))
                .filter(arguments -> !arguments.isEmpty())
                .findFirst()
                .orElseThrow();
        for (String arguments : repeated) {
            assertTrue(Api.JSON.readTree(arguments).isObject(), () -> "a provider refuses what is sent back to it: " + arguments);
        }
        assertEquals("hello", Api.text(api.say(room, "[[text hello]]")).strip());
    }

    @Test
    void bad_input_is_refused_with_a_code_and_a_reason() {
        String stream = "/chat/rooms/" + room + "/messages/stream";
        assertEquals(422, api.post(stream, Map.of("content", "   ")).status());
        assertEquals(422, api.post(stream, Map.of("content", "x".repeat(100_001))).status());
        var tooLarge = api.post(stream, Map.of("content", "x".repeat(10_000_000)));
        assertEquals(413, tooLarge.status());
        assertEquals("too_large", tooLarge.code());
        var notJson = api.post(stream, "{\"content\": ");
        assertTrue(notJson.status() == 400 || notJson.status() == 422, () -> "bad JSON answered " + notJson.status());
        var unknown = api.post("/chat/rooms/01890000-0000-7000-8000-000000000000/messages/stream", Map.of("content", "x"));
        assertEquals(404, unknown.status());
        assertEquals("not_found", unknown.code());
        var stranger = new Api(server.url()).withToken("nobody");
        assertEquals(401, stranger.get("/chat/rooms/").status());
        assertEquals("not_signed_in", stranger.get("/chat/rooms/").code());
    }

    @Test
    @Tag("F-003")
    void a_revoked_session_ends_at_once() {
        Api other = new Api(server.url()).signIn(PASSPHRASE);
        assertEquals(200, other.get("/chat/rooms/").status());
        other.delete("/chat/users/session").ok();
        assertEquals(401, other.get("/chat/rooms/").status(), "W-03: signing out revokes the session");
    }
}
