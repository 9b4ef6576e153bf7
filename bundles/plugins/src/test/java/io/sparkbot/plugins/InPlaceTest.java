package io.sparkbot.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InPlaceTest {

    @TempDir
    Path home;

    private Yard yard;

    @BeforeEach
    void open() throws Exception {
        yard = new Yard(home, true);
        yard.product(TestJar.skill("io.sparkbot.tools.basics", "1.0.0", "basics", "shipped"));
        yard.begin();
    }

    @AfterEach
    void close() throws Exception {
        yard.close();
    }

    @Test
    void a_jar_in_the_dev_folder_takes_the_place_of_the_installed_bundle() throws Exception {
        long before = yard.bundleId("io.sparkbot.tools.basics");

        TestJar.skill("io.sparkbot.tools.basics", "1.0.0", "basics", "rebuilt").drop(home.resolve("dev/x.jar"));
        yard.settle();

        assertEquals("rebuilt", yard.gate.call("basics"));
        assertEquals(before, yard.bundleId("io.sparkbot.tools.basics"), "in place");
        assertEquals(1, yard.installed("io.sparkbot.tools.basics"));
        assertTrue(Files.readString(home.resolve("work/outcomes/x.jar.json")).contains("\"state\":\"active\""));
    }

    @Test
    void a_build_that_breaks_at_the_start_gives_way_to_the_one_before() throws Exception {
        TestJar.skill("io.sparkbot.tools.basics", "1.0.0", "basics", "rebuilt").drop(home.resolve("dev/x.jar"));
        yard.settle();

        TestJar.skill("io.sparkbot.tools.basics", "1.0.0", "basics", "return null;", "if (true) throw new IllegalStateException(\"typo\");", "")
                .drop(home.resolve("dev/x.jar"));
        yard.settle();

        assertEquals("rebuilt", yard.gate.call("basics"));
        String outcome = Files.readString(home.resolve("work/outcomes/x.jar.json"));
        assertTrue(outcome.contains("\"state\":\"failed\"") && outcome.contains("IllegalStateException: typo"), outcome);
    }

    @Test
    void the_first_build_that_breaks_gives_way_to_what_shipped() throws Exception {
        TestJar.bundle("io.sparkbot.tools.basics", "1.0.0").header("Import-Package", "org.example.absent").drop(home.resolve("dev/x.jar"));
        yard.settle();

        assertEquals("shipped", yard.gate.call("basics"));
        assertTrue(Files.readString(home.resolve("work/outcomes/x.jar.json")).contains("org.example.absent"));
    }

    @Test
    void a_new_module_is_installed() throws Exception {
        TestJar.skill("io.sparkbot.tools.fresh", "1.0.0", "fresh", "new").drop(home.resolve("dev/y.jar"));
        yard.settle();

        assertEquals("new", yard.gate.call("fresh"));
    }

    @Test
    void what_everything_is_built_on_is_refused_with_the_remedy() throws Exception {
        TestJar.bundle("io.sparkbot.api", "1.0.0").drop(home.resolve("dev/api.jar"));
        yard.settle();

        assertTrue(Files.readString(home.resolve("work/outcomes/api.jar.json")).contains("restart the server"));
    }

    @Test
    void without_dev_mode_the_folder_is_not_looked_at() throws Exception {
        Path other = Files.createDirectories(home.resolve("other"));
        TestJar.skill("io.sparkbot.tools.fresh", "1.0.0", "fresh", "new").drop(other.resolve("dev/y.jar"));
        try (Yard plain = new Yard(other, false).begin()) {
            assertEquals(0, plain.installed("io.sparkbot.tools.fresh"));
        }
    }
}
