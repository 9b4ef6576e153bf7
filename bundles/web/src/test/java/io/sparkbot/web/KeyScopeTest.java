package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.web.Browser.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedFrame.class)
class KeyScopeTest {

    private static final List<String> KEYS = List.of("key-nothing", "key-read", "key-chat", "key-full", "key-sign_in");

    /** The last column names the smallest access that passes. */
    @ParameterizedTest
    @CsvSource({
        "GET, /fixture/rooms, key-read",
        "HEAD, /fixture/rooms, key-read",
        "GET, /chat/rooms/fixture, key-read",
        "POST, /chat/rooms/fixture, key-chat",
        "POST, /chat/rooms/fixture/, key-chat",
        "POST, /fixture/rooms/upload, key-full",
        "DELETE, /chat/rooms/fixture, key-full",
        "GET, /chat/rooms/fixture/own, key-sign_in",
    })
    void a_key_goes_as_far_as_its_scope_and_no_further(String method, String path, String smallest, Frame frame) throws IOException {
        for (String key : KEYS) {
            Answer answer = new Browser(frame).send(method, "/api/v1" + path, "", "Authorization: Bearer " + key, "Content-Type: application/java-archive");
            boolean passes = KEYS.indexOf(key) >= KEYS.indexOf(smallest);
            assertEquals(passes, answer.status() != 403, key + " on " + method + " " + path + ": " + answer.status());
            if (!passes && !method.equals("HEAD")) {
                assertEquals("not_allowed", answer.code());
                String named = smallest.equals("key-sign_in") ? "sign in" : "\"" + smallest.substring("key-".length()) + "\"";
                assertTrue(answer.json().get("detail").asText().contains(named), answer.body());
            }
        }
    }

    @Test
    void a_public_route_asks_no_scope(Frame frame) throws IOException {
        assertEquals(200, new Browser(frame).get("/api/v1/fixture/rooms/whoami", "Authorization: Bearer key-nothing").status());
    }

    @Test
    void a_socket_that_the_key_does_not_open_is_closed_with_4003_by_header_and_by_frame(Frame frame) throws Exception {
        for (String key : List.of("key-nothing", "key-read", "key-chat")) {
            try (SocketTest.Client client = new SocketTest.Client(frame, "/api/v1/fixture/ws/lobby", "Authorization: Bearer " + key)) {
                assertEquals(4003, client.closeCode(), key);
            }
            try (SocketTest.Client client = new SocketTest.Client(frame, "/api/v1/fixture/ws/lobby")) {
                client.send("{\"type\":\"auth\",\"token\":\"" + key + "\"}");
                assertEquals(4003, client.closeCode(), key);
            }
        }
        try (SocketTest.Client client = new SocketTest.Client(frame, "/api/v1/fixture/ws/lobby", "Authorization: Bearer key-full")) {
            assertEquals("hello key-full in lobby", client.text());
        }
    }
}
