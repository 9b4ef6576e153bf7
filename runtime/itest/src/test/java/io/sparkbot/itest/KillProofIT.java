package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The server is killed in the middle of whatever it does with messages, again and again: {@code -Dsparkbot.kills=100} for the long form;
 * then its database, then both. What was acknowledged is there afterwards, what waited is said, and every turn ends, marked and with what
 * was kept of it.
 */
class KillProofIT extends WholeProduct {

    private static final int KILLS = Integer.getInteger("sparkbot.kills", 6);
    private static final String LONG = "[[pace 20ms; tokens 3000]]";

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

    /** @return the events seen of the turn that is cut off */
    private List<JsonNode> killInTheMiddle(int round) {
        int tokens = random.nextInt(30);
        List<JsonNode> cut = switch (round % 5) {
            case 0 -> begin("/messages/stream", Map.of("content", LONG), tokens);
            case 1 -> begin("/messages/" + newest("HUMAN").get("id").asText() + "/rerun", Map.of("content", LONG), tokens);
            case 2 -> begin("/messages/" + newest("HUMAN").get("id").asText() + "/regenerate", Map.of(), tokens);
            case 3 -> {
                List<JsonNode> begun = begin("/messages/stream", Map.of("content", LONG), tokens);
                queue(round);
                queue(round + 1000);
                yield begun;
            }
            default -> {
                List<JsonNode> begun = begin("/messages/stream", Map.of("content", LONG), tokens);
                String steer = rooms() + "/turns/" + turn(begun) + "/steer";
                acknowledged.add(api.post(steer, Map.of("content", "and in blue")).ok().get("message_id").asText());
                yield begun;
            }
        };
        awaitKept(cut);
        server.kill();
        return cut;
    }

    private static String turn(List<JsonNode> events) {
        return events.getFirst().get("turn_id").asText();
    }

    /** Tokens are shown at once and kept in batches: something of the answer must be kept, so that there is something to find again. */
    private void awaitKept(List<JsonNode> begun) {
        String kept = "select coalesce(max(last_seq), 0) from turns.turn_event where turn_id = '" + turn(begun) + "'";
        long token = Api.first(begun, "token").get("seq").asLong();
        await("a token is kept", () -> database().number(kept) >= token);
    }

    private HomeDatabase database() {
        return new HomeDatabase(server.home());
    }

    private void assertInterrupted(List<JsonNode> cut) {
        await("the turn is marked", () -> api.get(rooms() + "/turns?state=interrupted").ok().toString().contains(turn(cut)));
        List<JsonNode> events = api.stream("GET", rooms() + "/turns/" + turn(cut) + "/events?after=0", null, event -> false);
        assertEquals(cut.getFirst(), events.getFirst());
        JsonNode last = events.getLast();
        long seen = cut.getLast().get("seq").asLong();
        List<JsonNode> rest = api.stream("GET", rooms() + "/turns/" + turn(cut) + "/events?after=" + seen, null, event -> false);
        assertEquals(last, rest.getLast(), "who comes back with the last number seen is told the same end");
        assertTrue(rest.stream().allMatch(event -> event.get("seq").asLong() > seen), rest::toString);
        assertTrue(last.path("interrupted").asBoolean(), events::toString);
        JsonNode answer = api.get("/chat/messages/" + room + "/message/" + last.get("message_id").asText()).ok();
        assertEquals("BOT", answer.get("sender_type").asText());
        assertTrue(answer.get("meta_json").get("interrupted").asBoolean(), answer::toString);
        String kept = answer.get("content").asText();
        String shown = Api.text(cut);
        assertTrue(!kept.isBlank() && (kept.startsWith(shown) || shown.startsWith(kept)), () -> "kept of \"" + shown + "\": \"" + kept + "\"");
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
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    @Tag("CK-4")
    @Tag("F-008")
    void killed_in_mid_turn_nothing_acknowledged_is_lost_what_waited_is_said_once_and_every_turn_ends_marked() {
        acknowledged.add(api.say(room, "[[text first]]").getLast().get("message_id").asText());
        for (int round = 0; round < KILLS; round++) {
            List<JsonNode> cut = killInTheMiddle(round);
            startAgain();
            assertInterrupted(cut);
            assertWhole();
        }
        assertGoesOn("still here");
    }

    @Test
    void a_killed_database_comes_back_and_the_chat_goes_on() {
        long killed = database().pid();
        Server.kill(killed);
        await("another database runs", () -> database().isAnotherThan(killed));
        await("the database is back", () -> api.get("/utils/ready").status() == 200
                && api.get("/chat/rooms/" + room + "/messages?limit=1").status() == 200);
        assertGoesOn("after");
    }

    @Test
    void both_killed_at_once_everything_acknowledged_is_there() {
        acknowledged.add(api.say(room, "[[text remember me]]").getLast().get("message_id").asText());
        List<JsonNode> cut = begin("/messages/stream", Map.of("content", LONG), 20);
        awaitKept(cut);
        database().change("checkpoint"); // tokens need not be on the disk of a database that dies; these are
        long pid = database().pid();
        server.kill();
        Server.kill(pid);
        startAgain();
        assertInterrupted(cut);
        assertWhole();
    }

    private void assertGoesOn(String text) {
        String answer = api.say(room, "[[text " + text + "]]").getLast().get("message_id").asText();
        assertEquals(text, api.get("/chat/messages/" + room + "/message/" + answer).ok().get("content").asText().strip());
    }
}
