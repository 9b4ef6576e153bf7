package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The orders in which a turn tells what happens, and who may say yes to what it asks for. */
@Tag("CK-3")
class SequencesIT extends WholeProduct {

    private static final String PASSWORD = "my own horse";

    private final Map<String, Api> people = new HashMap<>();
    private String office = "";
    private String elsewhere = "";

    @Override
    void prepare(Server fresh) {
        fresh.with("FIRST_SUPERUSER", "boss").with("FIRST_SUPERUSER_PASSWORD", PASSWORD).with("SPARKBOT_OPERATOR_USERNAMES", "boss,kate,olga");
    }

    /** Mia asks; olga is an operator and no member of the office. */
    @BeforeAll
    void an_office() {
        Api boss = signIn("boss");
        Map<String, String> ids = new HashMap<>();
        for (String name : List.of("ada", "mia", "tom", "vic", "kate", "olga")) {
            ids.put(name, boss.post("/users/", Map.of("username", name, "password", PASSWORD)).ok().get("id").asText());
            people.put(name, signIn(name));
        }
        office = of("ada").post("/chat/rooms/", Map.of("name", "Office")).ok().get("id").asText();
        for (String name : List.of("mia", "tom", "vic", "kate")) {
            of("ada").post("/chat/rooms/" + office + "/members", Map.of("user_id", ids.get(name), "role", name.equals("vic") ? "VIEWER" : "MEMBER")).ok();
        }
        elsewhere = of("mia").post("/chat/rooms/", Map.of("name", "Elsewhere")).ok().get("id").asText();
    }

    private Api signIn(String name) {
        Api person = new Api(server.url());
        return person.withToken(person.post("/chat/users/login", Map.of("username", name, "password", PASSWORD)).ok().get("access_token").asText());
    }

    private Api of(String name) {
        return people.get(name);
    }

    private Path file(String name) {
        return server.home().resolve("files").resolve(office).resolve(name);
    }

    /** Mia has the file written and asks to have it deleted, which waits. */
    private String waiting(String name) {
        of("mia").say(office, "[[call filesystem {\"action\":\"write\",\"path\":\"" + name + "\",\"content\":\"milk\"} | text written]]");
        List<JsonNode> events = of("mia").say(office, "[[call filesystem {\"action\":\"delete\",\"path\":\"" + name + "\"} | text gone]]");
        assertEquals(List.of("human_message", "routing", "confirm_required"), Api.types(events));
        assertTrue(Files.exists(file(name)), "nothing happens before the yes");
        return events.getLast().get("confirm_id").asText();
    }

    private Api.Answer approve(String who, String room, String confirmId) {
        return of(who).post("/chat/rooms/" + room + "/messages/stream", Map.of("content", "", "confirm_id", confirmId));
    }

    private static List<String> order(List<JsonNode> events) {
        for (int i = 0; i < events.size(); i++) {
            assertEquals(i + 1, events.get(i).get("seq").asInt(), "numbers rise by one");
        }
        return Api.types(events).stream().reduce(new java.util.ArrayList<String>(), (types, type) -> {
            if (types.isEmpty() || !type.equals("token") || !types.getLast().equals("token")) {
                types.add(type);
            }
            return types;
        }, (left, right) -> left);
    }

    @Test
    void a_plain_answer_one_with_a_tool_and_one_whose_tool_is_denied() {
        assertEquals(List.of("human_message", "routing", "token", "done"), order(of("mia").say(office, "[[text hello there]]")));
        assertEquals(
                List.of("human_message", "routing", "tool_start", "tool_done", "token", "done"),
                order(of("mia").say(office, "[[call calculate {\"expression\":\"6*7\"} | text {result}]]")));
        List<JsonNode> denied = of("mia").say(office, "[[call no_such_tool {} | text sorry]]");
        assertEquals(List.of("human_message", "routing", "tool_start", "tool_done", "token", "done"), order(denied));
        assertEquals("denied", Api.first(denied, "tool_done").get("status").asText());
    }

    @Test
    void a_waiting_call_is_decided_once() {
        String confirmId = waiting("once.txt");
        List<JsonNode> events = of("mia").approve(office, confirmId);
        assertEquals(List.of("tool_start", "tool_done", "token", "done"), Api.types(events).stream().distinct().toList());
        assertFalse(Files.exists(file("once.txt")));
        assertEquals(404, approve("mia", office, confirmId).status());
        assertEquals(404, of("ada").post("/chat/dashboard/approvals/" + confirmId + "/approve", Map.of()).status());
    }

    @Test
    @Tag("A9")
    @Tag("A3")
    void who_does_not_lead_the_room_is_no_operator_or_stands_in_another_room_decides_nothing() {
        String confirmId = waiting("kept.txt");
        assertEquals(403, approve("tom", office, confirmId).status(), "another member");
        assertEquals("viewer_read_only", approve("vic", office, confirmId).code());
        assertEquals("not_member", approve("olga", office, confirmId).code(), "an operator who is no member");
        assertEquals(404, approve("mia", elsewhere, confirmId).status(), "the asker, from another room of hers");
        assertEquals(403, of("tom").delete("/chat/rooms/" + office + "/confirmations/" + confirmId).status(), "nor may another member refuse it");
        assertTrue(Files.exists(file("kept.txt")));
        assertEquals("done", of("mia").approve(office, confirmId).getLast().get("type").asText(), "it still waits");
    }

    @Test
    @Tag("A9")
    void an_owner_of_the_room_and_an_operator_in_it_may_decide_for_somebody_else() {
        for (String who : List.of("ada", "kate")) {
            String confirmId = waiting(who + ".txt");
            assertEquals("done", of(who).approve(office, confirmId).getLast().get("type").asText(), who);
            assertFalse(Files.exists(file(who + ".txt")), who);
        }
    }

    @Test
    @Tag("CK-5")
    @Tag("W-38")
    void after_a_restart_what_waits_still_waits_the_model_is_the_chosen_one_and_too_many_tries_are_still_too_many() {
        String confirmId = waiting("later.txt");
        String model = of("vic").post("/chat/model", Map.of("model", "openrouter/some/model")).ok().get("model").asText();
        Api guesser = new Api(server.url());
        int tries = 0;
        while (guesser.post("/chat/users/login", Map.of("username", "vic", "password", "wrong horse")).status() == 401) {
            assertTrue(++tries <= 10, "the eleventh wrong try has to wait");
        }
        server.stop();
        startAgain();
        Map<String, String> tokens = new HashMap<>();
        people.forEach((name, before) -> tokens.put(name, before.token()));
        tokens.forEach((name, token) -> people.put(name, new Api(server.url()).withToken(token)));
        assertEquals(429, new Api(server.url()).post("/chat/users/login", Map.of("username", "vic", "password", PASSWORD)).status());
        assertEquals(model, of("vic").get("/chat/model").ok().get("model").asText());
        assertEquals("done", of("mia").approve(office, confirmId).getLast().get("type").asText());
        assertFalse(Files.exists(file("later.txt")));
    }
}
