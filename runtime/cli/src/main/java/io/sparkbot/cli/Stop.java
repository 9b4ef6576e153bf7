package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stop}: returns when the server and its database are down. */
@Command(name = "stop", description = "Stop the server and its database.", mixinStandardHelpOptions = true)
final class Stop implements Callable<Integer> {
    /** The server gives its bundles 10 s and its database 15 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private final HomeOption home = new HomeOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws StartFailure, CommandFailure, InterruptedException {
        Home folder = home.locate();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Optional<RunningServer> running = RunningServer.on(folder);
        if (running.isEmpty()) {
            out.println("Sparkbot is not running on " + folder.root());
            return ExitCode.OK;
        }
        ProcessHandle process = running.get().process().orElseThrow(() -> new CommandFailure(ExitCode.ERROR,
                "the server on " + folder.root() + " cannot be seen from here; stop it where it was started"));
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
        out.println("Sparkbot has stopped");
        return ExitCode.OK;
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
