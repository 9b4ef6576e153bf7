package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.PrintWriter;
import java.time.Duration;

/** Stops the server and waits until it and its database are down. */
final class ServerStop {
    /** The server gives its bundles 10 s and its database 15 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ServerStop() {}

    /**
     * Asks the process to end; by force when it does not.
     *
     * @param out where it is told what is waited for
     * @throws CommandFailure when it may not be stopped by this user, or does not end
     */
    static void await(Home folder, ProcessHandle process, PrintWriter out) throws StartFailure, CommandFailure, InterruptedException {
        if (!process.destroy()) {
            throw new CommandFailure(ExitCode.ERROR, "process " + process.pid() + " may not be stopped by user "
                    + System.getProperty("user.name") + "; stop it as the user who started it");
        }
        boolean ended = awaitEnd(folder, PATIENCE, out);
        if (!ended) {
            out.println("The server did not stop within " + PATIENCE.toSeconds() + " s: ending process " + process.pid()
                    + " by force; its database stops by itself and loses nothing that was committed");
            process.destroyForcibly();
            ended = awaitEnd(folder, Duration.ofSeconds(10), out);
        }
        if (!ended) {
            throw new CommandFailure(ExitCode.ERROR, "process " + process.pid() + " does not end");
        }
    }

    /** The lock tells: an ended process may stay in the process table until its parent looks. */
    private static boolean awaitEnd(Home folder, Duration limit, PrintWriter out) throws StartFailure, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        try (Waiting waiting = new Waiting(out)) {
            while (RunningServer.on(folder).isPresent()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                waiting.show("stopping: answers in progress are ended, then the database");
                Thread.sleep(20);
            }
            return true;
        }
    }
}
