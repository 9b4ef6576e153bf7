package io.sparkbot.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {

    @TempDir
    Path home;

    private Yard yard;

    @BeforeEach
    void open() throws Exception {
        yard = new Yard(home).begin();
    }

    @AfterEach
    void close() throws Exception {
        yard.close();
    }

    @Test
    void an_uploaded_jar_runs_and_lies_in_the_folder() throws Exception {
        String name = yard.changes().install("echo.jar", jar("1.0.0", "one"), yard.admin);

        assertEquals("acme.echo", name);
        assertEquals("one", yard.gate.call("echo"));
        assertTrue(Files.exists(yard.skills.resolve("echo.jar")));
        assertEquals(Optional.of(yard.admin.id()), yard.audited.getLast().personId());
    }

    @Test
    void an_upload_that_does_not_work_is_refused_with_its_reason_and_leaves_nothing() throws Exception {
        InputStream bad = new ByteArrayInputStream(
                TestJar.bundle("acme.bad", "1.0.0").header("Import-Package", "org.example.absent").bytes());

        Problem refused = assertThrows(Problem.class, () -> yard.changes().install("bad.jar", bad, yard.admin));

        assertEquals(422, refused.status());
        assertTrue(refused.detail().contains("org.example.absent"), refused.detail());
        assertEquals(0, Files.list(yard.skills).count());
        assertFalse(yard.lists("acme.bad"));
    }

    @Test
    void an_upload_whose_tool_is_rejected_is_refused_with_the_reason_and_leaves_nothing() throws Exception {
        yard.gate.rejected.put("taken", "the name belongs to a built-in tool");

        Problem refused = assertThrows(Problem.class, () -> yard.changes().install("thief.jar", jar("acme.thief", "1.0.0", "taken"), yard.admin));

        assertEquals(422, refused.status());
        assertTrue(refused.detail().contains("belongs to a built-in tool"), refused.detail());
        assertEquals(0, Files.list(yard.skills).count());
        yard.settle();
        assertEquals(0, yard.installed("acme.thief"));
        assertFalse(yard.lists("acme.thief"));
    }

    @Test
    void an_update_of_a_listed_but_rejected_plugin_is_refused_too_and_the_old_file_stays() throws Exception {
        yard.gate.rejected.put("taken", "the name belongs to a built-in tool");
        TestJar.skill("acme.thief", "1.0.0", "taken", "x").drop(yard.skills.resolve("thief.jar"));
        yard.settle();

        assertThrows(Problem.class, () -> yard.changes().update("acme.thief", jar("acme.thief", "1.1.0", "taken"), yard.admin));

        yard.settle();
        assertEquals("1.0.0", yard.plugin("acme.thief").version());
        assertEquals("rejected", yard.plugin("acme.thief").state());
        assertEquals(1, Files.list(yard.skills).count());
    }

    @Test
    void an_upload_that_is_no_jar_is_refused_as_such_and_leaves_nothing() throws Exception {
        InputStream text = new ByteArrayInputStream("just text".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        Problem refused = assertThrows(Problem.class, () -> yard.changes().install("text.jar", text, yard.admin));

        assertTrue(refused.detail().startsWith("it is no jar"), refused.detail());
        assertEquals(0, Files.list(yard.skills).count());
    }

    @Test
    void an_update_that_does_not_work_puts_the_old_file_back() throws Exception {
        yard.changes().install("echo.jar", jar("1.0.0", "one"), yard.admin);
        InputStream bad = new ByteArrayInputStream(
                TestJar.bundle("acme.echo", "2.0.0").header("Import-Package", "org.example.absent").bytes());

        assertThrows(Problem.class, () -> yard.changes().update("acme.echo", bad, yard.admin));

        assertEquals("one", yard.gate.call("echo"));
        assertEquals("", yard.plugin("acme.echo").reason());
        assertEquals("1.0.0", yard.plugin("acme.echo").version());
        assertEquals(1, Files.list(yard.skills).count());
    }

    @Test
    void an_update_with_another_bundle_is_refused_before_anything_happens() throws Exception {
        yard.changes().install("echo.jar", jar("1.0.0", "one"), yard.admin);
        InputStream other = new ByteArrayInputStream(TestJar.skill("acme.other", "1.0.0", "other", "x").bytes());

        Problem refused = assertThrows(Problem.class, () -> yard.changes().update("acme.echo", other, yard.admin));

        assertTrue(refused.detail().contains("acme.other"), refused.detail());
        assertEquals("one", yard.gate.call("echo"));
        assertFalse(yard.lists("acme.other"));
    }

    @Test
    @Tag("F-258")
    void rolling_back_brings_the_version_before_and_its_file() throws Exception {
        yard.changes().install("echo.jar", jar("1.0.0", "one"), yard.admin);
        yard.changes().update("acme.echo", jar("1.1.0", "two"), yard.admin);
        assertEquals(1, yard.catalogue().detail("acme.echo").orElseThrow().earlierVersions().size());

        yard.changes().rollBack("acme.echo", yard.admin);

        yard.settle();
        assertEquals("one", yard.gate.call("echo"));
        assertEquals("1.0.0", yard.plugin("acme.echo").version());
        Problem none = assertThrows(Problem.class, () -> yard.changes().rollBack("acme.echo", yard.admin));
        assertEquals(409, none.status());
    }

    @Test
    void a_stopped_skill_is_not_callable_and_comes_back() throws Exception {
        yard.changes().install("echo.jar", jar("1.0.0", "one"), yard.admin);

        yard.changes().stop("acme.echo", yard.admin);

        assertThrows(IllegalStateException.class, () -> yard.gate.call("echo"));
        assertEquals("stopped", yard.plugin("acme.echo").state());
        assertEquals("stopped by an admin", yard.plugin("acme.echo").reason());

        yard.changes().start("acme.echo", yard.admin);
        assertEquals("one", yard.gate.call("echo"));
        assertEquals("active", yard.plugin("acme.echo").state());
    }

    @Test
    void a_new_version_of_a_stopped_skill_stays_stopped() throws Exception {
        yard.changes().install("echo.jar", jar("1.0.0", "one"), yard.admin);
        yard.changes().stop("acme.echo", yard.admin);

        TestJar.skill("acme.echo", "2.0.0", "echo", "two").drop(yard.skills.resolve("echo.jar"));
        yard.settle();

        assertEquals("stopped", yard.plugin("acme.echo").state());
        assertEquals("2.0.0", yard.plugin("acme.echo").version());
        yard.changes().start("acme.echo", yard.admin);
        assertEquals("two", yard.gate.call("echo"));
    }

    @Test
    @Tag("F-259")
    void what_sparkbot_needs_cannot_be_stopped_or_removed() throws Exception {
        yard.product(TestJar.bundle("io.sparkbot.turns", "1.0.0"));

        assertEquals(409, assertThrows(Problem.class, () -> yard.changes().stop("io.sparkbot.turns", yard.admin)).status());
        assertEquals(409, assertThrows(Problem.class, () -> yard.changes().remove("io.sparkbot.turns", yard.admin)).status());
        assertEquals("active", yard.plugin("io.sparkbot.turns").state());
        assertTrue(yard.plugin("io.sparkbot.turns").mandatory());
    }

    @Test
    void another_part_of_the_product_can_be_stopped_but_not_removed() throws Exception {
        yard.product(TestJar.bundle("io.sparkbot.tools.files", "1.0.0"));

        yard.changes().stop("io.sparkbot.tools.files", yard.admin);

        assertEquals("stopped", yard.plugin("io.sparkbot.tools.files").state());
        Problem refused = assertThrows(Problem.class, () -> yard.changes().remove("io.sparkbot.tools.files", yard.admin));
        assertEquals(409, refused.status());
    }

    @Test
    void removing_takes_file_and_bundle_away() throws Exception {
        yard.changes().install("echo.jar", jar("1.0.0", "one"), yard.admin);

        yard.changes().remove("acme.echo", yard.admin);

        yard.settle();
        assertEquals(0, Files.list(yard.skills).count());
        assertEquals(0, yard.installed("acme.echo"));
    }

    @Test
    void an_unknown_plugin_is_not_found() {
        assertEquals(404, assertThrows(Problem.class, () -> yard.changes().stop("acme.nobody", yard.admin)).status());
        assertEquals(404, assertThrows(Problem.class, () -> yard.changes().remove("acme.nobody", yard.admin)).status());
        assertEquals(404, assertThrows(Problem.class, () -> yard.changes().rollBack("acme.nobody", yard.admin)).status());
    }

    @Test
    void a_file_name_that_leads_elsewhere_is_refused() {
        for (String name : new String[] {"../evil.jar", "/tmp/evil.jar", "evil.txt", "_evil.jar", ".evil.jar", ""}) {
            Problem refused = assertThrows(Problem.class, () -> yard.changes().install(name, jar("1.0.0", "x"), yard.admin), name);
            assertEquals(422, refused.status());
            assertTrue(refused.detail().contains("X-File-Name"), refused.detail());
        }
    }

    @Test
    void an_upload_over_the_limit_is_refused_and_not_kept() throws Exception {
        Problem refused = assertThrows(
                Problem.class,
                () -> yard.changes().install("big.jar", new ByteArrayInputStream(new byte[1_000_001]), yard.admin));

        assertEquals(413, refused.status());
        assertEquals(0, Files.list(yard.skills).count());
    }

    private static InputStream jar(String version, String answer) throws Exception {
        return new ByteArrayInputStream(TestJar.skill("acme.echo", version, "echo", answer).bytes());
    }

    private static InputStream jar(String name, String version, String tool) throws Exception {
        return new ByteArrayInputStream(TestJar.skill(name, version, tool, version).bytes());
    }
}
