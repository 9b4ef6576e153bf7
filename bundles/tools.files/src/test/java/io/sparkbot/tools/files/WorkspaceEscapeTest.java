package io.sparkbot.tools.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No way leads out of the folder of a room. */
@Timeout(60)
class WorkspaceEscapeTest extends RoomFolder {

    @Test
    void rooms_do_not_see_each_other() throws Exception {
        write("mine.txt", "mine");

        assertEquals(List.of(), workspace.list(OTHER, RoomPath.ROOT));
        assertTrue(fault(() -> workspace.read(OTHER, RoomPath.of("mine.txt"), 10)).contains("does not exist"));
    }

    @Test
    @Tag("F-454")
    void a_link_is_neither_read_nor_written_nor_entered_nor_listed() throws Exception {
        write("here.txt", "x");
        Files.createSymbolicLink(room.resolve("link.txt"), secret);
        Files.createSymbolicLink(room.resolve("door"), outside);
        Files.createSymbolicLink(room.resolve("up"), Path.of(".."));

        assertTrue(fault(() -> read("link.txt")).contains("links are not followed"));
        assertTrue(fault(() -> read("door/secret.txt")).contains("is not a folder"));
        assertTrue(fault(() -> read("up/" + OTHER + "/x")).contains("is not a folder"));
        assertTrue(fault(() -> workspace.write(ROOM, RoomPath.of("link.txt"), "x", true)).contains("is not a file"));
        assertTrue(fault(() -> write("door/new.txt", "x")).contains("is not a folder"));
        assertTrue(fault(() -> workspace.move(ROOM, RoomPath.of("here.txt"), RoomPath.of("door/here.txt"), false)).contains("is not a folder"));
        assertTrue(fault(() -> workspace.info(ROOM, RoomPath.of("link.txt"))).contains("links are not followed"));
        assertEquals(List.of("here.txt"), list("."));
        assertEquals(1, workspace.glob(ROOM, RoomPath.ROOT, Glob.of("**"), 100).size());
        assertEquals("the secret", Files.readString(secret));
        assertFalse(Files.exists(outside.resolve("new.txt")));
    }

    @Test
    void deleting_a_link_moves_the_link_and_leaves_what_it_points_to() throws Exception {
        write("here.txt", "x");
        Files.createSymbolicLink(room.resolve("door"), outside);

        workspace.delete(ROOM, RoomPath.of("door"), "any", true);

        assertFalse(Files.isSymbolicLink(room.resolve("door")));
        assertEquals("the secret", Files.readString(secret));
    }

    @Test
    void the_room_folder_or_files_itself_being_a_link_is_refused() throws Exception {
        Files.createDirectory(home.resolve("files"));
        Files.createSymbolicLink(room, outside);

        assertThrows(IOException.class, () -> workspace.list(ROOM, RoomPath.ROOT));
        assertThrows(IOException.class, () -> write("a.txt", "x"));
        Files.delete(room);
        Files.delete(home.resolve("files/.new"));
        Files.delete(home.resolve("files"));
        Files.createSymbolicLink(home.resolve("files"), outside);
        assertThrows(IOException.class, () -> write("a.txt", "x"));
        assertEquals(List.of("secret.txt"), names(outside));
    }

    @Test
    void a_home_that_is_reached_through_a_link_is_fine() throws Exception {
        Path link = outside.resolve("home");
        Files.createSymbolicLink(link, home);
        Workspace linked = new Workspace(new Storage(link), () -> limits, Clock.systemUTC());

        linked.write(ROOM, RoomPath.of("a.txt"), "x", false);

        assertEquals("x", read("a.txt"));
    }

    @Test
    void swapping_a_folder_for_a_link_again_and_again_never_lets_anything_through() throws Exception {
        Path target = Files.createDirectory(outside.resolve("d"));
        Files.writeString(target.resolve("f.txt"), "the secret");
        Files.writeString(target.resolve("victim.txt"), "untouched");
        write("d/f.txt", "inside");
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger swaps = new AtomicInteger();
        AtomicReference<String> leaked = new AtomicReference<>("");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> swapping = threads.submit(() -> {
                Path folder = room.resolve("d");
                Path link = Files.createSymbolicLink(room.resolve("swap"), target);
                Path aside = room.resolve("aside");
                while (!done.get()) {
                    Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
                    put(link, folder);
                    Files.move(folder, link, StandardCopyOption.ATOMIC_MOVE);
                    put(aside, folder);
                    swaps.incrementAndGet();
                }
                return null;
            });
            try {
                for (int i = 0; (i < 3_000 || swaps.get() < 100) && !swapping.isDone(); i++) {
                    try {
                        if (!read("d/f.txt").equals("inside")) {
                            leaked.set("read the file outside");
                        }
                        workspace.write(ROOM, RoomPath.of("d/new.txt"), "x", true);
                        workspace.move(ROOM, RoomPath.of("d/new.txt"), RoomPath.of("d/renamed.txt"), true);
                        workspace.delete(ROOM, RoomPath.of("d/victim.txt"), "any", true);
                    } catch (FileFault | IOException refused) {
                        continue; // the folder was away or a link at that moment
                    }
                }
            } finally {
                done.set(true);
            }
            swapping.get();
        }
        assertEquals("", leaked.get());
        assertEquals("untouched", Files.readString(target.resolve("victim.txt")));
        try (Stream<Path> there = Files.list(target)) {
            assertEquals(2, there.count(), "nothing was written outside");
        }
    }

    /** Renames; a write that came while the place was empty has made a folder there, which goes first. */
    private static void put(Path from, Path to) throws IOException {
        for (;;) {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (FileSystemException taken) {
                try (Stream<Path> made = Files.walk(to)) {
                    for (Path path : made.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                } catch (FileSystemException | UncheckedIOException busy) {
                    continue; // written to right now
                }
            }
        }
    }

    @Test
    void a_pipe_or_a_device_is_no_file() throws Exception {
        write("x.txt", "x");
        Process made = new ProcessBuilder("mkfifo", room.resolve("pipe").toString()).start();
        assertEquals(0, made.waitFor());

        assertTrue(fault(() -> read("pipe")).contains("is not a file"));
        assertEquals(List.of("x.txt"), list("."));
    }
}
