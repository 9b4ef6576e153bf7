package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.itest.support.Tab;
import io.sparkbot.itest.support.Tab.Browser;
import io.sparkbot.testkit.Api;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sockets of the product as browsers use them: several tabs, people who come and go, and clients that behave badly. */
@Tag("CK-9")
@Timeout(180)
class SocketIT extends WholeProduct {

    private static final String PASSWORD = "correct horse";

    private Api ben;
    private String bensId;
    private String shared;

    @BeforeAll
    void ben() {
        bensId = api.post("/users/", Map.of("username", "ben", "password", PASSWORD)).ok().get("id").asText();
        ben = bens();
    }

    @BeforeEach
    void room() {
        shared = api.post("/chat/rooms/", Map.of("name", "Shared")).ok().get("id").asText();
        api.post("/chat/rooms/" + shared + "/members", Map.of("user_id", bensId)).ok();
    }

    /** A further sign-in of ben's. */
    private Api bens() {
        Api fresh = new Api(server.url());
        return fresh.withToken(fresh.post("/chat/users/login", Map.of("username", "ben", "password", PASSWORD)).ok().get("access_token").asText());
    }

    private Browser browser() {
        return Browser.at(server.url(), "/chat/ws/rooms/" + shared);
    }

    private Tab tab(Api person) {
        return browser().signedIn(person.token()).open();
    }

    private String say(Api person, String content) {
        return person.post("/chat/messages/" + shared, Map.of("content", content)).ok().get("id").asText();
    }

    private static List<String> names(JsonNode frame) {
        return frame.get("online_users").valueStream().map(user -> user.get("username").asText()).toList();
    }

    @Test
    @Tag("F-054")
    @Tag("W-32")
    void two_tabs_of_one_person_and_somebody_elses_see_every_message_whoever_stored_it() {
        try (Tab first = tab(api); Tab second = tab(api); Tab other = tab(ben)) {
            List<Tab> all = List.of(first, second, other);
            all.forEach(tab -> tab.next("connected"));
            String stored = say(ben, "over HTTP");
            all.forEach(tab -> assertEquals(stored, tab.next("message").at("/message/id").asText()));

            first.send("{\"type\":\"message\",\"content\":\"from a tab\",\"client_msg_id\":\"c1\"}");
            List<JsonNode> told = first.next(2, frame -> frame.path("client_msg_id").asText().equals("c1") || frame.at("/message/content").asText().equals("from a tab"));
            assertEquals(List.of("ack", "message"), told.stream().map(frame -> frame.get("type").asText()).sorted().toList(), "in either order");
            List.of(second, other).forEach(tab -> tab.next("message", frame -> frame.at("/message/content").asText().equals("from a tab")));

            api.say(shared, "[[text the bot answers]]");
            all.forEach(tab -> tab.next("message", frame -> frame.at("/message/sender_type").asText().equals("BOT")));

            second.close();
            say(ben, "one tab less");
            first.next("message", frame -> frame.at("/message/content").asText().equals("one tab less"));
        }
    }

    @Test
    @Tag("F-054")
    void people_are_there_from_their_first_tab_to_their_last() {
        try (Tab mine = tab(api)) {
            JsonNode connected = mine.next("connected");
            assertEquals(1, names(connected).size());
            String me = names(connected).getFirst();
            Tab first = tab(ben);
            assertEquals(List.of(me, "ben"), names(first.next("connected")));
            assertEquals(List.of(me, "ben"), names(mine.next("presence", frame -> frame.at("/user/username").asText().equals("ben"))));
            Tab second = tab(ben);
            second.next("connected");
            first.close();
            second.send("{\"type\":\"ping\"}").next("pong");
            say(api, "a mark");
            assertFalse(mine.typesBefore("message").contains("presence"), "ben still has a tab");
            second.close();
            JsonNode left = mine.next("presence");
            assertEquals("left", left.get("action").asText());
            assertEquals(List.of(me), names(left));
        }
    }

    @Test
    @Tag("F-054")
    void typing_is_told_to_the_others_and_not_by_viewers() {
        try (Tab mine = tab(api); Tab other = tab(ben)) {
            mine.next("connected");
            other.next("connected");
            other.send("{\"type\":\"typing\",\"is_typing\":true}");
            JsonNode typing = mine.next("typing").get("payload");
            assertEquals("ben", typing.get("username").asText());
            assertTrue(typing.get("is_typing").asBoolean());
            assertFalse(other.send("{\"type\":\"ping\"}").typesBefore("pong").contains("typing"), "nobody is told of the own typing");
            api.delete("/chat/rooms/" + shared + "/members/" + bensId).ok();
            assertEquals(4003, other.closeCode());
        }
        api.post("/chat/rooms/" + shared + "/members", Map.of("user_id", bensId, "role", "VIEWER")).ok();
        try (Tab mine = tab(api); Tab viewer = tab(ben)) {
            mine.next("connected");
            assertFalse(viewer.next("connected").get("can_send").asBoolean());
            viewer.send("{\"type\":\"typing\",\"is_typing\":true}").send("{\"type\":\"message\",\"content\":\"no\"}").next("error");
            assertFalse(mine.has("typing") || mine.has("message"));
        }
    }

    @Test
    @Tag("W-37")
    void a_hundred_open_tabs_hold_no_connection_of_the_database() {
        List<Tab> tabs = IntStream.range(0, 100).mapToObj(number -> tab(api)).toList();
        tabs.forEach(tab -> tab.next("connected"));
        String said = say(ben, "to all of them");
        tabs.forEach(tab -> assertEquals(said, tab.next("message").at("/message/id").asText()));
        tabs.forEach(Tab::close);
    }

    @Test
    void a_tab_that_does_not_read_is_given_up_and_delays_nobody() {
        String much = "x".repeat(90_000);
        try (Tab mine = tab(api)) {
            mine.next("connected");
            browser().signedIn(ben.token()).thatDoesNotRead().open();
            mine.next("presence", frame -> frame.at("/user/username").asText().equals("ben"));
            int sent = 0;
            while (!mine.has("presence") && sent < 600) {
                say(api, sent++ + " " + much);
            }
            assertEquals("left", mine.next("presence").get("action").asText());
            String last = say(api, "after the slow one");
            mine.send("{\"type\":\"ping\"}").next("pong");
            assertTrue(api.get("/chat/rooms/" + shared + "/messages?limit=1").ok().toString().contains(last));
        }
    }

    @Test
    void every_message_reaches_the_one_who_reads_while_another_does_not() {
        try (Tab mine = tab(api)) {
            mine.next("connected");
            browser().signedIn(ben.token()).thatDoesNotRead().open();
            // 18 MB: more than the systems at both ends keep for a connection, so that the server has to hold something back for the one who does not read.
            List<String> ids = IntStream.range(0, 200).mapToObj(number -> say(api, number + " " + "y".repeat(90_000))).toList();
            ids.forEach(id -> assertEquals(id, mine.next("message").at("/message/id").asText()));
        }
    }

    @Test
    void a_frame_above_the_limit_ends_that_connection_alone_and_nonsense_ends_none() {
        try (Tab mine = tab(api); Tab other = tab(ben)) {
            mine.next("connected");
            other.next("connected");
            for (String nonsense : List.of("", "{", "[]", "null", "{\"type\":\"no such\"}", "{\"type\":\"message\"}", "{\"type\":\"message\",\"content\":\"  \"}", "{\"type\":7}")) {
                other.send(nonsense).next("error");
            }
            other.pour("{\"type\":\"message\",\"content\":\"" + "é".repeat(140_000) + "\"}");
            assertEquals(1009, other.end().orElse(1009));
            assertEquals("left", mine.next("presence", frame -> frame.get("action").asText().equals("left")).get("action").asText());
            say(ben, "still a member");
            mine.next("message");
        }
    }

    @Test
    void who_is_removed_from_the_room_hears_nothing_more_of_it() {
        try (Tab mine = tab(api); Tab first = tab(ben); Tab second = tab(ben); Tab many = Browser.at(server.url(), "/chat/ws").signedIn(ben.token()).open()) {
            List.of(mine, first, second).forEach(tab -> tab.next("connected"));
            many.send("{\"type\":\"join_room\",\"payload\":{\"room_id\":\"" + shared + "\"}}").next("joined_room");
            api.delete("/chat/rooms/" + shared + "/members/" + bensId).ok();
            assertEquals(4003, first.closeCode());
            assertEquals(4003, second.closeCode());
            assertEquals(shared, many.next("left_room").at("/payload/room_id").asText());
            say(api, "among ourselves");
            mine.next("message");
            assertFalse(many.send("{\"type\":\"ping\"}").typesBefore("pong").contains("message"));
            assertEquals(4003, tab(ben).closeCode());
            many.send("{\"type\":\"join_room\",\"payload\":{\"room_id\":\"" + shared + "\"}}").next("error");
        }
    }

    @Test
    void a_session_that_ends_takes_its_tabs_with_it_and_not_those_of_another() {
        Api phone = bens();
        try (Tab desk = tab(ben); Tab bySession = tab(phone); Tab many = Browser.at(server.url(), "/chat/ws").signedIn(phone.token()).open()) {
            desk.next("connected");
            bySession.next("connected");
            many.send("{\"type\":\"ping\"}").next("pong");
            phone.delete("/chat/users/session").ok();
            assertEquals(4001, bySession.closeCode());
            assertEquals(4001, many.closeCode());
            assertTrue(desk.send("{\"type\":\"ping\"}").next("pong") != null && desk.isOpen());
            assertEquals(4001, tab(phone).closeCode());
        }
    }

    @Test
    void a_page_of_somebody_else_opens_no_socket_even_with_the_cookie() {
        for (String page : List.of("https://evil.example", "null", "http://localhost.evil.example", server.url() + ".evil.example")) {
            CompletionException refused = assertThrows(CompletionException.class, () -> browser().signedIn(api.token()).on(page).open(), page);
            WebSocketHandshakeException handshake = assertInstanceOf(WebSocketHandshakeException.class, refused.getCause(), page);
            assertEquals(403, handshake.getResponse().statusCode(), page);
        }
        String own = server.url().toString().replaceAll("/$", "");
        try (Tab mine = browser().signedIn(api.token()).on(own).open()) {
            mine.next("connected");
        }
    }

    @Test
    void whoever_brings_no_cookie_signs_in_with_the_first_frame_or_is_turned_away() {
        try (Tab mine = browser().open()) {
            mine.send("{\"type\":\"auth\",\"token\":\"" + api.token() + "\"}").next("connected");
        }
        assertEquals(4001, browser().open().send("{\"type\":\"auth\",\"token\":\"guessed\"}").closeCode());
        assertEquals(4001, browser().open().send("hello").closeCode());
        assertEquals(4001, browser().signedIn("guessed").open().closeCode());
        assertEquals(4000, Browser.at(server.url(), "/chat/ws/rooms/no-id").signedIn(api.token()).open().closeCode());
        assertEquals(4004, Browser.at(server.url(), "/chat/ws/rooms/" + UUID.randomUUID()).signedIn(api.token()).open().closeCode());
    }
}
