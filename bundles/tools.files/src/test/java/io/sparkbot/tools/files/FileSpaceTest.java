package io.sparkbot.tools.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.file.FileSpace;
import io.sparkbot.api.web.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("F-453")
class FileSpaceTest {

    private static final UUID ROOM = UUID.fromString("0192f3a0-7b1c-7000-8000-000000000001");

    @TempDir
    private Path home;

    private RoomFiles files(int roomBytes) {
        return new RoomFiles(Optional.of(home), new Limits(64_000, roomBytes, 50, 30));
    }

    private static String put(FileSpace files, String name, String content) throws IOException {
        try (FileSpace.Incoming incoming = files.receive(ROOM)) {
            incoming.out().write(content.getBytes(StandardCharsets.UTF_8));
            return incoming.keep("uploads", name);
        }
    }

    private long arriving() throws IOException {
        try (Stream<Path> all = Files.list(home.resolve("files/.new"))) {
            return all.count();
        }
    }

    @Test
    void a_kept_file_is_what_the_tools_read_and_the_same_name_gets_a_number() throws Exception {
        RoomFiles files = files(1_000);
        assertEquals("uploads/a.txt", put(files, "a.txt", "first"));
        assertEquals("uploads/a (2).txt", put(files, "a.txt", "second"));
        assertEquals("second", files.workspace().orElseThrow().read(ROOM, RoomPath.of("uploads/a (2).txt"), 100).content());
        try (InputStream in = Channels.newInputStream(files.open(ROOM, "uploads/a.txt").orElseThrow())) {
            assertEquals("first", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        files.discard(ROOM, "uploads/a.txt");
        files.discard(ROOM, "uploads/a.txt");
        assertTrue(files.open(ROOM, "uploads/a.txt").isEmpty());
        assertTrue(files.open(ROOM, "nowhere/a.txt").isEmpty());
    }

    @Test
    void a_file_that_is_not_kept_or_does_not_fit_leaves_nothing() throws Exception {
        RoomFiles files = files(10);
        try (FileSpace.Incoming incoming = files.receive(ROOM)) {
            incoming.out().write(1);
            assertEquals(1, arriving());
        }
        assertEquals(413, assertThrows(Problem.class, () -> put(files, "a.txt", "eleven byte")).status());
        assertEquals(0, arriving());
        assertFalse(Files.exists(home.resolve("files").resolve(ROOM.toString()).resolve("uploads/a.txt")));
    }

    @Test
    void what_a_dead_server_was_receiving_is_removed_after_a_day() throws Exception {
        RoomFiles files = files(1_000);
        put(files, "a.txt", "x");
        Path old = Files.writeString(home.resolve("files/.new/old"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path young = Files.writeString(home.resolve("files/.new/young"), "half");
        new Storage(home).sweepNursery(Instant.now().minus(Duration.ofDays(1)));
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }
}
