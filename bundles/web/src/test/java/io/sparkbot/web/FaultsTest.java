package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.web.Browser.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedFrame.class)
class FaultsTest {

    private static final String MEMBER = "Authorization: Bearer member";

    private Browser browser;

    @BeforeEach
    void connect(Frame frame) {
        browser = new Browser(frame);
    }

    @Test
    void a_problem_keeps_its_status_code_detail_and_headers() throws IOException {
        Answer answer = browser.get("/api/v1/fixture/faults/problem");
        assertEquals(409, answer.status());
        assertEquals("{\"detail\":\"The name is taken.\",\"code\":\"name_taken\"}", answer.body());
        assertEquals("other", answer.header("X-Hint"));
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    @Test
    void who_asks_for_problem_json_gets_it_everywhere() throws IOException {
        for (String path : new String[] {"/api/v1/fixture/faults/problem", "/api/v1/nothing", "/api/v1/fixture/rooms"}) {
            Answer answer = browser.get(path, "Accept: application/problem+json");
            assertEquals("application/problem+json", answer.header("Content-Type"), path);
            assertEquals(answer.status(), answer.json().get("status").asInt());
            assertTrue(answer.json().get("detail").isTextual());
            assertTrue(answer.json().get("code").isTextual());
        }
    }

    @Test
    void what_nobody_foresaw_is_500_with_a_reference_and_no_exception_text() throws IOException {
        Answer answer = browser.get("/api/v1/fixture/faults/other");
        assertEquals(500, answer.status());
        assertEquals("internal", answer.code());
        assertFalse(answer.body().contains("secret"), answer.body());
        assertFalse(answer.body().contains("Exception"), answer.body());
        assertTrue(answer.json().get("detail").asText().matches(".*[0-9a-f]{8}.*"), answer.body());
    }

    @Test
    void without_a_database_the_answer_is_503_with_a_time_to_come_back() throws IOException {
        Answer answer = browser.get("/api/v1/fixture/faults/database");
        assertEquals(503, answer.status());
        assertEquals("unavailable", answer.code());
        assertEquals("5", answer.header("Retry-After"));
        assertFalse(answer.body().contains("secret"), answer.body());
    }

    @Test
    void an_invalid_field_is_422_with_its_place() throws IOException {
        JsonNode detail = browser.get("/api/v1/fixture/faults/field").json().get("detail").get(0);
        assertEquals("too_long", detail.get("type").asText());
        assertEquals("[\"body\",\"name\"]", detail.get("loc").toString());
        assertFalse(detail.get("msg").asText().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"display_name\":\"x\",\"members\":[]} | 200 | | ",
        "{\"display_name\":\"x\",\"members\":[],\"unknown\":{\"a\":[1]}} | 200 | | ",
        "{\"display_name\":\"x\",\"members\":[],\"persona\":null,\"open_at\":null} | 200 | | ",
        "{\"display_name\":\"x\",\"members\":[],\"open_at\":\"2026-03-07T12:00:00\"} | 200 | | ",
        "{\"display_name\":\"x\",\"members\":[],\"open_at\":\"2026-03-07T13:00:00+01:00\"} | 200 | | ",
        "{\"members\":[]} | 422 | missing | [\"body\",\"display_name\"]",
        "{\"display_name\":null,\"members\":[]} | 422 | missing | [\"body\",\"display_name\"]",
        "{\"display_name\":\"x\"} | 422 | missing | [\"body\",\"members\"]",
        "{\"display_name\":{},\"members\":[]} | 422 | type | [\"body\",\"display_name\"]",
        "{\"display_name\":\"x\",\"seats\":\"many\",\"members\":[]} | 422 | type | [\"body\",\"seats\"]",
        "{\"display_name\":\"x\",\"seats\":{},\"members\":[]} | 422 | type | [\"body\",\"seats\"]",
        "{\"display_name\":\"x\",\"members\":[\"00000000-0000-0000-0000-000000000001\",\"nobody\"]} | 422 | format | [\"body\",\"members\",1]",
        "{\"display_name\":\"x\",\"members\":[],\"open_at\":\"soon\"} | 422 | format | [\"body\",\"open_at\"]",
        "{\"display_name\":\"x\",\"members\":[] | 422 | json_invalid | [\"body\"]",
        "{\"display_name\":\"x\",\"members\":[]} {} | 422 | type | [\"body\"]",
        "nonsense | 422 | json_invalid | [\"body\"]",
        "[] | 422 | type | [\"body\"]",
        "'' | 422 | missing | [\"body\"]"
    })
    void a_body_that_does_not_fit_is_told_where_and_without_exception_text(String body, int status, String type, String place) throws IOException {
        Answer answer = browser.post("/api/v1/fixture/rooms", body, MEMBER);
        assertEquals(status, answer.status(), answer.body());
        if (status == 422) {
            assertEquals("invalid", answer.code());
            JsonNode detail = answer.json().get("detail").get(0);
            assertEquals(place, detail.get("loc").toString(), answer.body());
            assertEquals(type, detail.get("type").asText(), answer.body());
            assertFalse(answer.body().matches("(?s).*(jackson|Exception|io\\.sparkbot|java\\.).*"), answer.body());
        }
    }

    @Test
    void w_61_times_are_rfc_3339_in_utc_and_names_are_snake_case() throws IOException {
        JsonNode room = browser.get("/api/v1/fixture/rooms", MEMBER).json().get(0);
        assertEquals("2026-03-07T12:00:00Z", room.get("created_at").asText());
        assertEquals("Lobby", room.get("display_name").asText());
        assertTrue(room.get("persona").isNull());
        assertEquals("RED", room.get("colour").asText());
        JsonNode made = browser.post("/api/v1/fixture/rooms", "{\"display_name\":\"x\",\"members\":[],\"open_at\":\"2026-03-07T13:00:00+01:00\"}", MEMBER).json();
        assertEquals("2026-03-07T12:00:00Z", made.get("open").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/fixture/rooms/abc, path, id",
        "/api/v1/fixture/rooms/1-1-1-1-1, path, id",
        "/api/v1/fixture/rooms?limit=many, query, limit"
    })
    void w_26_a_malformed_parameter_is_422_with_its_place(String path, String place, String name) throws IOException {
        Answer answer = browser.get(path, MEMBER);
        assertEquals(422, answer.status());
        assertEquals("[\"" + place + "\",\"" + name + "\"]", answer.json().get("detail").get(0).get("loc").toString());
    }

    @Test
    void unknown_addresses_are_404_and_wrong_methods_405() throws IOException {
        assertEquals("not_found", browser.get("/api/v1/nothing", MEMBER).code());
        assertEquals("not_found", browser.get("/api/v1/fixture/rooms/x/y/z", MEMBER).code());
        assertEquals("not_found", browser.get("/api/v2/utils/health-check").code());
        Answer wrong = browser.send("DELETE", "/api/v1/fixture/rooms", "", MEMBER);
        assertEquals(405, wrong.status());
        assertEquals("method_not_allowed", wrong.code());
        assertTrue(wrong.header("Allow").contains("GET"), wrong.header("Allow"));
        assertEquals(405, browser.send("TRACE", "/api/v1/fixture/rooms", "", MEMBER).status());
    }

    @Test
    void both_spellings_of_an_address_are_accepted() throws IOException {
        for (String path : new String[] {"/utils/health-check", "/fixture/rooms", "/fixture/rooms/whoami", "/fixture/rooms/7/turns"}) {
            assertEquals(200, browser.get("/api/v1" + path, MEMBER).status(), path);
            assertEquals(200, browser.get("/api/v1" + path + "/", MEMBER).status(), path + "/");
        }
    }

    @Test
    void a_body_of_another_type_is_415_and_an_impossible_accept_406() throws IOException {
        assertEquals(415, browser.send("POST", "/api/v1/fixture/rooms", "a=b", MEMBER, "Content-Type: application/x-www-form-urlencoded").status());
        assertEquals(406, browser.get("/api/v1/fixture/rooms", MEMBER, "Accept: image/png").status());
    }

    @Test
    void where_a_form_is_wanted_anything_else_is_415_even_without_a_content_type() throws IOException {
        String form = "/api/v1/fixture/faults/form";
        assertEquals("\"b\"", browser.send("POST", form, "a=b", "Content-Type: application/x-www-form-urlencoded").body());
        assertEquals("\"b\"", browser.send("POST", form, "a=b", "Content-Type: Application/X-WWW-Form-URLencoded; charset=utf-8").body());
        for (Answer answer : List.of(browser.send("POST", form, "a=b"), browser.send("POST", form, ""), browser.post(form, "{}"),
                browser.send("POST", form, "a=b", "Content-Type: */*"), browser.send("POST", form, "a=b", "Content-Type: application/*"))) {
            assertEquals(415, answer.status());
            assertEquals("bad_request", answer.code());
            assertTrue(answer.json().get("detail").asText().contains("application/x-www-form-urlencoded"), answer.body());
        }
    }

    @Test
    void a_message_of_ten_megabytes_is_413_and_the_client_can_read_it() throws IOException {
        String body = "{\"display_name\":\"" + "x".repeat(10_000_000) + "\",\"members\":[]}";
        Answer answer = browser.post("/api/v1/fixture/rooms", body, MEMBER);
        assertEquals(413, answer.status());
        assertEquals("too_large", answer.code());
        assertTrue(answer.body().contains("1,048,576"), answer.body());
    }

    @Test
    void a_chunked_body_over_the_limit_is_413_too() throws IOException {
        Answer answer = browser.raw(chunked("POST", "/api/v1/fixture/rooms", "application/json", "{\"display_name\":\"" + "x".repeat(2_000_000) + "\"}"));
        assertEquals(413, answer.status(), answer.body());
        assertEquals("too_large", answer.code());
    }

    @Test
    void a_route_may_have_a_limit_of_its_own() throws IOException {
        String type = "Content-Type: application/java-archive";
        assertEquals(2_000_000, browser.send("POST", "/api/v1/fixture/rooms/upload", "x".repeat(2_000_000), MEMBER, type).json().get("size").asInt());
        assertEquals(413, browser.send("POST", "/api/v1/fixture/rooms/upload", "x".repeat(4_000_001), MEMBER, type).status());
        assertEquals(413, browser.raw(chunked("POST", "/api/v1/fixture/rooms/upload", "application/java-archive", "x".repeat(4_000_001))).status());
    }

    @Test
    void a_stranger_with_a_large_body_is_a_stranger() throws IOException {
        assertEquals(401, browser.post("/api/v1/fixture/rooms", "x".repeat(5_000_000)).status());
    }

    @Test
    void deeply_nested_json_is_refused() throws IOException {
        Answer answer = browser.post("/api/v1/fixture/rooms", "{\"display_name\":" + "[".repeat(5000), MEMBER);
        assertTrue(answer.status() == 413 || answer.status() == 422, answer.body());
    }

    private static byte[] chunked(String method, String path, String type, String body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + MEMBER + "\r\nContent-Type: " + type
                        + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += 60_000) {
            int length = Math.min(60_000, bytes.length - from);
            request.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            request.write(bytes, from, length);
            request.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        request.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return request.toByteArray();
    }
}
