package io.sparkbot.launcher;

import io.sparkbot.launcher.home.RunFolder;
import io.sparkbot.launcher.home.ServerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Keeps whoever waits for the start informed, through the run folder. */
final class StartProgress {
    private static final System.Logger LOG = System.getLogger(StartProgress.class.getName());

    private final RunFolder folder;
    private String last = "";
    private boolean healthy;

    StartProgress(RunFolder folder) {
        this.folder = folder;
    }

    /** What goes on now, in words for a person. */
    synchronized void say(String words) {
        if (healthy || words.equals(last)) {
            return;
        }
        last = words;
        try {
            folder.phase(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void healthy(ServerAddress server, Duration taken) throws IOException {
        healthy = true;
        folder.healthy(server.url(), server.port());
        LOG.log(Level.INFO, "ready at {0} after {1} ms", server.url(), Long.toString(taken.toMillis()));
    }
}
