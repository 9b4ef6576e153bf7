package io.sparkbot.launcher.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The processes of this machine. */
final class SystemProcesses implements PostmasterFile.Processes {
    @Override
    public Optional<PostmasterFile.Facts> find(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isZombie(pid))
                .map(process -> new PostmasterFile.Facts(
                        process.info().command().orElseGet(() -> firstWord(pid)),
                        process.info().startInstant(),
                        folder(pid)));
    }

    /** A process that ended but was not collected by its parent, as happens in containers, works on nothing any more. */
    private static boolean isZombie(long pid) {
        return read(pid, "stat").map(stat -> stat.replaceFirst("(?s).*\\) ", "").startsWith("Z")).orElse(false);
    }

    /** The program's name as it was called; readable also where its path is not, as for root without all rights. */
    private static String firstWord(long pid) {
        return read(pid, "cmdline").map(line -> line.split("\0", 2)[0]).orElse("");
    }

    private static Optional<Path> folder(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")));
        } catch (IOException e) {
            return Optional.empty(); // not Linux, or not ours to see: the start time decides
        }
    }

    private static Optional<String> read(long pid, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty(); // not Linux, or it ended meanwhile
        }
    }
}
