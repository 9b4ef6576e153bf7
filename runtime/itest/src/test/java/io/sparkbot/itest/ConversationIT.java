package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testmodel.Recorded;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Versions of messages, waiting messages, additions, and other programs, over HTTP. */
class ConversationIT extends WholeProduct {

    /** The default of the setting "Tokens of earlier messages". */
    private static final int HISTORY_TOKENS = 24_000;

    private String path(String below) {
        return "/chat/rooms/" + room + below;
    }

    private List<JsonNode> messages() {
        return messages(room);
    }

    private List<JsonNode> messages(String of) {
        return api.get("/chat/rooms/" + of + "/messages").ok().get("messages").valueStream().toList();
    }

    private List<JsonNode> stream(String below, Map<String, ?> body) {
        return api.stream("POST", path(below), body, event -> false);
    }

    @Test
    void a_second_answer_and_another_wording_stand_beside_the_first_and_can_be_chosen() {
        List<JsonNode> first = api.say(room, "[[text one]]");
        String question = first.getFirst().get("message_id").asText();
        String answer = first.getLast().get("message_id").asText();
        String second = stream("/messages/" + answer + "/regenerate", Map.of()).getLast().get("message_id").asText();
        JsonNode branch = messages().getLast().get("branch");
        assertEquals(2, branch.get("count").asInt());
        assertEquals(List.of(answer, second), branch.get("siblings").valueStream().map(JsonNode::asText).toList());
        List<JsonNode> rerun = stream("/messages/" + question + "/rerun", Map.of("content", "[[text two]]"));
        assertEquals("two", Api.text(rerun).strip());
        assertTrue(messages().stream().noneMatch(message -> message.get("id").asText().equals(second)));
        List<JsonNode> chosen = api.post(path("/messages/" + answer + "/choose"), Map.of()).ok().get("messages").valueStream().toList();
        assertEquals(answer, chosen.getLast().get("id").asText());
        assertEquals(404, api.post(path("/messages/00000000-0000-7000-8000-000000000000/regenerate"), Map.of()).status());
        assertEquals(422, api.post(path("/messages/" + question + "/rerun"), Map.of()).status());
    }

    @Test
    void a_message_waits_behind_a_running_answer_and_another_steers_it() {
        List<JsonNode> begun = api.stream("POST", path("/messages/stream"), Map.of("content", "[[tokens 4; hold; tokens 4]]"),
                event -> event.get("type").asText().equals("token"));
        String turn = begun.getFirst().get("turn_id").asText();
        JsonNode queued = api.post(path("/turns/queue"), Map.of("content", "[[text waited]]")).ok();
        assertEquals(1, queued.get("position").asInt());
        assertEquals(1, api.get(path("/turns/queue")).ok().get("count").asInt());
        String gone = api.post(path("/turns/queue"), Map.of("content", "never said")).ok().get("id").asText();
        assertEquals(gone, api.delete(path("/turns/queue/" + gone)).ok().get("deleted").asText());
        assertEquals(404, api.delete(path("/turns/queue/" + gone)).status());
        String added = api.post(path("/turns/" + turn + "/steer"), Map.of("content", "[[text steered]]")).ok().get("message_id").asText();
        model.release();
        await("the waiting message was answered", () -> messages().getLast().get("content").asText().strip().equals("waited"));
        assertTrue(messages().stream().anyMatch(message -> message.get("id").asText().equals(added)));
        assertTrue(messages().stream().anyMatch(message -> message.get("content").asText().strip().endsWith("steered") && message.get("sender_type").asText().equals("BOT")));
        assertEquals("conflict", api.post(path("/turns/" + turn + "/steer"), Map.of("content", "late")).code());
        assertTrue(messages().stream().noneMatch(message -> message.get("content").asText().equals("never said")));
    }

    /** Four Latin characters are one token. */
    private static int tokens(Recorded asked) {
        return asked.body().get("messages").valueStream().filter(message -> !message.get("role").asText().equals("system"))
                .mapToInt(message -> message.get("content").asText().length()).sum() / 4;
    }

    @Test
    @Tag("F-010")
    void of_five_hundred_long_messages_the_model_gets_what_fits_and_people_find_the_first() {
        String long500 = api.post("/chat/rooms/", Map.of("name", "Long")).ok().get("id").asText();
        String filling = " chatter".repeat(750);
        for (int number = 1; number <= 500; number++) {
            api.post("/chat/messages/" + long500, Map.of("content", "This is message no" + number + "." + filling)).ok();
        }
        model.reset();
        api.say(long500, "[[text asked with what fits]]");
        Recorded asked = model.requests().getFirst();
        assertTrue(tokens(asked) <= HISTORY_TOKENS && tokens(asked) > HISTORY_TOKENS * 4 / 5, () -> tokens(asked) + " tokens");
        String seen = asked.body().toString();
        assertTrue(seen.contains("no500.") && !seen.contains("no1.") && !seen.contains("no480."), "the newest, and not the oldest");

        model.script("text The minutes.");
        await("the rest is summarised and the summary used", () -> {
            api.say(long500, "[[text asked again]]");
            return model.requests().getLast().body().get("messages").valueStream().anyMatch(message -> message.get("content").asText().equals("The minutes."));
        });
        assertTrue(model.requests().stream().allMatch(request -> tokens(request) <= HISTORY_TOKENS + 500), "the summary is asked for and used within the limit");

        JsonNode found = api.get("/chat/search?q=no1.&room_id=" + long500).ok();
        assertTrue(found.toString().contains("message no1."), found::toString);
    }

    private HttpResponse<String> other(String method, String path, String body, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path)).header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Tag("W-12")
    void other_programs_ask_the_models_at_the_root_of_the_server_and_read_errors_in_their_own_form() throws Exception {
        JsonNode models = Api.JSON.readTree(other("GET", "/v1/models", "", api.token()).body());
        assertEquals("sparkbot", models.get("data").get(0).get("id").asText());
        String ask = "{\"model\":\"sparkbot\",\"messages\":[{\"role\":\"user\",\"content\":\"[[text hello there]]\"}]%s}";
        JsonNode answer = Api.JSON.readTree(other("POST", "/v1/chat/completions", ask.formatted(""), api.token()).body());
        assertEquals("hello there", answer.at("/choices/0/message/content").asText().strip());
        String streamed = other("POST", "/v1/chat/completions", ask.formatted(",\"stream\":true"), api.token()).body();
        assertTrue(streamed.startsWith("data: {") && streamed.endsWith("data: [DONE]\n\n"), streamed);
        HttpResponse<String> anonymous = other("POST", "/v1/chat/completions", ask.formatted(""), "");
        assertEquals(401, anonymous.statusCode());
        assertEquals("authentication_error", Api.JSON.readTree(anonymous.body()).at("/error/type").asText());
        HttpResponse<String> unknown = other("POST", "/v1/chat/completions", ask.formatted("").replace("sparkbot", "no-such"), api.token());
        assertEquals(404, unknown.statusCode());
        assertEquals("model_not_found", Api.JSON.readTree(unknown.body()).at("/error/code").asText());
        assertEquals(400, other("POST", "/v1/chat/completions", "{\"model\":\"sparkbot\"}", api.token()).statusCode());
        assertEquals(404, other("GET", "/v1/nothing", "", api.token()).statusCode());
    }
}
