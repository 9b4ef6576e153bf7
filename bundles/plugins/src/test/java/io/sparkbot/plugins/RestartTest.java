package io.sparkbot.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.tool.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    @TempDir
    Path home;

    @Test
    void what_lies_in_the_folder_at_the_start_runs() throws Exception {
        TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(home.resolve("skills/echo.jar"));
        TestJar.skill("acme.other", "1.0.0", "other", "two").drop(home.resolve("skills/other.jar"));

        try (Yard yard = new Yard(home).begin()) {
            assertEquals("one", yard.gate.call("echo"));
            assertEquals("two", yard.gate.call("other"));
        }
    }

    @Test
    void an_order_of_files_in_which_one_needs_a_later_one_is_no_problem() throws Exception {
        TestJar.skill("acme.first", "1.0.0", "first", "there")
                .header("Import-Package", "io.sparkbot.api.tool,io.sparkbot.api.policy,acme.words")
                .drop(home.resolve("skills/a.jar"));
        TestJar.bundle("acme.words", "1.0.0").header("Export-Package", "acme.words").entry("acme/words/x", new byte[0]).drop(home.resolve("skills/b.jar"));

        try (Yard yard = new Yard(home).begin()) {
            assertEquals("there", yard.gate.call("first"));
        }
    }

    @Test
    void the_last_version_that_worked_is_started_when_the_file_holds_one_that_does_not() throws Exception {
        try (Yard yard = new Yard(home).begin()) {
            TestJar.skill("acme.echo", "1.0.0", "echo", "good").drop(home.resolve("skills/echo.jar"));
            yard.settle();
        }
        TestJar.skill("acme.echo", "2.0.0", "echo", "return null;", "if (true) throw new IllegalStateException(\"no\");", "")
                .drop(home.resolve("skills/echo.jar"));

        try (Yard yard = new Yard(home).begin()) {
            assertEquals("good", yard.gate.call("echo"));
            assertEquals("1.0.0", yard.plugin("acme.echo").version());
            assertTrue(yard.plugin("acme.echo").reason().contains("version 2.0.0 failed"), yard.plugin("acme.echo").reason());
        }
    }

    @Test
    void a_stopped_skill_stays_stopped_over_a_restart() throws Exception {
        TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(home.resolve("skills/echo.jar"));
        try (Yard yard = new Yard(home).begin()) {
            yard.changes().stop("acme.echo", yard.admin);
        }

        try (Yard yard = new Yard(home).begin()) {
            assertEquals("stopped", yard.plugin("acme.echo").state());
            yard.changes().start("acme.echo", yard.admin);
            assertEquals("one", yard.gate.call("echo"));
        }
    }

    @Test
    void a_stopped_part_of_the_product_stays_stopped_over_a_restart() throws Exception {
        try (Yard yard = new Yard(home).begin()) {
            yard.product(TestJar.bundle("io.sparkbot.tools.files", "1.0.0"));
            yard.changes().stop("io.sparkbot.tools.files", yard.admin);
        }

        try (Yard yard = new Yard(home)) {
            yard.product(TestJar.bundle("io.sparkbot.tools.files", "1.0.0"));
            yard.begin();
            assertEquals("stopped", yard.plugin("io.sparkbot.tools.files").state());
        }
    }

    @Test
    void skills_go_on_without_a_stop_when_bundle_management_is_replaced() throws Exception {
        try (Yard yard = new Yard(home).begin()) {
            TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(home.resolve("skills/echo.jar"));
            yard.settle();
            long before = yard.bundleId("acme.echo");
            Tool tool = yard.gate.tool("echo");

            yard.replaceManagement();

            assertEquals(before, yard.bundleId("acme.echo"));
            assertSame(tool, yard.gate.tool("echo"), "it never stopped");
            assertEquals("active", yard.plugin("acme.echo").state());
        }
    }

    @Test
    void a_file_that_went_while_bundle_management_was_away_takes_its_skill_with_it() throws Exception {
        try (Yard yard = new Yard(home).begin()) {
            TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(home.resolve("skills/echo.jar"));
            yard.settle();
            yard.stopManagement();
            Files.delete(home.resolve("skills/echo.jar"));

            yard.replaceManagement();

            assertFalse(yard.lists("acme.echo"));
            assertEquals(0, yard.installed("acme.echo"));
        }
    }

    @Test
    void half_copies_of_an_earlier_run_are_deleted() throws Exception {
        Path left = Files.createDirectories(home.resolve("work/kept/incoming")).resolve("123.jar");
        Files.write(left, new byte[10]);

        try (Yard yard = new Yard(home).begin()) {
            assertFalse(Files.exists(left));
        }
    }

    @Test
    void the_folder_is_made_when_it_is_missing_and_followed_again_when_it_comes_back() throws Exception {
        try (Yard yard = new Yard(home)) {
            Files.delete(yard.skills);
            yard.begin();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!Files.isDirectory(yard.skills)) {
                assertTrue(System.nanoTime() < end, "the folder was not made");
                Thread.onSpinWait();
            }
            TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(yard.skills.resolve("echo.jar"));
            yard.gate.await("echo", true);

            Files.delete(yard.skills.resolve("echo.jar"));
            Files.delete(yard.skills);
            yard.gate.await("echo", false);
            TestJar.skill("acme.echo", "1.0.0", "echo", "one").drop(yard.skills.resolve("echo.jar"));

            yard.gate.await("echo", true);
        }
    }
}
