package io.sparkbot.tools.files;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The files of a room, a second room, and something outside that must stay unreachable. */
abstract class RoomFolder {

    static final UUID ROOM = UUID.fromString("0192f3a0-7b1c-7000-8000-000000000001");
    static final UUID OTHER = UUID.fromString("0192f3a0-7b1c-7000-8000-000000000002");

    @TempDir
    Path home;

    @TempDir
    Path outside;

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));
    Limits limits = new Limits(64_000, 1_000_000, 50, 30);
    Workspace workspace;
    Path room;
    Path secret;

    @BeforeEach
    void a_room_and_something_that_must_stay_unreachable() throws IOException {
        InstantSource source = now::get;
        workspace = new Workspace(new Storage(home), () -> limits, source.withZone(ZoneOffset.UTC));
        room = home.resolve("files").resolve(ROOM.toString());
        secret = Files.writeString(outside.resolve("secret.txt"), "the secret");
    }

    void write(String path, String content) throws IOException, FileFault {
        workspace.write(ROOM, RoomPath.of(path), content, false);
    }

    String read(String path) throws IOException, FileFault {
        return workspace.read(ROOM, RoomPath.of(path), 1_000).content();
    }

    List<String> list(String path) throws IOException, FileFault {
        return workspace.list(ROOM, RoomPath.of(path)).stream().map(e -> e.path() + (e.isFolder() ? "/" : "")).toList();
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    static String fault(org.junit.jupiter.api.function.Executable work) {
        return assertThrows(FileFault.class, work).getMessage();
    }
}
