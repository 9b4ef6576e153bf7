package io.sparkbot.cli.skill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.cli.DeployOutcomes;
import io.sparkbot.cli.Sparkbot;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.HomeLock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's side of these commands is a folder and a few small files; here the test writes them. */
class SkillCommandsTest {

    @TempDir
    Path folder;

    private Home home;
    private Path jar;
    private Optional<HomeLock> server = Optional.empty();

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void open() throws Exception {
        home = new Home(folder.resolve("home"));
        home.prepare();
        jar = Files.writeString(folder.resolve("echo.jar"), "content");
    }

    @AfterEach
    void close() throws Exception {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    @Test
    void without_a_server_the_jar_is_copied_and_starts_later() {
        Ran ran = run("skill", "install", jar.toString());

        assertEquals(0, ran.code(), ran.err());
        assertTrue(Files.exists(home.skills().resolve("echo.jar")));
        assertTrue(ran.out().contains("starts with the server"), ran.out());
    }

    @Test
    void install_waits_for_the_server_and_says_that_it_runs() throws Exception {
        serverRuns();
        CompletableFuture<Void> deployer = deployWhenCopied("active", "");

        Ran ran = run("skill", "install", jar.toString());

        deployer.join();
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().startsWith("acme.echo 1.0.0 is active ("), ran.out());
        assertEquals(List.of(home.skills().resolve("echo.jar")), filesIn(home.skills()), "nothing half copied is left");
    }

    @Test
    void install_says_why_a_skill_was_not_taken() throws Exception {
        serverRuns();
        CompletableFuture<Void> deployer = deployWhenCopied("failed", "it lacks the package org.example.absent");

        Ran ran = run("skill", "install", jar.toString());

        deployer.join();
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("does not work: it lacks the package org.example.absent"), ran.err());
    }

    @Test
    void what_the_server_said_about_an_earlier_file_does_not_count() throws Exception {
        DeployOutcomes outcomes = new DeployOutcomes(home, Duration.ofSeconds(10));
        outcome("failed", "old trouble", DeployOutcomes.sha256(jar), "2026-01-01T00:00:00Z");
        Optional<DeployOutcomes.Outcome> before = outcomes.of("echo.jar");
        CompletableFuture<Void> later = CompletableFuture.runAsync(() -> outcome("active", "", sha256(), "2026-01-01T00:00:01Z"));

        assertEquals("active", outcomes.await("echo.jar", DeployOutcomes.sha256(jar), before).state());
        later.join();
    }

    @Test
    void a_file_that_the_server_would_ignore_is_refused() throws Exception {
        assertEquals(2, run("skill", "install", Files.writeString(folder.resolve("_x.jar"), "").toString()).code());
        assertEquals(2, run("skill", "install", Files.writeString(folder.resolve("x.zip"), "").toString()).code());
        assertEquals(2, run("skill", "install", folder.resolve("absent.jar").toString()).code());
    }

    @Test
    void list_shows_each_file_with_its_state() throws Exception {
        assertTrue(run("skill", "list").out().contains("no skills in"), "empty");
        Files.copy(jar, home.skills().resolve("echo.jar"));
        assertTrue(run("skill", "list").out().contains("echo.jar                     starts with the server"));

        serverRuns();
        outcome("rejected", "it is a fragment", "", "2026-01-01T00:00:00Z");

        assertEquals("echo.jar                     acme.echo 1.0.0  rejected: it is a fragment\n", run("skill", "list").out());
    }

    @Test
    void remove_finds_a_skill_by_file_or_bundle_and_waits_until_it_is_gone() throws Exception {
        for (String name : List.of("echo.jar", "echo", "acme.echo")) {
            Files.copy(jar, home.skills().resolve("echo.jar"));
            outcome("active", "", "", "2026-01-01T00:00:00Z");
            if (server.isEmpty()) {
                serverRuns();
            }
            Thread caller = Thread.currentThread();
            CompletableFuture<Void> deployer = CompletableFuture.runAsync(() -> {
                while (Files.exists(home.skills().resolve("echo.jar")) || caller.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                try {
                    Files.delete(outcomeFile());
                } catch (java.io.IOException broken) {
                    throw new java.io.UncheckedIOException(broken);
                }
            });

            Ran ran = run("skill", "remove", name);
            assertFalse(Files.exists(outcomeFile()), "it waited until the server had let go");

            deployer.join();
            assertEquals(0, ran.code(), ran.err());
            assertEquals("echo.jar is removed\n", ran.out());
        }
        assertEquals(2, run("skill", "remove", "nobody").code());
    }

    @Test
    void a_name_that_makes_no_package_is_refused() {
        for (String name : List.of("Moon", "moon phase", "../moon", "1moon", "moon-", "x".repeat(41))) {
            assertEquals(2, run("skill", "new", name, "--in", folder.toString()).code(), name);
        }
        assertFalse(Files.exists(folder.resolve("moon")));
    }

    private void serverRuns() throws Exception {
        server = HomeLock.tryAcquire(home);
        Files.writeString(home.run().resolve("url"), "http://127.0.0.1:1\n");
    }

    private CompletableFuture<Void> deployWhenCopied(String state, String reason) {
        return CompletableFuture.runAsync(() -> {
            while (Files.notExists(home.skills().resolve("echo.jar"))) {
                Thread.onSpinWait();
            }
            outcome(state, reason, sha256(), "2026-01-01T00:00:00Z");
        });
    }

    private String sha256() {
        try {
            return DeployOutcomes.sha256(jar);
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private Path outcomeFile() {
        return home.root().resolve("work/outcomes/echo.jar.json");
    }

    private void outcome(String state, String reason, String sha256, String at) {
        try {
            Files.createDirectories(outcomeFile().resolveSibling("."));
            Path whole = Files.writeString(outcomeFile().resolveSibling(".part"), """
                    {"file":"echo.jar","sha256":"%s","name":"acme.echo","version":"1.0.0","action":"install","state":"%s","reason":"%s","at":"%s","micros":9000}
                    """.formatted(sha256, state, reason, at));
            Files.move(whole, outcomeFile(), java.nio.file.StandardCopyOption.REPLACE_EXISTING, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static List<Path> filesIn(Path folder) throws java.io.IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private Ran run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        if (!words[1].equals("new")) {
            all.addAll(List.of("--home", home.root().toString()));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Sparkbot.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(all.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }
}
