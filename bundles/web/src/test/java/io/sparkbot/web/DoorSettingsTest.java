package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.web.Browser.Answer;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;

/** What settings change at the door, in a framework of its own. */
class DoorSettingsTest {

    @TempDir
    static Path folder;

    static Frame frame;
    static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        frame = SharedFrame.start();
        browser = new Browser(frame);
        configure(frame, Map.of(
                "trusted.proxies", "127.0.0.0/8, 10.0.0.0/8",
                "cors.origins", "https://chat.example.org/, *",
                "frontend.host", "http://localhost:5173",
                "max.body.bytes", 2000L));
    }

    @AfterAll
    static void stop() throws Exception {
        frame.close();
    }

    @Test
    void behind_a_trusted_proxy_the_forwarded_client_counts() throws Exception {
        Answer answer = browser.get("/api/v1/fixture/rooms/whoami", "X-Forwarded-For: 198.51.100.1, 203.0.113.9, 10.1.2.3", "X-Forwarded-Proto: https");
        assertEquals("203.0.113.9", answer.json().get("address").asText(), "the first entries may be made up by the client");
        assertTrue(answer.json().get("secure").asBoolean());
        assertEquals("max-age=63072000; includeSubDomains", answer.header("Strict-Transport-Security"));
    }

    @Test
    void behind_a_trusted_proxy_the_forwarded_host_is_our_origin() throws Exception {
        String room = "{\"display_name\":\"x\",\"members\":[]}";
        String[] proxied = {
            "Host: internal:8080", "X-Forwarded-Host: chat.example.net", "X-Forwarded-Proto: https", "Origin: https://chat.example.net", "Cookie: chat_token=member"
        };
        assertEquals(200, browser.post("/api/v1/fixture/rooms", room, proxied).status());
    }

    @Test
    void behind_a_trusted_proxy_a_forwarded_host_cannot_smuggle_words_into_the_content_policy() throws Exception {
        String policy = browser.get("/", "X-Forwarded-Host: a; script-src *").header("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'self'; script-src 'self'; ") && !policy.contains("script-src *"), policy);
    }

    @Test
    void a_configured_origin_may_call_with_credentials_and_a_wildcard_is_ignored() throws Exception {
        for (String origin : new String[] {"https://chat.example.org", "http://localhost:5173"}) {
            Answer preflight = browser.send("OPTIONS", "/api/v1/fixture/rooms", "", "Origin: " + origin, "Access-Control-Request-Method: POST");
            assertEquals(origin, preflight.header("Access-Control-Allow-Origin"));
            assertEquals("true", preflight.header("Access-Control-Allow-Credentials"));
            assertEquals("GET, POST, PUT, PATCH, DELETE, OPTIONS", preflight.header("Access-Control-Allow-Methods"));
            assertEquals("Authorization, Content-Type, Accept", preflight.header("Access-Control-Allow-Headers"));
            Answer posted = browser.post("/api/v1/fixture/rooms", "{\"display_name\":\"x\",\"members\":[]}", "Origin: " + origin, "Cookie: chat_token=member");
            assertEquals(200, posted.status());
            assertEquals(origin, posted.header("Access-Control-Allow-Origin"));
        }
        assertEquals("", browser.get("/api/v1/fixture/rooms/whoami", "Origin: http://evil.example").header("Access-Control-Allow-Origin"));
    }

    @Test
    void the_limit_of_bodies_is_a_setting() throws Exception {
        String large = "{\"display_name\":\"" + "x".repeat(3000) + "\",\"members\":[]}";
        assertEquals(413, browser.post("/api/v1/fixture/rooms", large, "Authorization: Bearer member").status());
    }

    /** Sets the configuration of the bundle and returns when its component has seen it. */
    static void configure(Frame frame, Map<String, Object> values) throws Exception {
        var context = frame.framework().getBundleContext();
        ServiceReference<?> reference = context.getAllServiceReferences("org.osgi.service.cm.ConfigurationAdmin", null)[0];
        Object admin = context.getService(reference);
        Object configuration = admin.getClass().getMethod("getConfiguration", String.class, String.class).invoke(admin, "io.sparkbot.web", "?");
        configuration.getClass().getMethod("update", java.util.Dictionary.class).invoke(configuration, new Hashtable<>(values));
        Browser browser = new Browser(frame);
        long end = System.nanoTime() + 60_000_000_000L;
        while (browser.send("OPTIONS", "/api/v1/utils/ready", "", "Origin: http://localhost:5173", "Access-Control-Request-Method: GET")
                .header("Access-Control-Allow-Origin")
                .isEmpty()) {
            assertTrue(System.nanoTime() < end, "the settings never arrived");
            Thread.onSpinWait();
        }
    }
}
