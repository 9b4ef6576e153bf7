package io.sparkbot.launcher.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path folder;

    @Test
    void the_option_wins_over_the_environment_and_that_over_the_users_folder() {
        assertEquals(Path.of("/a"), Home.locate("/a", Map.of("SPARKBOT_HOME", "/b")).root());
        assertEquals(Path.of("/b"), Home.locate(null, Map.of("SPARKBOT_HOME", "/b/./")).root());
        assertEquals(Path.of("/c/.sparkbot"), Home.locate(null, Map.of("HOME", "/c")).root());
    }

    @Test
    void its_folders_are_for_their_owner_alone() throws StartFailure, IOException {
        Home home = new Home(folder.resolve("deep/home"));
        home.prepare();
        for (Path made : new Path[] {home.root(), home.logs(), home.run(), home.skills()}) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)), made.toString());
        }
    }

    @Test
    void a_file_where_the_home_should_be_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        String message = assertThrows(StartFailure.class, () -> new Home(file).prepare()).getMessage();
        assertTrue(message.contains(file.toString()) && message.contains("--home"), message);
    }

    @Test
    void a_home_that_cannot_be_made_is_named_with_the_user() {
        String message = assertThrows(StartFailure.class, () -> new Home(Path.of("/proc/nothing/here")).prepare()).getMessage();
        assertTrue(message.contains("/proc/nothing/here") && message.contains("cannot be written by user"), message);
    }

    @Test
    void one_process_has_the_lock_and_the_next_is_told_who() throws Exception {
        Home home = new Home(folder);
        home.prepare();
        new RunFolder(home).begin(4711);
        try (HomeLock first = HomeLock.acquire(home)) {
            assertTrue(HomeLock.tryAcquire(home).isEmpty());
            String message = assertThrows(StartFailure.class, () -> HomeLock.acquire(home)).getMessage();
            assertTrue(message.contains("process 4711") && message.contains(folder.toString()), message);
        }
        HomeLock.acquire(home).close();
    }

    @Test
    void the_problem_of_a_start_outlives_it_and_goes_with_the_next_one() throws Exception {
        Home home = new Home(folder);
        home.prepare();
        RunFolder run = new RunFolder(home);
        run.begin(1);
        run.phase("thinking");
        run.problem("no");
        run.end();
        assertEquals("no", run.problem().orElseThrow());
        assertTrue(run.pid().isEmpty() && run.phase().isEmpty());
        run.begin(2);
        assertFalse(run.problem().isPresent());
        assertEquals(2, run.pid().orElseThrow());
    }
}
