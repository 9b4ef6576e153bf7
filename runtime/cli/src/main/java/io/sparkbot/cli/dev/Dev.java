package io.sparkbot.cli.dev;

import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.cli.HomeOption;
import io.sparkbot.cli.RunningServer;
import io.sparkbot.cli.Sparkbot;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dev}: a running server that follows the sources. */
@Command(
        name = "dev",
        description = "Work on Sparkbot: run it, rebuild the bundle you change and swap it in; the web app with hot reload in front.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Dev implements Callable<Integer> {

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--port", paramLabel = "N", defaultValue = "3000", description = "Port of the server (default: 3000; 0 takes any free one).")
    private String port = "3000";

    @Option(names = "--no-web", description = "Without the web app's own development server.")
    private boolean withoutWeb;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, StartFailure, IOException, InterruptedException {
        Path source = source();
        Home folder = home.locate();
        folder.prepare();
        Reports reports = new Reports(out());
        forgetSwaps(folder.root().resolve("dev"));
        boolean ours = RunningServer.on(folder).isEmpty();
        if (ours && start(folder) != ExitCode.OK) {
            return ExitCode.ERROR;
        }
        String url = RunningServer.on(folder).flatMap(RunningServer::url)
                .orElseThrow(() -> new CommandFailure(ExitCode.ERROR, "the server has not told its address"));
        if (!ours) {
            reports.line("using the server at " + url + "; bundles are swapped only if `sparkbot dev` started it");
        }
        try (Sources sources = new Sources(source);
                Vite vite = withoutWeb ? Vite.none() : Vite.start(source.resolve("webapp"), url, reports)) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> leave(vite, ours, folder)));
            Maven maven = new Maven(source);
            maven.publish();
            reports.line("watching " + source + "; Ctrl-C ends" + (ours ? " and stops the server" : ""));
            new Loop(sources, maven, new Swapper(folder), reports, () -> restart(folder, source)).run();
        }
        return ExitCode.OK;
    }

    private static Path source() throws CommandFailure {
        String source = System.getProperty("sparkbot.source", "");
        if (source.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "dev works in a source checkout: run ./sparkbot dev there");
        }
        return Path.of(source);
    }

    private int start(Home folder) {
        return Sparkbot.commandLine().setOut(out()).execute("start", "--dev", "--home", folder.root().toString(), "--port", port);
    }

    /** For what cannot be swapped: everything is built and the server started again. */
    private boolean restart(Home folder, Path source) throws IOException, InterruptedException {
        Process build = new ProcessBuilder(source.resolve("sparkbot").toString(), "build").directory(source.toFile()).inheritIO().start();
        return build.waitFor() == 0 && stop(folder) == ExitCode.OK && start(folder) == ExitCode.OK;
    }

    private int stop(Home folder) {
        return Sparkbot.commandLine().setOut(out()).execute("stop", "--home", folder.root().toString());
    }

    private void leave(Vite vite, boolean ours, Home folder) {
        vite.close();
        if (ours) {
            stop(folder);
        }
    }

    /** What was swapped in last time is in the built product by now, or older than it. */
    private static void forgetSwaps(Path dev) throws IOException {
        try (Stream<Path> jars = Files.isDirectory(dev) ? Files.list(dev) : Stream.empty()) {
            for (Path jar : jars.toList()) {
                Files.delete(jar);
            }
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
