package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestTest {

    @TempDir
    static Path folder;

    static Frame frame;
    static final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        frame = new Frame(Map.of());
        frame.deploy(new FixtureJar("fixture.people", "1.0.0").packageOf(io.sparkbot.web.fixture.people.Activator.class).writeTo(folder));
        frame.deploy(new FixtureJar("fixture.rooms", "1.0.0").packageOf(io.sparkbot.web.fixture.rooms.Activator.class).writeTo(folder));
        frame.deploy(new FixtureJar("fixture.turns", "1.0.0").packageOf(io.sparkbot.web.fixture.turns.Activator.class).writeTo(folder));
    }

    @AfterAll
    static void stop() throws Exception {
        frame.close();
        http.close();
    }

    @Test
    void the_health_check_is_true_without_a_session_in_both_spellings() throws Exception {
        assertEquals("true", get("/utils/health-check/", "").body());
        assertEquals("true", get("/utils/health-check", "").body());
    }

    @Test
    void a_route_that_is_not_public_answers_401_to_strangers_and_403_to_inactive_people() throws Exception {
        assertEquals(401, get("/fixture/rooms", "").statusCode());
        assertEquals(401, get("/fixture/rooms", "unknown").statusCode());
        assertEquals(403, get("/fixture/rooms", "inactive").statusCode());
        assertEquals(200, get("/fixture/rooms", "member").statusCode());
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(frame.uri("/api/v1" + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
