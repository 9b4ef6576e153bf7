package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.HomeLock;
import io.sparkbot.launcher.home.RunFolder;
import io.sparkbot.launcher.home.StartFailure;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The server that works on a home folder.
 *
 * @param process empty when it runs where this command cannot see it: in another container, for instance
 * @param url empty while it is starting
 */
public record RunningServer(Optional<ProcessHandle> process, Optional<String> url) {
    /** Whoever holds the home's lock is the server; the files in {@code run/} only describe it. */
    public static Optional<RunningServer> on(Home home) throws StartFailure {
        if (Files.notExists(home.lockFile())) {
            return Optional.empty();
        }
        Optional<HomeLock> free = HomeLock.tryAcquire(home);
        if (free.isPresent()) {
            free.get().close();
            return Optional.empty();
        }
        RunFolder run = new RunFolder(home);
        return Optional.of(new RunningServer(
                run.pid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive), run.url()));
    }

    public String name() {
        return process.map(p -> "process " + p.pid()).orElse("a process that cannot be seen from here");
    }
}
