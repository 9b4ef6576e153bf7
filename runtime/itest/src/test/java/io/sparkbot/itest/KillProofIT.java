package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The server is killed in the middle of whatever it does with messages, again and again: {@code -Dsparkbot.kills=100} for the long form.
 * What it had acknowledged is there afterwards, what waited is said, and every turn ends.
 */
class KillProofIT extends WholeProduct {

    private static final int KILLS = Integer.getInteger("sparkbot.kills", 5);
    private static final String LONG = "[[pace 20ms; tokens 300]]";

    private final Random random = new Random(Long.getLong("sparkbot.seed", 20260307L));
    private final Set<String> acknowledged = new HashSet<>();
    private final List<String> waiting = new ArrayList<>();

    private String rooms() {
        return "/chat/rooms/" + room;
    }

    /** Streams until so many tokens came, and leaves. */
    private List<JsonNode> begin(String path, Map<String, ?> body, int tokens) {
        int[] seen = {0};
        List<JsonNode> events = api.stream("POST", rooms() + path, body, event -> event.get("type").asText().equals("token") && ++seen[0] >= tokens);
        acknowledged.add(events.getFirst().get("message_id").asText());
        return events;
    }

    private List<JsonNode> messages() {
        return api.get(rooms() + "/messages?limit=200").ok().get("messages").valueStream().toList();
    }

    private JsonNode newest(String kind) {
        return messages().reversed().stream().filter(message -> message.get("sender_type").asText().equals(kind)).findFirst().orElseThrow();
    }

    private void queue(int round) {
        String text = "waiting " + round;
        api.post(rooms() + "/turns/queue", Map.of("content", text)).ok();
        waiting.add(text);
    }

    private void killInTheMiddle(int round) {
        int tokens = random.nextInt(30);
        switch (round % 5) {
            case 0 -> begin("/messages/stream", Map.of("content", LONG), tokens);
            case 1 -> begin("/messages/" + newest("HUMAN").get("id").asText() + "/rerun", Map.of("content", LONG), tokens);
            case 2 -> begin("/messages/" + newest("HUMAN").get("id").asText() + "/regenerate", Map.of(), tokens);
            case 3 -> {
                begin("/messages/stream", Map.of("content", LONG), tokens);
                queue(round);
                queue(round + 1000);
            }
            default -> {
                String turn = begin("/messages/stream", Map.of("content", LONG), tokens).getFirst().get("turn_id").asText();
                acknowledged.add(api.post(rooms() + "/turns/" + turn + "/steer", Map.of("content", "and in blue")).ok().get("message_id").asText());
            }
        }
        server.kill();
    }

    private int open() {
        return api.get(rooms() + "/turns?state=running").ok().get("count").asInt() + api.get(rooms() + "/turns?state=parked").ok().get("count").asInt();
    }

    private void assertWhole() {
        await("what waited was said", () -> api.get(rooms() + "/turns/queue").ok().get("count").asInt() == 0);
        await("every turn has ended", () -> open() == 0);
        for (String id : acknowledged) {
            assertEquals(200, api.get("/chat/messages/" + room + "/message/" + id).status(), "an acknowledged message is lost");
        }
        for (String text : waiting) {
            assertEquals(1, messages().stream().filter(message -> message.get("content").asText().equals(text)).count(), text);
        }
        waiting.clear();
    }

    @Test
    @Tag("CK-4")
    void killed_in_mid_turn_nothing_acknowledged_is_lost_what_waited_is_said_once_and_every_turn_ends() {
        acknowledged.add(api.say(room, "[[text first]]").getLast().get("message_id").asText());
        for (int round = 0; round < KILLS; round++) {
            killInTheMiddle(round);
            startAgain();
            assertWhole();
        }
        String last = api.say(room, "[[text still here]]").getLast().get("message_id").asText();
        assertEquals("still here", api.get("/chat/messages/" + room + "/message/" + last).ok().get("content").asText().strip());
    }
}
