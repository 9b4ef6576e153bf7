package io.sparkbot.tools.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkspaceTest extends RoomFolder {

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
