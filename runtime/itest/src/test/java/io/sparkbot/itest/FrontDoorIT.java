package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import io.sparkbot.testmodel.TestModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Start, stop, status: what they say on good and on bad days. One home for all that does not need another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontDoorIT {

    private Path folder;
    private Path home;

    @BeforeAll
    void prepare(@TempDir(cleanup = CleanupMode.NEVER) Path temporary) {
        folder = temporary;
        home = folder.resolve("home");
    }

    @Test
    @Tag("F-680")
    @Tag("F-550")
    @Tag("F-001")
    @Tag("F-558")
    @Tag("W-62")
    void a_fresh_home_starts_answers_tells_how_to_sign_in_and_stops() throws Exception {
        var server = new Server(folder.resolve("fresh"));
        var started = server.command("start", "--port", "0");
        assertEquals(0, started.code(), started::output);
        assertTrue(started.output().contains(server.url().toString().replaceAll("/$", "")), started::output);
        assertTrue(started.output().contains("sparkbot-local"), started::output);
        var api = new Api(server.url());
        assertEquals("true", api.get("/utils/health-check/").raw().body());
        assertEquals(200, api.signIn("sparkbot-local").get("/chat/rooms/").status());
        assertTrue(page(server.url()).contains("<div id=\"root\">"), "the page is at the same address");
        assertEquals(0, server.command("status").code());
        listsOf(server);
        assertEquals(0, server.command("start").code(), "starting twice is no error");
        assertEquals(0, server.stop().code());
        assertNotEquals(0, server.command("status").code());
    }

    private void listsOf(Server server) throws IOException {
        String[] access = {"--passphrase", "sparkbot-local", "--config", folder.resolve("lists.json").toString()};
        String plugins = list(server, 0, "plugins", access);
        assertTrue(plugins.lines().anyMatch(line -> line.matches("\\S*skill\\.weather +\\d\\S+ +skill +active +ok")), plugins);
        String settings = list(server, 0, "config", access);
        assertTrue(settings.contains("turns.history_tokens = 24000   (default)"), settings);
        assertTrue(settings.contains("identity.passphrase = not set   (default)"), settings);
        String answer = list(server, 0, "config", "--json", access[2], access[3]); // with the session that was kept
        JsonNode passphrase = Api.JSON.readTree(answer).get("items").valueStream().filter(item -> item.get("key").asText().equals("identity.passphrase")).findFirst().orElseThrow();
        assertFalse(passphrase.hasNonNull("value"), answer);
    }

    private static String list(Server server, int code, String command, String... options) {
        String[] words = Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
        var ended = server.command(words);
        assertEquals(code, ended.code(), ended::output);
        return ended.output();
    }

    @Test
    @Tag("W-63")
    void the_compose_file_that_ships_brings_no_secret_and_does_not_start_without_a_passphrase() throws IOException {
        String compose = Files.readString(Server.script().getParent().resolveSibling("compose.yml"));
        assertTrue(compose.contains("SPARKBOT_PASSPHRASE: ${SPARKBOT_PASSPHRASE:?"), compose);
        List<String> settings = compose.lines().map(String::strip).filter(line -> line.matches("[A-Z_]+: .*")).filter(line -> !line.startsWith("SPARKBOT_PASSPHRASE:")).toList();
        assertTrue(settings.stream().allMatch(line -> line.matches("([A-Z_]+): \\$\\{\\1:-}")), () -> "only what the environment says, and nothing else by default: " + settings);
    }

    @Test
    void a_taken_port_is_named_with_the_remedy() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = new Server(home);
            var ended = server.command("start", "--port", String.valueOf(taken.getLocalPort()));
            assertEquals(1, ended.code(), ended::output);
            assertTrue(ended.output().contains(String.valueOf(taken.getLocalPort())), ended::output);
            assertTrue(ended.output().contains("--port"), ended::output);
        }
    }

    @Test
    @Tag("F-675")
    @Tag("F-658")
    void the_default_passphrase_is_refused_on_a_public_address() {
        var server = new Server(home).with("SPARKBOT_HOST", "0.0.0.0");
        var ended = server.command("start", "--port", "0");
        assertEquals(1, ended.code(), ended::output);
        assertTrue(ended.output().contains("SPARKBOT_PASSPHRASE"), ended::output);
        assertTrue(ended.output().contains("0.0.0.0"), () -> "the reason is not said: " + ended.output());
    }

    @Test
    void home_port_and_host_can_come_from_the_environment_alone() throws IOException {
        int port = freePort();
        try (var server = new Server(home)
                .with("SPARKBOT_HOME", home.toString()).with("SPARKBOT_PORT", String.valueOf(port)).with("SPARKBOT_HOST", "127.0.0.1")) {
            var started = server.bare("start");
            assertEquals(0, started.code(), started::output);
            assertEquals("http://127.0.0.1:" + port, server.url().toString());
            assertEquals(0, server.bare("status").code());
            assertEquals(0, server.bare("stop").code());
        }
    }

    /** Below those that the system gives to whoever asks for any: nobody else gets it before the server does. */
    private static int freePort() throws IOException {
        for (int port = 20_000; ; port++) {
            try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                assertTrue(port < 30_000, taken::toString);
            }
        }
    }

    @Test
    void in_the_foreground_it_is_the_very_process_that_was_started_and_ends_with_it() throws Exception {
        var server = new Server(home);
        Path terminal = folder.resolve("terminal.txt");
        Process process = server.foreground(terminal);
        try {
            WholeProduct.await("it answers", () -> Files.exists(server.home().resolve("run/url")));
            assertEquals(process.pid(), server.pid());
            assertEquals("true", new Api(server.url()).get("/utils/health-check/").raw().body());
            WholeProduct.await("the log is in the terminal " + terminal, () -> read(terminal).contains("ready at " + server.url()));
            process.destroy();
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "a signal does not end it");
            assertEquals(143, process.exitValue(), "ended by the signal");
            assertEquals(4, server.command("status").code());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @Tag("F-556")
    void the_console_answers_where_no_server_runs_and_leaves_none_behind() throws Exception {
        try (TestModel model = TestModel.start(0)) {
            var server = new Server(home)
                    .with("OPENAI_API_KEY", "sk-test-0000000000000000000000")
                    .with("OPENAI_BASE_URL", model.baseUrl())
                    .with("SPARKBOT_MODEL", "scripted");
            var answered = server.command("console", "--embedded", "--once", "[[text nobody else is here]]");
            assertEquals(0, answered.code(), answered::output);
            assertTrue(answered.output().lines().anyMatch("nobody else is here"::equals), answered::output);
            assertEquals(4, server.command("status").code());

            Process talking = server.talking(folder.resolve("talking.txt"), "console", "--embedded");
            talking.getOutputStream().write("[[text still here]]\n".getBytes(StandardCharsets.UTF_8));
            talking.getOutputStream().flush();
            WholeProduct.await("the answer", () -> read(folder.resolve("talking.txt")).contains("still here"));
            assertEquals(0, server.command("status").code());
            Server.kill(talking.pid());
            WholeProduct.await("the server ended with the console", () -> server.command("status").code() == 4);
        }
    }

    private static String page(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void with_no_java_but_an_old_one_it_says_what_to_install() throws IOException {
        Path old = Files.createDirectories(folder.resolve("old-jdk/bin"));
        Files.writeString(old.resolveSibling("release"), "JAVA_VERSION=\"21.0.4\"\n");
        Files.writeString(old.resolve("java"), "#!/bin/sh\necho an old Java was started\n").toFile().setExecutable(true);
        var ended = new Server(home)
                .with("JAVA_HOME", old.getParent().toString())
                .with("PATH", old + ":" + withoutJava())
                .with("SPARKBOT_JDK_FOLDERS", folder.resolve("none").toString())
                .command("start", "--port", "0");
        assertEquals(3, ended.code(), ended::output);
        assertTrue(ended.output().contains("no Java 25 found") && ended.output().contains("JAVA_HOME"), ended::output);
        assertFalse(ended.output().contains("an old Java was started"), ended::output);
    }

    /** A folder with the few programs the script itself needs. */
    private Path withoutJava() throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        for (String name : List.of("sh", "dirname", "readlink", "grep", "env", "cat")) {
            for (String place : List.of("/usr/bin", "/bin")) {
                Path program = Path.of(place, name);
                if (Files.exists(program) && Files.notExists(programs.resolve(name))) {
                    Files.createSymbolicLink(programs.resolve(name), program);
                }
            }
        }
        return programs;
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
        Path settings = Files.writeString(Files.createDirectories(home).resolve("sparkbot.toml"), "[turns]\nmax_tool_round = 3\n");
        var ended = new Server(home).command("start", "--port", "0");
        Files.delete(settings);
        assertEquals(1, ended.code(), ended::output);
        assertTrue(ended.output().contains("max_tool_rounds"), ended::output);
    }

    @Test
    void an_unreachable_external_database_is_named_without_its_password() {
        var server = new Server(home)
                .with("SPARKBOT_JVM_OPTIONS", "-Dsparkbot.start.seconds=15")
                .with("SPARKBOT_DATABASE_URL", "postgresql://sparkbot:topsecret99@127.0.0.1:1/sparkbot");
        var ended = server.command("start", "--port", "0");
        assertNotEquals(0, ended.code(), ended::output);
        assertTrue(ended.output().contains("127.0.0.1:1/sparkbot as sparkbot cannot be used after 15 s"), ended::output);
        assertTrue(ended.output().contains("refused"), () -> "it does not say why: " + ended.output());
        assertFalse(ended.output().contains("topsecret99"), ended::output);
    }
}
