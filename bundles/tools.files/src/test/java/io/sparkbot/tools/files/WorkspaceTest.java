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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkspaceTest {

    private static final UUID ROOM = UUID.fromString("0192f3a0-7b1c-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("0192f3a0-7b1c-7000-8000-000000000002");

    @TempDir
    private Path home;

    @TempDir
    private Path outside;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));
    private Limits limits = new Limits(64_000, 1_000_000, 50, 30);
    private Workspace workspace;
    private Path room;
    private Path secret;

    @BeforeEach
    void a_room_and_something_that_must_stay_unreachable() throws IOException {
        InstantSource source = now::get;
        workspace = new Workspace(new Storage(home), () -> limits, source.withZone(ZoneOffset.UTC));
        room = home.resolve("files").resolve(ROOM.toString());
        secret = Files.writeString(outside.resolve("secret.txt"), "the secret");
    }

    private void write(String path, String content) throws IOException, FileFault {
        workspace.write(ROOM, RoomPath.of(path), content, false);
    }

    private String read(String path) throws IOException, FileFault {
        return workspace.read(ROOM, RoomPath.of(path), 1_000).content();
    }

    private List<String> list(String path) throws IOException, FileFault {
        return workspace.list(ROOM, RoomPath.of(path)).stream().map(e -> e.path() + (e.isFolder() ? "/" : "")).toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    private static String fault(org.junit.jupiter.api.function.Executable work) {
        return assertThrows(FileFault.class, work).getMessage();
    }

    @Test
    void what_is_written_is_read_again_and_belongs_to_the_server_alone() throws Exception {
        write("notes/today.txt", "milk\n");

        assertEquals("milk\n", read("notes/today.txt"));
        assertEquals(List.of("notes/"), list("."));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(room.resolve("notes/today.txt"))));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(room.resolve("notes"))));
        try (Stream<Path> left = Files.list(home.resolve("files/.new"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void an_empty_file_may_be_written() throws Exception {
        write("empty.txt", "");

        assertEquals("", read("empty.txt"));
    }

    @Test
    @Tag("F-454")
    void nothing_is_overwritten_unless_asked() throws Exception {
        write("a.txt", "one");

        assertTrue(fault(() -> write("a.txt", "two")).contains("is there already"));
        assertEquals("one", read("a.txt"));
        workspace.write(ROOM, RoomPath.of("a.txt"), "two", true);
        assertEquals("two", read("a.txt"));
        write("b.txt", "b");
        assertTrue(fault(() -> workspace.move(ROOM, RoomPath.of("b.txt"), RoomPath.of("a.txt"), false)).contains("is there already"));
        workspace.move(ROOM, RoomPath.of("b.txt"), RoomPath.of("a.txt"), true);
        assertEquals("b", read("a.txt"));
        assertEquals(List.of("a.txt"), list("."));
    }

    @Test
    void a_folder_is_never_replaced_by_a_file_nor_moved_as_one() throws Exception {
        write("folder/a.txt", "a");

        assertTrue(fault(() -> workspace.write(ROOM, RoomPath.of("folder"), "x", true)).contains("is not a file"));
        assertTrue(fault(() -> write("folder/a.txt/b.txt", "x")).contains("is not a folder"));
        assertTrue(fault(() -> workspace.move(ROOM, RoomPath.of("folder"), RoomPath.of("x"), true)).contains("is not a file"));
        write("b.txt", "b");
        assertTrue(fault(() -> workspace.move(ROOM, RoomPath.of("b.txt"), RoomPath.of("folder"), true)).contains("is not a file"));
        assertEquals("a", read("folder/a.txt"));
    }

    @Test
    void rooms_do_not_see_each_other() throws Exception {
        write("mine.txt", "mine");

        assertEquals(List.of(), workspace.list(OTHER, RoomPath.ROOT));
        assertTrue(fault(() -> workspace.read(OTHER, RoomPath.of("mine.txt"), 10)).contains("does not exist"));
    }

    @Test
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

    @Test
    void reading_stops_at_the_limit_between_characters() throws Exception {
        write("emoji.txt", "a" + "🙂".repeat(10));

        for (int limit = 1; limit <= 41; limit++) {
            Workspace.Text text = workspace.read(ROOM, RoomPath.of("emoji.txt"), limit);
            assertEquals("a" + "🙂".repeat((limit - 1) / 4), text.content());
            assertEquals(limit < 41, text.truncated());
            assertEquals(41, text.bytes());
        }
    }

    @Test
    void bytes_that_are_no_text_are_refused_also_at_the_cut() throws Exception {
        write("x.txt", "x");
        Files.write(room.resolve("binary"), new byte[] {'a', (byte) 0xff, 'b'});
        Files.write(room.resolve("late"), new byte[] {'a', 'b', (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 'c'});

        assertTrue(fault(() -> read("binary")).contains("is not UTF-8 text"));
        assertTrue(fault(() -> workspace.read(ROOM, RoomPath.of("late"), 6)).contains("is not UTF-8 text"));
    }

    @Test
    void deleted_things_wait_in_the_trash_and_are_removed_when_old() throws Exception {
        write("a.txt", "kept");
        write("folder/b.txt", "b");
        write("folder/deep/c.txt", "c");

        assertEquals(new Workspace.Removed(1, "file"), workspace.delete(ROOM, RoomPath.of("a.txt"), "any", false));
        assertTrue(fault(() -> workspace.delete(ROOM, RoomPath.of("folder"), "any", false)).contains("not empty"));
        assertEquals(new Workspace.Removed(4, "folder"), workspace.delete(ROOM, RoomPath.of("folder"), "folder", true));
        assertEquals(List.of(), list("."));
        assertEquals(List.of("a.txt", "b.txt", "c.txt"), inTrash());

        now.set(now.get().plus(Duration.ofDays(31)));
        write("new.txt", "n");
        workspace.delete(ROOM, RoomPath.of("new.txt"), "any", false);
        assertEquals(List.of("new.txt"), inTrash());
    }

    private List<String> inTrash() throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve("files/.trash"))) {
            return all.filter(Files::isRegularFile).map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void deleting_what_is_not_there_or_of_another_kind_deletes_nothing() throws Exception {
        write("a.txt", "a");
        write("folder/b.txt", "b");

        assertEquals(Workspace.Removed.NOTHING, workspace.delete(ROOM, RoomPath.of("missing.txt"), "any", true));
        assertEquals(Workspace.Removed.NOTHING, workspace.delete(ROOM, RoomPath.of("no/such/folder"), "any", true));
        assertEquals(Workspace.Removed.NOTHING, workspace.delete(ROOM, RoomPath.of("a.txt"), "folder", true));
        assertEquals(Workspace.Removed.NOTHING, workspace.delete(ROOM, RoomPath.of("folder"), "file", true));
        assertEquals(List.of("a.txt", "folder/"), list("."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "./", "a/.."})
    void the_workspace_itself_is_never_deleted_read_or_replaced(String root) throws Exception {
        write("a.txt", "a");

        assertTrue(fault(() -> workspace.delete(ROOM, RoomPath.of(root), "any", true)).contains("cannot be deleted"));
        assertTrue(fault(() -> read(root)).contains("A path of a file is needed"));
        assertTrue(fault(() -> workspace.write(ROOM, RoomPath.of(root), "x", true)).contains("A path of a file is needed"));
        assertTrue(fault(() -> workspace.move(ROOM, RoomPath.of("a.txt"), RoomPath.of(root), true)).contains("A path of a file is needed"));
    }

    @Test
    void quotas_hold_for_size_sum_and_number() throws Exception {
        limits = new Limits(10, 25, 4, 30);
        assertTrue(fault(() -> write("a.txt", "12345678901")).contains("11 bytes; the limit is 10"));
        write("a.txt", "1234567890");
        write("b.txt", "1234567890");
        assertTrue(fault(() -> write("c.txt", "123456")).contains("26 bytes; the limit is 25"));
        write("c.txt", "12345");
        assertTrue(fault(() -> write("d/e.txt", "")).contains("more than 4 files"));
        write("d.txt", "");
        assertTrue(fault(() -> write("e.txt", "")).contains("more than 4 files"));
        assertFalse(Files.exists(room.resolve("e.txt")));
    }

    @Test
    void many_writers_of_one_room_never_get_past_its_quota_or_into_each_others_files() throws Exception {
        limits = new Limits(100, 2_000, 50, 30);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                String name = "f" + i + ".txt";
                String content = String.valueOf((char) ('a' + i % 26)).repeat(90);
                threads.submit(() -> {
                    workspace.write(ROOM, RoomPath.of(name), content, false);
                    return null;
                });
            }
        }
        List<Entry> written = workspace.list(ROOM, RoomPath.ROOT);
        assertEquals(22, written.size());
        for (Entry file : written) {
            assertEquals(1, read(file.path().toString()).chars().distinct().count());
        }
    }

    @Test
    void a_half_written_file_is_never_seen() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        write("f.txt", "a".repeat(50_000));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> {
                try {
                    for (int i = 0; i < 50; i++) {
                        workspace.write(ROOM, RoomPath.of("f.txt"), String.valueOf((char) ('a' + i % 26)).repeat(50_000), true);
                    }
                } finally {
                    done.set(true);
                }
                return null;
            });
            while (!done.get()) {
                String content = workspace.read(ROOM, RoomPath.of("f.txt"), 60_000).content();
                assertEquals(50_000, content.length());
                assertEquals(1, content.chars().distinct().count());
                assertEquals(List.of("f.txt"), list("."));
            }
        }
    }

    @Test
    void a_deleted_room_leaves_its_files_in_the_trash() throws Exception {
        write("a.txt", "a");

        workspace.discard(ROOM);

        assertFalse(Files.exists(room));
        assertEquals(List.of("a.txt"), inTrash());
        assertEquals(List.of("secret.txt"), names(outside));
    }
}
