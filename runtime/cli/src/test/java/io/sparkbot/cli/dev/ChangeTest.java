package io.sparkbot.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeTest {

    private static Change of(String... files) {
        return Change.of(Set.of(files).stream().map(Path::of).collect(java.util.stream.Collectors.toSet()));
    }

    @Test
    void a_source_file_rebuilds_and_swaps_its_bundle_alone() {
        Change change = of("bundles/rooms/src/main/java/io/sparkbot/rooms/RoomStore.java", "bundles/rooms/bnd.bnd");

        assertEquals(Set.of("bundles/rooms"), change.build());
        assertEquals(Set.of("bundles/rooms"), change.swap());
        assertEquals("", change.restart());
    }

    @Test
    void several_bundles_are_built_together() {
        assertEquals(
                Set.of("bundles/rooms", "skills-bundles/skill.weather"),
                of("bundles/rooms/pom.xml", "skills-bundles/skill.weather/src/main/java/X.java").build());
    }

    @Test
    void a_migration_makes_the_typed_tables_again() {
        Change change = of("bundles/rooms/src/main/resources/db/V2__more.sql");

        assertEquals(Set.of("bundles/rooms", "codegen"), change.build());
        assertEquals(Set.of("bundles/rooms"), change.swap());
    }

    @Test
    void what_everything_is_built_on_restarts_the_server() {
        for (String file : Set.of(
                "bundles/api/src/main/java/A.java", "bundles/plugins/src/main/java/A.java", "bundles/lib.jooq/bnd.bnd", "bundles/bnd.bnd",
                "runtime/launcher/src/main/java/A.java", "cnf/pom.xml")) {
            Change change = of(file, "bundles/rooms/pom.xml");
            assertFalse(change.restart().isEmpty(), file);
            assertTrue(change.swap().isEmpty(), file);
        }
    }

    @TempDir
    Path root;

    @Test
    void changes_of_sources_are_told_together_and_those_of_builds_and_tests_are_not() throws Exception {
        Path java = Files.createDirectories(root.resolve("bundles/rooms/src/main/java"));
        Files.createDirectories(root.resolve("bundles/rooms/src/test/java"));
        Files.createDirectories(root.resolve("bundles/rooms/target"));
        try (Sources sources = new Sources(root)) {
            Files.writeString(root.resolve("bundles/rooms/src/test/java/ATest.java"), "x");
            Files.writeString(root.resolve("bundles/rooms/target/a.jar"), "x");
            Files.writeString(java.resolve(".A.java.swp"), "x");
            Files.writeString(java.resolve("A.java"), "x");
            Files.writeString(java.resolve("B.java"), "x");

            assertEquals(
                    Set.of(Path.of("bundles/rooms/src/main/java/A.java"), Path.of("bundles/rooms/src/main/java/B.java")), sources.next());
        }
    }

    @Test
    void a_folder_that_is_made_later_is_followed_too() throws Exception {
        Files.createDirectories(root.resolve("bundles"));
        try (Sources sources = new Sources(root)) {
            Files.writeString(Files.createDirectories(root.resolve("bundles/fresh/src")).resolve("A.java"), "x");

            Set<Path> changed = sources.next();

            assertEquals(Set.of(Path.of("bundles/fresh/src/A.java")), changed);
        }
    }

    @Test
    void a_build_that_fails_shows_the_compilers_complaints_alone() {
        Maven maven = new Maven(Path.of("/src"));

        assertEquals("bundles/a/A.java:[6,1] ';' expected", maven.essence("""
                \u001b[0m\u001b[0m[ERROR] COMPILATION ERROR :\u001b[0m
                [ERROR] /src/bundles/a/A.java:[6,1] ';' expected
                [ERROR] Failed to execute goal x on project a: Compilation failure
                [ERROR] /src/bundles/a/A.java:[6,1] ';' expected
                [ERROR] -> [Help 1]
                [ERROR] Re-run Maven using the -X switch
                """));
        assertEquals("Could not find artifact io.sparkbot:x", maven.essence("[ERROR] Could not find artifact io.sparkbot:x\n[ERROR] \n[ERROR] [Help 1] http"));
    }
}
