package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** The home folder: may we write there, is there room, what does the log say. */
final class HomeChecks {
    private static final long COMFORTABLE = 1L << 30;
    private static final int TAIL = 512 << 10;

    private final Home home;

    HomeChecks(Home home) {
        this.home = home;
    }

    List<Finding> findings() throws IOException {
        List<Finding> findings = new ArrayList<>();
        if (Files.notExists(home.root())) {
            findings.add(Finding.ok("Home", home.root() + " does not exist yet; the first start makes it"));
            return findings;
        }
        try {
            home.requireWritable();
            findings.add(Finding.ok("Home", home.root() + " can be written"));
            findings.add(room());
        } catch (StartFailure e) {
            findings.add(Finding.fail("Home", e.getMessage(), ""));
        }
        findings.add(log());
        return findings;
    }

    private Finding room() throws StartFailure {
        long free = home.freeBytes();
        String detail = (free >> 20) + " MB free for " + home.root();
        if (free < home.neededBytes()) {
            return Finding.fail("Disk", detail, (home.neededBytes() >> 20) + " MB are needed to start: free some space");
        }
        return free < COMFORTABLE
                ? Finding.warn("Disk", detail, "free some space: the database stops taking messages when the disk is full")
                : Finding.ok("Disk", detail);
    }

    /** Errors of the last day. */
    private Finding log() throws IOException {
        Path log = home.logs().resolve("sparkbot.log");
        if (Files.notExists(log)) {
            return Finding.ok("Log", "empty");
        }
        List<String> errors = tail(log).lines().filter(line -> line.contains(" ERROR ") && isOfToday(line)).toList();
        return errors.isEmpty()
                ? Finding.ok("Log", "no errors within a day")
                : Finding.warn("Log", errors.size() + " errors within a day, the last one: " + errors.getLast(), "see " + log);
    }

    private static boolean isOfToday(String line) {
        try {
            return OffsetDateTime.parse(line.substring(0, line.indexOf(' ')))
                    .toInstant()
                    .isAfter(Instant.now().minus(Duration.ofDays(1)));
        } catch (DateTimeParseException e) {
            return false; // a line of a stack trace that mentions the word
        }
    }

    private static String tail(Path file) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - TAIL));
            byte[] end = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(end);
            return new String(end, StandardCharsets.UTF_8);
        }
    }
}
