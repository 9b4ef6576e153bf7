package io.sparkbot.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.RunFolder;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: what is known about the server without asking it. */
@Command(
        name = "status",
        description = "Say whether the server runs, where, and since when. Exit code 4 when it does not run.",
        mixinStandardHelpOptions = true)
final class Status implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws StartFailure, IOException {
        Home folder = home.locate();
        Optional<RunningServer> running = RunningServer.on(folder);
        Map<String, Object> facts = facts(folder, running);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(facts));
        } else {
            facts.forEach((name, value) -> out.printf("%-10s %s%n", name.replace('_', ' '), value));
        }
        return running.isPresent() ? ExitCode.OK : ExitCode.UNREACHABLE;
    }

    private static Map<String, Object> facts(Home folder, Optional<RunningServer> running) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("running", running.isPresent());
        facts.put("home", folder.root().toString());
        if (running.isPresent()) {
            RunFolder run = new RunFolder(folder);
            facts.put("state", running.get().url().isPresent() ? "ready" : run.phase().orElse("starting"));
            running.get().url().ifPresent(url -> facts.put("url", url));
            running.get().process().ifPresent(process -> {
                facts.put("pid", process.pid());
                process.info().startInstant().ifPresent(start ->
                        facts.put("uptime_seconds", Duration.between(start, Instant.now()).toSeconds()));
            });
            run.version().ifPresent(version -> facts.put("version", version));
            run.database().ifPresent(database -> facts.put("database", database));
        }
        return facts;
    }
}
