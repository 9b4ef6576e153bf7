package io.sparkbot.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** K4, K2: whatever lies in the folder, the others go on, and the list says what is wrong. */
class BrokenJarTest {

    @TempDir
    Path home;

    private Yard yard;

    @BeforeEach
    void open() throws Exception {
        yard = new Yard(home);
        TestJar.skill("acme.good", "1.0.0", "good", "fine").drop(file("good.jar"));
        yard.begin();
    }

    @AfterEach
    void close() throws Exception {
        assertEquals("fine", yard.gate.call("good"), "the others go on");
        yard.close();
    }

    @Test
    void a_file_that_is_no_zip_is_rejected() throws Exception {
        TestJar.drop(file("bad.jar"), "I am a letter".getBytes());

        PluginView listed = awaitListed("bad.jar");

        assertEquals("rejected", listed.state());
        assertTrue(listed.reason().startsWith("it is no jar: "), listed.reason());
    }

    @Test
    void an_empty_file_is_rejected() throws Exception {
        TestJar.drop(file("bad.jar"), new byte[0]);

        assertEquals("rejected", awaitListed("bad.jar").state());
    }

    @Test
    void a_jar_without_a_symbolic_name_is_rejected() throws Exception {
        TestJar.bundle("x", "1").header("Bundle-SymbolicName", "").drop(file("bad.jar"));

        assertReason("bad.jar", "rejected", "its Bundle-SymbolicName is not valid");
    }

    @Test
    void a_plain_jar_is_rejected_with_the_way_to_make_a_bundle() throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var jar = new java.util.jar.JarOutputStream(bytes)) {
            jar.putNextEntry(new java.util.jar.JarEntry("acme/Nothing.txt"));
        }
        TestJar.drop(file("bad.jar"), bytes.toByteArray());

        assertReason("bad.jar", "rejected", "it is no OSGi bundle", "sparkbot skill new");
    }

    @Test
    @Tag("F-253")
    void a_missing_package_is_named_with_what_to_do() throws Exception {
        TestJar.bundle("acme.bad", "1.0.0").header("Import-Package", "org.example.parser;version=\"[2.0,3)\"").drop(file("bad.jar"));

        assertReason("acme.bad", "failed", "the package org.example.parser 2.0.0 up to but not 3.0.0", "nothing here exports", "pack it into the jar");
        assertEquals(0, yard.installed("acme.bad"));
    }

    @Test
    void a_package_of_another_version_is_named_with_who_exports_it() throws Exception {
        yard.product(TestJar.bundle("org.example.lib", "1.4.0").header("Export-Package", "org.example.parser;version=1.4"));
        TestJar.bundle("acme.bad", "1.0.0").header("Import-Package", "org.example.parser;version=\"[2.0,3)\"").drop(file("bad.jar"));

        assertReason("acme.bad", "failed", "here is version 1.4.0 from org.example.lib", "build against that version");
    }

    @Test
    void a_jar_that_lacks_a_package_starts_when_another_one_brings_it() throws Exception {
        TestJar.skill("acme.late", "1.0.0", "late", "there")
                .header("Import-Package", "io.sparkbot.api.tool,io.sparkbot.api.policy,acme.words")
                .drop(file("a-late.jar"));
        yard.settle();
        assertEquals("failed", yard.plugin("acme.late").state());

        TestJar.bundle("acme.words", "1.0.0").header("Export-Package", "acme.words").entry("acme/words/x", new byte[0]).drop(file("words.jar"));
        yard.settle();

        assertEquals("there", yard.gate.call("late"));
        assertEquals("active", yard.plugin("acme.late").state());
    }

    @Test
    void an_activator_that_throws_is_named() throws Exception {
        TestJar.bundle("acme.bad", "1.0.0")
                .header("Import-Package", "org.osgi.framework")
                .header("Bundle-Activator", "acme.Start")
                .source("acme.Start", """
                        package acme;
                        public class Start implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) { throw new IllegalStateException("the moon is down"); }
                            public void stop(org.osgi.framework.BundleContext context) {}
                        }
                        """)
                .drop(file("bad.jar"));

        assertReason("acme.bad", "failed", "it broke while it started", "IllegalStateException: the moon is down");
        assertEquals(0, yard.installed("acme.bad"));
    }

    @Test
    void a_component_that_throws_while_it_is_made_is_named() throws Exception {
        throwing("1.0.0").drop(file("bad.jar"));

        assertReason("acme.bad", "failed", "Skill broke while it was made", "IllegalStateException: no luck today");
        assertEquals(0, yard.installed("acme.bad"));
    }

    @Test
    void a_component_that_waits_for_a_service_is_idle_and_says_for_which() throws Exception {
        TestJar.skill("acme.waits", "1.0.0", "waits", "x").reference("acme.Skill", "io.sparkbot.api.tool.Tool", "acme.Absent").drop(file("waits.jar"));

        assertReason("acme.waits", "idle", "Skill waits for the service acme.Absent, which nobody offers");
    }

    @Test
    @Tag("K2")
    void a_skill_that_hangs_on_another_bundle_as_a_whole_is_refused() throws Exception {
        TestJar.skill("acme.leech", "1.0.0", "leech", "x").header("Require-Bundle", "io.sparkbot.api").drop(file("leech.jar"));

        assertReason("acme.leech", "rejected", "it uses Require-Bundle", "Import-Package");
        assertEquals(0, yard.installed("acme.leech"));
    }

    @Test
    void a_version_that_waits_for_something_replaces_one_that_waits_too() throws Exception {
        TestJar.skill("acme.waits", "1.0.0", "waits", "x").reference("acme.Skill", "io.sparkbot.api.tool.Tool", "acme.Absent").drop(file("waits.jar"));
        yard.settle();
        TestJar.skill("acme.waits", "2.0.0", "waits", "x").reference("acme.Skill", "io.sparkbot.api.tool.Tool", "acme.Absent").drop(file("waits.jar"));

        assertReason("acme.waits", "idle", "waits for the service acme.Absent");
        assertEquals("2.0.0", yard.plugin("acme.waits").version());
    }

    @Test
    void the_name_of_a_part_of_the_product_is_refused() throws Exception {
        yard.product(TestJar.bundle("io.sparkbot.turns", "1.0.0"));
        TestJar.skill("io.sparkbot.turns", "9.0.0", "mine", "x").drop(file("bad.jar"));
        yard.settle();

        assertTrue(yard.audited.getLast().result().contains("belongs to a bundle of Sparkbot itself"), yard.audited.toString());
        assertEquals(1, yard.installed("io.sparkbot.turns"));
        assertEquals("1.0.0", yard.plugin("io.sparkbot.turns").version());
    }

    @Test
    void a_fragment_is_refused() throws Exception {
        TestJar.bundle("acme.bad", "1.0.0").header("Fragment-Host", "io.sparkbot.plugins").drop(file("bad.jar"));

        assertReason("acme.bad", "rejected", "it is a fragment of io.sparkbot.plugins");
    }

    @Test
    void a_singleton_is_refused() throws Exception {
        TestJar.bundle("acme.bad", "1.0.0").header("Bundle-SymbolicName", "acme.bad;singleton:=true").drop(file("bad.jar"));

        assertReason("acme.bad", "rejected", "remove singleton:=true");
    }

    @Test
    void a_version_that_is_none_is_refused() throws Exception {
        TestJar.bundle("acme.bad", "one.two").drop(file("bad.jar"));

        assertReason("acme.bad", "rejected", "its Bundle-Version one.two");
    }

    @Test
    void a_jar_over_the_limit_is_refused_with_size_and_limit() throws Exception {
        yard.rules(new Rules(Optional.empty(), 2_000_000, Duration.ofSeconds(1)));
        byte[] noise = new byte[3_000_000];
        new java.util.Random(7).nextBytes(noise);
        TestJar.bundle("acme.bad", "1.0.0").entry("noise", noise).drop(file("bad.jar"));

        assertReason("bad.jar", "rejected", "bad.jar is 3.0 MB; the limit is 2.0 MB");
    }

    /** K2 */
    @Test
    @Tag("F-252")
    @Tag("K2")
    void a_skill_that_asks_for_the_database_is_refused() throws Exception {
        yard.product(TestJar.bundle("io.sparkbot.api", "1.0.0").header("Export-Package", "io.sparkbot.api.store;version=1.0"));
        TestJar.skill("acme.bad", "1.0.0", "mine", "x")
                .header("Import-Package", "io.sparkbot.api.tool,io.sparkbot.api.policy,io.sparkbot.api.store")
                .drop(file("bad.jar"));

        assertReason("acme.bad", "rejected", "io.sparkbot.api.store: skills get no database");
    }

    /** K2 */
    @Test
    void a_skill_that_would_take_any_package_as_it_comes_is_refused() throws Exception {
        TestJar.bundle("acme.bad", "1.0.0").header("DynamicImport-Package", "*").drop(file("bad.jar"));

        assertReason("acme.bad", "rejected", "DynamicImport-Package");
    }

    @Test
    void a_skill_that_exports_a_package_of_the_product_is_refused() throws Exception {
        TestJar.bundle("acme.bad", "1.0.0").header("Export-Package", "io.sparkbot.api.tool;version=9").drop(file("bad.jar"));

        assertReason("acme.bad", "rejected", "it exports the package io.sparkbot.api.tool");
    }

    /** K1 */
    @Test
    @Tag("K4")
    void a_skill_whose_tools_are_all_rejected_is_listed_as_rejected() throws Exception {
        yard.gate.rejected.put("taken", "the name belongs to a built-in tool");
        TestJar.skill("acme.bad", "1.0.0", "taken", "x").drop(file("bad.jar"));

        assertReason("acme.bad", "rejected", "its tool taken is rejected: the name belongs to a built-in tool");
    }

    @Test
    void a_jar_that_offers_nothing_is_idle_with_a_hint() throws Exception {
        TestJar.bundle("acme.empty", "1.0.0").drop(file("empty.jar"));

        assertReason("acme.empty", "idle", "it offers nothing", "@Component");
    }

    @Test
    void a_broken_jar_that_is_mended_works() throws Exception {
        throwing("1.0.0").drop(file("bad.jar"));
        yard.settle();
        assertEquals("failed", yard.plugin("acme.bad").state());

        TestJar.skill("acme.bad", "1.0.0", "bad", "well again").drop(file("bad.jar"));
        yard.settle();

        assertEquals("well again", yard.gate.call("bad"));
        assertEquals("active", yard.plugin("acme.bad").state());
        assertEquals("", yard.plugin("acme.bad").reason());
    }

    @Test
    void a_broken_jar_that_is_removed_is_listed_no_more() throws Exception {
        TestJar.bundle("acme.bad", "1.0.0").header("DynamicImport-Package", "*").drop(file("bad.jar"));
        yard.settle();

        Files.delete(file("bad.jar"));
        yard.settle();

        assertEquals(false, yard.lists("acme.bad"));
    }

    @Test
    void a_new_version_that_fails_leaves_the_old_one_running_and_says_why() throws Exception {
        TestJar.skill("acme.bad", "1.0.0", "bad", "old").drop(file("bad.jar"));
        yard.settle();
        long before = yard.bundleId("acme.bad");

        throwing("2.0.0").drop(file("bad.jar"));
        yard.settle();

        assertEquals("old", yard.gate.call("bad"));
        assertEquals(before, yard.bundleId("acme.bad"), "the old version never stopped");
        PluginView listed = yard.plugin("acme.bad");
        assertEquals("active", listed.state());
        assertEquals("1.0.0", listed.version());
        assertTrue(listed.reason().startsWith("version 2.0.0 failed, this one goes on: Skill broke"), listed.reason());
    }

    @Test
    void a_new_version_whose_tool_is_rejected_leaves_the_old_one_running() throws Exception {
        TestJar.skill("acme.bad", "1.0.0", "bad", "old").drop(file("bad.jar"));
        yard.settle();
        yard.gate.rejected.put("worse", "its policy is not valid");

        TestJar.skill("acme.bad", "2.0.0", "worse", "new").drop(file("bad.jar"));
        yard.settle();

        assertEquals("old", yard.gate.call("bad"));
        assertEquals("1.0.0", yard.plugin("acme.bad").version());
    }

    @Test
    void a_new_version_that_waits_for_something_leaves_the_old_one_running() throws Exception {
        TestJar.skill("acme.bad", "1.0.0", "bad", "old").drop(file("bad.jar"));
        yard.settle();

        TestJar.skill("acme.bad", "2.0.0", "bad", "new").reference("acme.Skill", "io.sparkbot.api.tool.Tool", "acme.Absent").drop(file("bad.jar"));
        yard.settle();

        assertEquals("old", yard.gate.call("bad"));
        assertTrue(yard.plugin("acme.bad").reason().contains("waits for the service acme.Absent"), yard.plugin("acme.bad").reason());
    }

    @Test
    void a_file_overwritten_with_garbage_leaves_the_old_version_running() throws Exception {
        TestJar.skill("acme.bad", "1.0.0", "bad", "old").drop(file("bad.jar"));
        yard.settle();

        TestJar.drop(file("bad.jar"), "garbage".getBytes());
        while (yard.plugin("acme.bad").reason().isEmpty()) {
            yard.settle();
        }

        assertEquals("old", yard.gate.call("bad"));
        assertTrue(yard.plugin("acme.bad").reason().contains("it is no jar"), yard.plugin("acme.bad").reason());
    }

    private static TestJar throwing(String version) {
        return TestJar.skill("acme.bad", version, "bad", "return null;", "if (true) throw new IllegalStateException(\"no luck today\");", "");
    }

    private void assertReason(String name, String state, String... parts) {
        yard.settle();
        PluginView listed = yard.plugin(name);
        assertEquals(state, listed.state(), listed.toString());
        for (String part : parts) {
            assertTrue(listed.reason().contains(part), listed.reason());
        }
    }

    private PluginView awaitListed(String name) {
        while (!yard.lists(name)) {
            yard.settle();
        }
        return yard.plugin(name);
    }

    private Path file(String name) {
        return yard.skills.resolve(name);
    }
}
