package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.PrintWriter;
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
        ServerStop.await(folder, process, out);
        out.println("Sparkbot has stopped");
        return ExitCode.OK;
    }
}
