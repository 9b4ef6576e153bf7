package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A call with a side effect waits for a yes, over restarts and crashes, and runs once. */
class ApprovalIT extends WholeProduct {

    private String write(String name) {
        api.say(room, "[[call filesystem {\"action\":\"write\",\"path\":\"" + name + "\",\"content\":\"milk\"} | text written]]");
        assertTrue(Files.exists(file(name)), () -> name + " was not written");
        return name;
    }

    private Path file(String name) {
        return server.home().resolve("files").resolve(room).resolve(name);
    }

    private JsonNode askToDelete(String name) {
        List<JsonNode> events =
                api.say(room, "[[call filesystem {\"action\":\"delete\",\"path\":\"" + name + "\"} | text {result}]]");
        assertEquals("confirm_required", events.getLast().get("type").asText(), events::toString);
        assertTrue(Files.exists(file(name)), "nothing happens before the yes");
        return events.getLast();
    }

    @Test
    @Tag("F-278")
    void approved_it_runs_once_and_the_model_goes_on() {
        JsonNode asked = askToDelete(write("approved.txt"));
        List<JsonNode> events = api.approve(room, asked.get("confirm_id").asText());
        assertEquals("done", events.getLast().get("type").asText(), events::toString);
        assertEquals(asked.get("seq").asInt() + 1, events.getFirst().get("seq").asInt(), "the numbering goes on");
        assertFalse(Files.exists(file("approved.txt")));
        var again = api.post("/chat/dashboard/approvals/" + asked.get("confirm_id").asText() + "/approve", java.util.Map.of());
        assertEquals(404, again.status(), "an approval is used once");
    }

    @Test
    void denied_the_model_is_told_and_nothing_happens() {
        JsonNode asked = askToDelete(write("denied.txt"));
        assertEquals(204, api.delete("/chat/rooms/" + room + "/confirmations/" + asked.get("confirm_id").asText()).status());
        List<JsonNode> events = api.stream(
                "GET",
                "/chat/rooms/" + room + "/turns/" + asked.get("turn_id").asText() + "/events?after=" + asked.get("seq").asInt(),
                null,
                event -> false);
        assertEquals("denied", Api.first(events, "tool_done").get("status").asText());
        assertEquals("done", events.getLast().get("type").asText());
        assertTrue(Files.exists(file("denied.txt")));
    }

    @Test
    void the_question_survives_a_restart_and_a_kill_and_still_works() {
        JsonNode first = askToDelete(write("restart.txt"));
        server.stop();
        startAgain();
        assertEquals(1, pending(first).size(), "the card is still there");
        api.approve(room, first.get("confirm_id").asText());
        assertFalse(Files.exists(file("restart.txt")));

        JsonNode second = askToDelete(write("killed.txt"));
        server.kill();
        startAgain();
        List<JsonNode> events = api.approve(room, second.get("confirm_id").asText());
        assertEquals("done", events.getLast().get("type").asText(), events::toString);
        assertFalse(Files.exists(file("killed.txt")));
    }

    private List<JsonNode> pending(JsonNode asked) {
        return api.get("/chat/rooms/" + room + "/confirmations").ok().get("items").valueStream()
                .filter(item -> item.get("confirm_id").equals(asked.get("confirm_id")))
                .toList();
    }

    @Test
    @Tag("F-275")
    void two_deciders_at_once_run_it_once() throws Exception {
        JsonNode asked = askToDelete(write("race.txt"));
        String path = "/chat/dashboard/approvals/" + asked.get("confirm_id").asText() + "/approve";
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> approve = () -> api.post(path, java.util.Map.of()).status();
            var answers = threads.invokeAll(java.util.Collections.nCopies(8, approve));
            int yes = 0;
            for (var answer : answers) {
                yes += answer.get() == 200 ? 1 : 0;
            }
            assertEquals(1, yes, "exactly one of eight decisions counts");
        }
        api.stream("GET", "/chat/rooms/" + room + "/turns/" + asked.get("turn_id").asText() + "/events?after=" + asked.get("seq").asInt(), null, event -> false);
        assertFalse(Files.exists(file("race.txt")));
        long runs = api.get("/chat/audit?room_id=" + room + "&limit=100").ok().get("items").valueStream()
                .filter(item -> item.get("tool_name").asText().equals("filesystem"))
                .filter(item -> item.toString().contains("race.txt") && item.toString().contains("delete"))
                .count();
        assertEquals(1, runs, "the audit shows one run");
    }
}
