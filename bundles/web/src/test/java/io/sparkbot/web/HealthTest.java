package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.web.Browser.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

@ExtendWith(SharedFrame.class)
class HealthTest {

    @TempDir
    Path folder;

    @Test
    void the_liveness_check_is_true_in_both_spellings(Frame frame) throws Exception {
        assertEquals("true", new Browser(frame).get("/api/v1/utils/health-check/").body());
        assertEquals("true", new Browser(frame).get("/api/v1/utils/health-check").body());
    }

    @Test
    void w_60_without_a_session_keeper_the_server_is_alive_but_not_ready() throws Exception {
        try (Frame frame = new Frame(Map.of())) {
            Browser browser = new Browser(frame);
            assertEquals("true", browser.get("/api/v1/utils/health-check/", "Cookie: chat_token=x").body());
            Answer ready = browser.get("/api/v1/utils/ready");
            assertEquals(503, ready.status());
            assertEquals("critical", ready.json().get("status").asText());
            Answer early = browser.get("/api/v1/chat/rooms", "Authorization: Bearer x");
            assertEquals(503, early.status(), "an address may still be to come");
            assertEquals("2", early.header("Retry-After"));
            assertEquals(503, browser.get("/api/v1/system/health", "Authorization: Bearer x").status());
        }
    }

    @Test
    void one_critical_check_makes_the_server_not_ready_and_only_admins_learn_why(Frame frame) throws Exception {
        Browser browser = new Browser(frame);
        assertEquals(200, browser.get("/api/v1/utils/ready").status());
        Bundle bundle = frame.deploy(new FixtureJar("fixture.health", "1.0.0").packageOf(io.sparkbot.web.fixture.health.Activator.class).writeTo(folder));
        try {
            Answer ready = browser.get("/api/v1/utils/ready");
            assertEquals(503, ready.status());
            assertFalse(ready.body().contains("The disk is full"), ready.body());
            assertEquals(401, browser.get("/api/v1/system/health").status());
            assertEquals("not_admin", browser.get("/api/v1/system/health", "Authorization: Bearer member").code());
            Answer health = browser.get("/api/v1/system/health", "Authorization: Bearer admin");
            assertEquals(200, health.status());
            assertTrue(health.body().contains("The disk is full."), health.body());
            assertTrue(health.body().contains("BrokenCheck"), "a check that fails is a row too: " + health.body());
            assertEquals("critical", health.json().get("status").asText());
        } finally {
            bundle.uninstall();
        }
        assertEquals(200, browser.get("/api/v1/utils/ready").status());
    }
}
