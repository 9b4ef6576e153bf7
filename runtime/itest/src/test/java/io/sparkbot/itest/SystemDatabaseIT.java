package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.codegen.ThrowawayPostgres;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The product on the PostgreSQL of the system, as an owner who is no superuser, with the demo assistant answering. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SystemDatabaseIT {

    private static final String PASSPHRASE = "correct horse battery";
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private Path folder;
    private ThrowawayPostgres database;
    private Server server;
    private Api api;
    private String room;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.NEVER) Path temporary) throws IOException, SQLException {
        folder = temporary;
        Optional<Path> programs = newest();
        assumeTrue(programs.isPresent(), "no PostgreSQL below " + INSTALLED + "; on Debian: apt install postgresql");
        database = ThrowawayPostgres.start(programs.get());
        try (Connection connection = DriverManager.getConnection(database.url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("create role office login password 'pencil'");
            statement.execute("create database office owner office encoding 'UTF8' template template0");
        }
        server = server("home", "office");
        server.start();
        api = new Api(server.url()).signIn(PASSPHRASE);
        room = api.room();
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private static Optional<Path> newest() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions
                    .filter(version -> Files.isExecutable(version.resolve("bin/postgres")))
                    .max(Comparator.comparingInt(version -> Integer.parseInt(version.getFileName().toString())));
        }
    }

    private Server server(String home, String name) throws IOException {
        return new Server(Files.createDirectories(folder.resolve(home)))
                .with("SPARKBOT_PASSPHRASE", PASSPHRASE)
                .with("SPARKBOT_MODEL", "demo/assistant")
                .with("SPARKBOT_DATABASE_URL", "postgres://office:pencil@127.0.0.1:" + database.port() + "/" + name);
    }

    private String history() {
        return api.get("/chat/rooms/" + room + "/messages?limit=50").ok().toString();
    }

    @Test
    @Tag("F-690")
    void a_conversation_is_there_after_a_restart_and_no_server_of_our_own_was_made() {
        List<JsonNode> events = api.say(room, "count to 12");
        assertEquals("done", events.getLast().get("type").asText(), events::toString);
        assertTrue(Api.text(events).endsWith("10 11 12"), () -> Api.text(events));
        assertFalse(Files.exists(server.home().resolve("data-18")), "an embedded database was made beside the given one");
        Server.Ended status = server.command("status");
        assertTrue(status.output().contains("external ") && !status.output().contains("pencil"), status::output);

        assertEquals(0, server.stop().code());
        server.start();
        api = new Api(server.url()).withToken(api.token());
        assertTrue(history().contains("10 11 12"), this::history);
        assertEquals("done", api.say(room, "count to 3").getLast().get("type").asText());
    }

    @Test
    @Tag("F-679")
    void a_database_that_stops_in_mid_answer_is_told_and_comes_back_by_itself() throws Exception {
        CountDownLatch flowing = new CountDownLatch(20);
        var running = CompletableFuture.supplyAsync(() -> api.stream(
                "POST", "/chat/rooms/" + room + "/messages/stream", Map.of("content", "count to 120"), event -> {
                    flowing.countDown();
                    return false;
                }));
        assertTrue(flowing.await(2, TimeUnit.MINUTES), "the answer does not flow");
        database.stop();

        // At the same time, for each takes seconds to be refused, and the answer outlives a database that is away for twenty.
        var ready = CompletableFuture.supplyAsync(() -> api.get("/utils/ready").status());
        Api.Answer away = api.get("/chat/rooms/" + room + "/messages?limit=1");
        assertEquals(503, away.status(), away::toString);
        assertEquals("unavailable", away.code());
        assertTrue(away.body().get("detail").asText().contains("database"), away::toString);
        assertTrue(away.raw().headers().firstValue("Retry-After").isPresent(), "when to try again is not said");
        assertEquals(503, ready.get(1, TimeUnit.MINUTES));
        assertEquals(200, api.get("/utils/health-check/").status(), "the process itself is well");

        database.restart();
        WholeProduct.await("the database is used again", () -> api.get("/utils/ready").status() == 200
                && api.get("/chat/rooms/" + room + "/messages?limit=1").status() == 200);
        List<JsonNode> events = running.get(2, TimeUnit.MINUTES);
        assertEquals("done", events.getLast().get("type").asText(), () -> events.getLast().toString());
        assertTrue(Api.text(events).endsWith("118 119 120"), () -> Api.text(events));
        assertTrue(history().contains("118 119 120"), this::history);
        assertEquals("done", api.say(room, "count to 2").getLast().get("type").asText());
    }

    @Test
    void a_database_that_does_not_exist_ends_the_start_at_once_with_the_remedy() throws IOException {
        Server.Ended ended = server("nowhere", "nowhere").command("start", "--port", "0");
        assertEquals(1, ended.code(), ended::output);
        assertTrue(ended.output().contains("there is no such database") && ended.output().contains("/nowhere"), ended::output);
        assertTrue(ended.output().contains("create database"), ended::output);
        assertFalse(ended.output().contains("pencil"), ended::output);
    }
}
