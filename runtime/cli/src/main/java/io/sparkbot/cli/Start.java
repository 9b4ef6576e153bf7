package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code start}: returns when the server answers, or says why it does not. */
@Command(
        name = "start",
        description = "Start the server and wait until it answers.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class Start implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port to listen on; 0 takes any free one (default: $SPARKBOT_PORT, sparkbot.toml or 3000).")
    private @Nullable String port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to listen on (default: $SPARKBOT_HOST, sparkbot.toml or 127.0.0.1: this machine only).")
    private @Nullable String host;

    @Option(names = "--foreground", description = "Stay in the terminal and write the log to it; Ctrl-C stops the server.")
    private boolean foreground;

    @Option(names = "--dev", hidden = true, description = "The server belongs to a developer who swaps bundles in it.")
    private boolean dev;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws StartFailure, CommandFailure, IOException, InterruptedException {
        Home folder = home.locate();
        HomeOwner.takeOver(folder);
        folder.prepare();
        Optional<RunningServer> running = RunningServer.on(folder);
        if (running.isPresent() && running.get().url().isPresent()) {
            out().println("Sparkbot is already running at " + running.get().url().get() + " (" + running.get().name()
                    + "); stop it with: " + Sparkbot.command() + " stop");
            return ExitCode.OK;
        }
        if (foreground) {
            Foreground.become(new ServerProgram(folder, arguments(), System.getenv()).command());
        }
        welcome(folder, ServerStart.await(folder, running, arguments(), out()));
        return ExitCode.OK;
    }

    private void welcome(Home folder, String url) throws StartFailure {
        out().println("Sparkbot is running at " + url);
        out().println(SignIn.hint(folder, System.getenv()));
        out().println("Stop it with: " + Sparkbot.command() + " stop");
        out().flush();
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (host != null) {
            arguments.addAll(List.of("--host", host));
        }
        if (port != null) {
            arguments.addAll(List.of("--port", port));
        }
        if (foreground) {
            arguments.add("--foreground");
        }
        if (dev) {
            arguments.add("--dev");
        }
        return arguments;
    }

    private PrintWriter out() {
        return java.util.Objects.requireNonNull(spec).commandLine().getOut();
    }
}
