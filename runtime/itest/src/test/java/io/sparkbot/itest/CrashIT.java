package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kills: of the server, of the database, of both. Nothing acknowledged is lost, every turn ends. */
class CrashIT extends WholeProduct {

    /** Tokens are shown at once and stored in batches: longer than a batch is collected, so that there is something to find again. */
    private static final Duration STORED = Duration.ofMillis(1500);

    private List<JsonNode> untilTokens(int tokens) {
        int[] seen = {0};
        long stored = System.nanoTime() + STORED.toNanos();
        return api.stream(
                "POST",
                "/chat/rooms/" + room + "/messages/stream",
                Map.of("content", "[[pace 30ms; tokens 200]]"),
                event -> event.get("type").asText().equals("token") && ++seen[0] >= tokens && System.nanoTime() > stored);
    }

    private void assertInterrupted(List<JsonNode> before) {
        String turn = before.getFirst().get("turn_id").asText();
        await("the turn is marked", () -> stateOf(turn).equals("interrupted"));
        JsonNode newest = api.get("/chat/rooms/" + room + "/messages?limit=1").ok().get("messages").get(0);
        assertEquals("BOT", newest.get("sender_type").asText());
        assertTrue(newest.get("meta_json").get("interrupted").asBoolean(), newest::toString);
        assertFalse(newest.get("content").asText().isBlank());
        List<JsonNode> events = api.stream(
                "GET", "/chat/rooms/" + room + "/turns/" + turn + "/events?after=0", null, event -> false);
        assertEquals(before.getFirst(), events.getFirst());
        assertTrue(List.of("done", "error").contains(events.getLast().get("type").asText()), events::toString);
        String human = before.getFirst().get("message_id").asText();
        assertEquals(200, api.get("/chat/messages/" + room + "/message/" + human).status(), "the message is kept");
    }

    private String stateOf(String turn) {
        return api.get("/chat/rooms/" + room + "/turns").ok().get("items").valueStream()
                .filter(item -> item.get("id").asText().equals(turn))
                .map(item -> item.get("state").asText())
                .findFirst()
                .orElse("");
    }

    private long databasePid() {
        try (var folders = Files.list(server.home())) {
            var data = folders.filter(folder -> folder.getFileName().toString().startsWith("data-")).findFirst().orElseThrow();
            return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Tag("F-008")
    void killed_in_mid_answer_the_turn_is_found_and_marked_interrupted() {
        List<JsonNode> before = untilTokens(30);
        server.kill();
        startAgain();
        assertInterrupted(before);
        assertEquals("hello", Api.text(api.say(room, "[[text hello]]")).strip());
    }

    @Test
    void a_killed_database_comes_back_and_the_chat_goes_on() {
        api.say(room, "[[text before]]").getLast();
        Server.kill(databasePid());
        await("the database is back", () -> api.get("/utils/ready").status() == 200
                && api.get("/chat/rooms/" + room + "/messages?limit=1").status() == 200);
        assertEquals("after", Api.text(api.say(room, "[[text after]]")).strip());
    }

    @Test
    void both_killed_at_once_everything_acknowledged_is_there() {
        List<JsonNode> answered = api.say(room, "[[text remember me]]");
        List<JsonNode> cut = untilTokens(20);
        long database = databasePid();
        server.kill();
        Server.kill(database);
        startAgain();
        assertEquals(
                200,
                api.get("/chat/messages/" + room + "/message/" + answered.getLast().get("message_id").asText()).status());
        assertInterrupted(cut);
    }

    @Test
    void ten_kills_in_a_row_leave_no_turn_without_an_end() {
        for (int i = 0; i < 10; i++) {
            List<JsonNode> before = untilTokens(10 + i);
            server.kill();
            startAgain();
            assertInterrupted(before);
        }
        assertEquals(0, api.get("/chat/rooms/" + room + "/turns?state=running").ok().get("count").asInt());
    }
}
