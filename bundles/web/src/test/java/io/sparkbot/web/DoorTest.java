package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.web.Browser.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedFrame.class)
class DoorTest {

    private static final String MEMBER = "Authorization: Bearer member";
    private static final String COOKIE = "Cookie: chat_token=member";

    private Browser browser;
    private String own;

    @BeforeEach
    void connect(Frame frame) {
        browser = new Browser(frame);
        own = "http://127.0.0.1:" + frame.port();
    }

    @Test
    void a_route_that_is_not_public_answers_401_to_strangers() throws IOException {
        for (String credential : List.of("X-Nothing: 1", "Authorization: Bearer unknown", "Cookie: chat_token=unknown", "Authorization: Basic bWVtYmVyOg==")) {
            Answer answer = browser.get("/api/v1/fixture/rooms", credential);
            assertEquals(401, answer.status(), credential);
            assertEquals("not_signed_in", answer.code());
            assertEquals("Bearer", answer.header("WWW-Authenticate"));
        }
    }

    @Test
    void an_inactive_person_gets_403() throws IOException {
        Answer answer = browser.get("/api/v1/fixture/rooms", "Authorization: Bearer inactive");
        assertEquals(403, answer.status());
        assertEquals("account_inactive", answer.code());
    }

    @Test
    void bearer_wins_over_cookie() throws IOException {
        Answer answer = browser.get("/api/v1/fixture/rooms/whoami", "Authorization: Bearer admin", COOKIE);
        assertEquals("admin", answer.json().get("session").asText());
        assertEquals(401, browser.get("/api/v1/fixture/rooms", "Authorization: Bearer unknown", COOKIE).status());
        assertEquals("member", browser.get("/api/v1/fixture/rooms/whoami", COOKIE).json().get("session").asText());
    }

    @Test
    void a_public_route_works_for_strangers_and_for_bad_tokens() throws IOException {
        for (String credential : List.of("X-Nothing: 1", "Authorization: Bearer unknown", "Authorization: Bearer inactive")) {
            Answer answer = browser.get("/api/v1/fixture/rooms/whoami", credential);
            assertEquals(200, answer.status());
            assertTrue(answer.json().get("session").isNull());
        }
    }

    @Test
    void requests_run_on_virtual_threads() throws IOException {
        assertTrue(browser.get("/api/v1/fixture/rooms/whoami").json().get("virtual").asBoolean());
    }

    @ParameterizedTest
    @Tag("F-657")
    @CsvSource({
        "Origin: OWN, 200",
        "Origin: http://evil.example, 403",
        "Origin: null, 403",
        "Origin: OWN.evil.example, 403",
        "Origin: http://127.0.0.1, 403",
        "Sec-Fetch-Site: same-origin, 200",
        "Sec-Fetch-Site: none, 200",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: cross-site, 403",
        "X-Nothing: 1, 403"
    })
    void an_unsafe_request_by_cookie_must_come_from_our_own_origin(String header, int status) throws IOException {
        String value = header.replace("OWN", own);
        String room = "{\"display_name\":\"x\",\"members\":[]}";
        Answer byCookie = browser.post("/api/v1/fixture/rooms", room, COOKIE, value);
        assertEquals(status, byCookie.status(), byCookie.body());
        if (status == 403) {
            assertEquals("origin_refused", byCookie.code());
        }
        assertEquals(200, browser.post("/api/v1/fixture/rooms", room, MEMBER, value).status(), "a bearer is exempt");
        assertEquals(200, browser.get("/api/v1/fixture/rooms", COOKIE, value).status(), "reading is exempt");
    }

    @Test
    @Tag("F-657")
    void the_origin_counts_before_the_session_and_for_every_unsafe_method() throws IOException {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            int status = browser.send(method, "/api/v1/fixture/rooms", "", COOKIE, "Origin: http://evil.example").status();
            assertTrue(status == 403 || status == 405, method + " answered " + status);
        }
    }

    @Test
    void n12_w_04_forwarded_headers_of_an_untrusted_peer_are_not_believed() throws IOException {
        Answer answer = browser.get("/api/v1/fixture/rooms/whoami", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https");
        assertEquals("127.0.0.1", answer.json().get("address").asText());
        assertFalse(answer.json().get("secure").asBoolean());
        assertEquals("", answer.header("Strict-Transport-Security"));
    }

    @Test
    void marks_of_a_browser_are_seen() throws IOException {
        assertFalse(browser.get("/api/v1/fixture/rooms/whoami").json().get("browser").asBoolean());
        assertTrue(browser.get("/api/v1/fixture/rooms/whoami", "Origin: " + own).json().get("browser").asBoolean());
        assertTrue(browser.get("/api/v1/fixture/rooms/whoami", "Sec-Fetch-Mode: cors").json().get("browser").asBoolean());
    }

    @ParameterizedTest
    @Tag("F-650")
    @Tag("W-40")
    @Tag("W-41")
    @ValueSource(strings = {
        "GET /", "GET /no/page", "GET /no.js", "POST /", "GET /api/v1/utils/health-check", "GET /api/v1/nothing", "GET /api/nothing", "GET /api/v1/fixture/rooms",
        "DELETE /api/v1/fixture/rooms", "GET /api/v1/fixture/faults/other", "GET /api/v1/fixture/rooms/x/stream", "OPTIONS /api/v1/fixture/rooms", "TRACE /api/v1/fixture/rooms"
    })
    void n11_every_kind_of_response_carries_the_security_headers(String request) throws IOException {
        String[] parts = request.split(" ");
        Answer answer = browser.send(parts[0], parts[1], "");
        Map<String, String> expected = Map.of(
                "x-content-type-options", "nosniff",
                "x-frame-options", "DENY",
                "referrer-policy", "strict-origin-when-cross-origin",
                "permissions-policy", "camera=(), geolocation=(), microphone=(self)",
                "content-security-policy", "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                        + "media-src 'self' blob:; connect-src 'self' " + own.replace("http", "ws")
                        + "; font-src 'self' data:; frame-ancestors 'none'; object-src 'none'; base-uri 'self'");
        expected.forEach((name, value) -> assertEquals(value, answer.header(name), request + " " + answer.status()));
        assertEquals("", answer.header("Server"));
        assertEquals("", answer.header("Strict-Transport-Security"));
        assertEquals("", answer.header("Set-Cookie"));
    }

    @Test
    void a_host_header_cannot_smuggle_words_into_the_content_policy() throws IOException {
        Answer answer = browser.get("/", "Host: a; script-src *");
        assertEquals(400, answer.status());
        assertFalse(answer.header("Content-Security-Policy").contains("script-src *"), answer.header("Content-Security-Policy"));
    }

    @Test
    void other_origins_are_not_let_in_by_default() throws IOException {
        Answer preflight = browser.send("OPTIONS", "/api/v1/fixture/rooms", "", "Origin: http://evil.example", "Access-Control-Request-Method: POST");
        assertEquals(204, preflight.status());
        assertEquals("", preflight.header("Access-Control-Allow-Origin"));
    }
}
