package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Start, stop, status: what they say on good and on bad days. */
class FrontDoorIT {

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    @Test
    void a_fresh_home_starts_answers_tells_how_to_sign_in_and_stops() {
        var server = new Server(folder.resolve("fresh"));
        var started = server.command("start", "--port", "0");
        assertEquals(0, started.code(), started::output);
        assertTrue(started.output().contains(server.url().toString().replaceAll("/$", "")), started::output);
        assertTrue(started.output().contains("sparkbot-local"), started::output);
        var api = new Api(server.url());
        assertEquals("true", api.get("/utils/health-check/").raw().body());
        assertEquals(200, api.signIn("sparkbot-local").get("/chat/rooms/").status());
        assertEquals(0, server.command("status").code());
        assertEquals(0, server.command("start").code(), "starting twice is no error");
        assertEquals(0, server.stop().code());
        assertNotEquals(0, server.command("status").code());
    }

    @Test
    void a_taken_port_is_named_with_the_remedy() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = new Server(folder.resolve("taken"));
            var ended = server.command("start", "--port", String.valueOf(taken.getLocalPort()));
            assertEquals(1, ended.code(), ended::output);
            assertTrue(ended.output().contains(String.valueOf(taken.getLocalPort())), ended::output);
            assertTrue(ended.output().contains("--port"), ended::output);
        }
    }

    @Test
    void the_default_passphrase_is_refused_on_a_public_address() {
        var server = new Server(folder.resolve("public")).with("SPARKBOT_HOST", "0.0.0.0");
        var ended = server.command("start", "--port", "0");
        assertEquals(1, ended.code(), ended::output);
        assertTrue(ended.output().contains("SPARKBOT_PASSPHRASE"), ended::output);
    }

    @Test
    void a_home_that_cannot_be_used_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        var ended = new Server(file).command("start", "--port", "0");
        assertEquals(1, ended.code(), ended::output);
        assertTrue(ended.output().contains(file.toString()), ended::output);
    }

    @Test
    void an_unknown_setting_stops_the_start_and_suggests_the_right_one() throws IOException {
        Path home = Files.createDirectories(folder.resolve("typo"));
        Files.writeString(home.resolve("sparkbot.toml"), "[turns]\nmax_tool_round = 3\n");
        var ended = new Server(home).command("start", "--port", "0");
        assertEquals(1, ended.code(), ended::output);
        assertTrue(ended.output().contains("max_tool_rounds"), ended::output);
    }

    @Test
    void an_unreachable_external_database_is_named_without_its_password() {
        var server = new Server(folder.resolve("nodb"))
                .with("SPARKBOT_DATABASE_URL", "postgresql://sparkbot:topsecret99@127.0.0.1:1/sparkbot");
        var ended = server.command("start", "--port", "0");
        assertNotEquals(0, ended.code(), ended::output);
        assertTrue(ended.output().contains("127.0.0.1:1"), ended::output);
        assertFalse(ended.output().contains("topsecret99"), ended::output);
    }
}
