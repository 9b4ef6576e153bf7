package io.sparkbot.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.plugins.fixture.Hold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployTest {

    @TempDir
    Path home;

    private Yard yard;

    @BeforeEach
    void open() throws Exception {
        Hold.reset();
        yard = new Yard(home).begin();
    }

    @AfterEach
    void close() throws Exception {
        Hold.release();
        yard.close();
    }

    @Test
    @Tag("K4")
    void a_jar_dropped_into_the_folder_is_noticed_and_can_be_called() throws Exception {
        TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(file("echo.jar"));

        yard.gate.await("echo", true);

        assertEquals("one", yard.gate.call("echo"));
        yard.settle();
        PluginView listed = yard.plugin("acme.echo");
        assertEquals("active", listed.state());
        assertEquals("", listed.reason());
        assertEquals("skill", listed.kind());
        assertEquals(Optional.of("echo.jar"), listed.file());
        assertEquals(List.of("echo"), listed.provides());
    }

    @Test
    void a_removed_jar_is_noticed_and_its_tool_is_gone() throws Exception {
        TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(file("echo.jar"));
        yard.gate.await("echo", true);
        yard.settle();

        Files.delete(file("echo.jar"));
        yard.gate.await("echo", false);

        yard.settle();
        assertFalse(yard.lists("acme.echo"));
        assertEquals(0, yard.installed("acme.echo"));
        assertFalse(Files.exists(home.resolve("work/kept/acme.echo")), "kept copies leave with the skill");
    }

    @Test
    void a_new_version_replaces_the_old_one() throws Exception {
        TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(file("echo.jar"));
        yard.settle();

        TestJar.skill("acme.echo", "1.1.0", "echo", "two").drop(file("echo.jar"));
        yard.settle();

        assertEquals("two", yard.gate.call("echo"));
        assertEquals("1.1.0", yard.plugin("acme.echo").version());
        assertEquals(1, yard.installed("acme.echo"));
    }

    @Test
    void the_same_version_with_other_content_replaces_too() throws Exception {
        TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(file("echo.jar"));
        yard.settle();

        TestJar.skill("acme.echo", "1.0.0", "echo", "two").drop(file("echo.jar"));
        yard.settle();

        assertEquals("two", yard.gate.call("echo"));
        assertEquals(1, yard.installed("acme.echo"));
    }

    @Test
    void a_newer_version_in_another_file_takes_over_and_gives_back_when_it_is_removed() throws Exception {
        TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(file("echo-1.0.jar"));
        yard.settle();
        TestJar.skill("acme.echo", "1.1.0", "echo", "two").drop(file("echo-1.1.jar"));
        yard.settle();
        assertEquals("two", yard.gate.call("echo"));

        Files.delete(file("echo-1.1.jar"));
        yard.settle();

        assertEquals("one", yard.gate.call("echo"));
        assertEquals(1, yard.installed("acme.echo"));
    }

    @Test
    void a_call_that_runs_while_its_skill_is_replaced_ends_normally_in_the_old_version() throws Exception {
        waiting("1.0.0", "old").drop(file("echo.jar"));
        yard.settle();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> running = pool.submit(() -> yard.gate.call("echo"));
            Hold.awaitArrival();
            long old = yard.bundleId("acme.echo");

            TestJar.skill("acme.echo", "1.0.0", "echo", "new").drop(file("echo.jar"));
            while (!yard.gate.leases.isDraining(old)) {
                Thread.onSpinWait();
            }

            assertEquals("new", yard.gate.call("echo"));
            assertEquals(2, yard.installed("acme.echo"), "the old version stays while its call runs");
            Hold.release();
            assertEquals("old", running.get(1, TimeUnit.MINUTES));
        }
        yard.settle();
        assertEquals(1, yard.installed("acme.echo"));
    }

    @Test
    void a_call_that_runs_while_its_skill_is_removed_ends_normally() throws Exception {
        waiting("1.0.0", "done").drop(file("echo.jar"));
        yard.settle();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> running = pool.submit(() -> yard.gate.call("echo"));
            Hold.awaitArrival();
            long id = yard.bundleId("acme.echo");

            Files.delete(file("echo.jar"));
            while (!yard.gate.leases.isDraining(id)) {
                Thread.onSpinWait();
            }

            assertThrows(IllegalStateException.class, () -> yard.gate.call("echo"), "no new call enters");
            Hold.release();
            assertEquals("done", running.get(1, TimeUnit.MINUTES));
        }
        yard.settle();
        assertEquals(0, yard.installed("acme.echo"));
    }

    @Test
    void a_call_that_outlasts_the_drain_limit_is_ended() throws Exception {
        yard.rules(new Rules(Optional.empty(), 1_000_000, Duration.ofMillis(50)));
        waiting("1.0.0", "never").drop(file("echo.jar"));
        yard.settle();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> running = pool.submit(() -> yard.gate.call("echo"));
            Hold.awaitArrival();

            Files.delete(file("echo.jar"));
            yard.settle();

            assertEquals(0, yard.installed("acme.echo"));
            Exception ended = assertThrows(Exception.class, () -> running.get(1, TimeUnit.MINUTES));
            assertInstanceOf(InterruptedException.class, ended.getCause());
        }
    }

    @Test
    @Tag("F-258")
    void fifty_callers_see_no_failure_while_the_skill_is_updated_twenty_times() throws Exception {
        numbered(0).drop(file("echo.jar"));
        yard.settle();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        StringBuffer first = new StringBuffer();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                pool.submit(() -> {
                    while (!over.get()) {
                        try {
                            if (!yard.gate.call("echo").startsWith("answer ")) {
                                failures.incrementAndGet();
                            }
                        } catch (Exception | LinkageError failed) {
                            first.append(failed).append('\n');
                            failures.incrementAndGet();
                        }
                        calls.incrementAndGet();
                    }
                });
            }
            try {
                for (int version = 1; version <= 20; version++) {
                    numbered(version).drop(file("echo.jar"));
                    yard.settle();
                    assertEquals("answer " + version, yard.gate.call("echo"));
                }
            } finally {
                over.set(true);
            }
        }
        assertEquals(0, failures.get(), calls + " calls; " + first);
        assertTrue(calls.get() > 100, "the callers really called: " + calls);
        assertEquals(1, yard.installed("acme.echo"));
    }

    @Test
    void an_unchanged_file_is_not_deployed_again() throws Exception {
        TestJar jar = TestJar.skill("acme.echo", "1.0.0", "echo", "one");
        jar.drop(file("echo.jar"));
        yard.settle();
        long before = yard.bundleId("acme.echo");

        jar.drop(file("echo.jar"));
        yard.settle();

        assertEquals(before, yard.bundleId("acme.echo"));
    }

    @Test
    void files_that_begin_with_an_underscore_or_a_dot_are_left_alone() throws Exception {
        TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(file("_echo.jar"));
        TestJar.skill("acme.other", "1.0.0", "other", "one").drop(file(".other.jar"));
        yard.settle();

        assertFalse(yard.lists("acme.echo"));
        assertFalse(yard.lists("acme.other"));
    }

    @Test
    void a_file_that_is_copied_slowly_counts_when_it_is_complete() throws Exception {
        byte[] whole = TestJar.skill("acme.echo", "1.0.0", "echo", "one").bytes();
        try (var out = Files.newOutputStream(file("echo.jar"))) {
            out.write(whole, 0, whole.length / 2);
            out.flush();
            yard.settle();
            assertEquals(0, yard.installed("acme.echo"));
            out.write(whole, whole.length / 2, whole.length - whole.length / 2);
        }

        yard.gate.await("echo", true);

        assertEquals("one", yard.gate.call("echo"));
    }

    @Test
    void every_change_is_audited_with_its_result() throws Exception {
        TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(file("echo.jar"));
        yard.settle();
        TestJar.skill("acme.echo", "1.1.0", "echo", "two").drop(file("echo.jar"));
        yard.settle();
        TestJar.bundle("io.sparkbot.plugins", "9").drop(file("echo.jar"));
        yard.settle();
        Files.delete(file("echo.jar"));
        yard.settle();

        assertEquals(
                List.of("plugin_install", "plugin_update", "plugin_update", "plugin_remove"),
                yard.audited.stream().map(entry -> entry.tool()).toList());
        assertEquals("active", yard.audited.get(1).result());
        assertTrue(yard.audited.get(2).result().startsWith("rejected: "), yard.audited.get(2).result());
    }

    private static TestJar waiting(String version, String answer) {
        return TestJar.skill(
                "acme.echo", version, "echo", "io.sparkbot.plugins.fixture.Hold.here(); return Late.answer();", "", late(answer));
    }

    private static TestJar numbered(int number) {
        return TestJar.skill("acme.echo", "1.0." + number / 2, "echo", "Thread.sleep(1); return Late.answer();", "", late("answer " + number));
    }

    /** A class that is loaded in the midst of a call shows whether the bundle is still whole. */
    private static String late(String answer) {
        return """
                class Late {
                    static ToolResult answer() { return ToolResult.ok("%s"); }
                }
                """.formatted(answer);
    }

    private Path file(String name) {
        return yard.skills.resolve(name);
    }
}
