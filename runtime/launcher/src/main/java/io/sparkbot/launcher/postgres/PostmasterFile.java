package io.sparkbot.launcher.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a PostgreSQL server writes into {@code postmaster.pid}: the file that says who works on a data folder.
 *
 * @param pid the server's process
 * @param started when that process started
 * @param port where it listens; 0 when the file does not say so yet
 * @param status "starting", "ready", "stopping"; empty when the file does not say so yet
 * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">PostgreSQL: database file layout</a>
 */
record PostmasterFile(long pid, Instant started, int port, String status) {
    /** Whose process the file speaks of. */
    enum Owner {
        /** The process is gone; the next server cleans the file up by itself. */
        NOBODY,
        /** The server of this very data folder. */
        OURS,
        /** Another program got the same number: PostgreSQL would refuse to start for ever. */
        STRANGER,
        /** Perhaps ours: a PostgreSQL server that did not start when the file says. */
        UNCLEAR
    }

    /** What the system knows about a process; a test can hold it. */
    interface Processes {
        /** Empty when there is no such process. */
        Optional<Facts> find(long pid);
    }

    /**
     * @param program path of the program; empty when the system does not tell
     * @param folder the folder it works in; empty when the system does not tell
     */
    record Facts(String program, Optional<Instant> started, Optional<Path> folder) {}

    /** How far the two clocks may be apart: the server counts seconds, the system ticks since boot. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    static Path in(Path data) {
        return data.resolve("postmaster.pid");
    }

    static Optional<PostmasterFile> read(Path data) throws IOException {
        try {
            return parse(Files.readAllLines(in(data), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Empty when the file is not written yet or is something else. */
    static Optional<PostmasterFile> parse(List<String> lines) {
        if (lines.size() < 3 || !lines.get(0).matches("\\d{1,9}") || !lines.get(2).matches("\\d{1,12}")) {
            return Optional.empty();
        }
        String port = lines.size() > 3 ? lines.get(3).strip() : "";
        return Optional.of(new PostmasterFile(
                Long.parseLong(lines.get(0)),
                Instant.ofEpochSecond(Long.parseLong(lines.get(2))),
                port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0,
                lines.size() > 7 ? lines.get(7).strip() : ""));
    }

    Owner owner(Path data, Processes processes) {
        Optional<Facts> facts = processes.find(pid);
        if (facts.isEmpty()) {
            return Owner.NOBODY;
        }
        Facts process = facts.get();
        if (!process.program().isEmpty() && !process.program().endsWith("postgres")) {
            return Owner.STRANGER;
        }
        if (process.folder().isPresent()) {
            return process.folder().get().equals(data) ? Owner.OURS : Owner.STRANGER;
        }
        return process.started()
                .filter(s -> Duration.between(s, started).abs().compareTo(TOLERANCE) <= 0)
                .map(s -> Owner.OURS)
                .orElse(Owner.UNCLEAR);
    }

    boolean ready() {
        return status.equals("ready");
    }
}
