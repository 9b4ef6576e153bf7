package io.sparkbot.cli.dev;

import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.DeployOutcomes.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Change, build, swap; one after the other, for ever. */
final class Loop {

    private final Sources sources;
    private final Maven maven;
    private final Swapper swapper;
    private final Reports reports;
    private final Restart restart;

    /** Builds everything and starts the server again. */
    interface Restart {
        boolean run() throws IOException, InterruptedException;
    }

    Loop(Sources sources, Maven maven, Swapper swapper, Reports reports, Restart restart) {
        this.sources = sources;
        this.maven = maven;
        this.swapper = swapper;
        this.reports = reports;
        this.restart = restart;
    }

    void run() throws IOException, InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            handle(Change.of(sources.next()));
        }
    }

    private void handle(Change change) throws IOException, InterruptedException {
        if (!change.restart().isEmpty()) {
            reports.line("restarting, since " + change.restart());
            boolean well = restart.run();
            maven.publish();
            reports.line(well ? "restarted" : "not restarted: see above");
            return;
        }
        Set<String> modules = change.swap();
        Maven.Built built = maven.build(change.build());
        if (!built.well()) {
            reports.line(String.join(", ", modules) + ": does not build (" + built.millis() + " ms)\n" + built.output().strip());
            return;
        }
        for (String module : modules) {
            swap(module, built.millis());
        }
    }

    private void swap(String module, long buildMillis) throws IOException, InterruptedException {
        Optional<Path> jar = maven.jar(module);
        if (jar.isEmpty()) {
            reports.line(module + ": built, but there is no jar in its target folder");
            return;
        }
        try {
            Outcome outcome = swapper.swap(jar.get());
            reports.line(outcome.works()
                    ? "%s: live (build %d ms, swap %.0f ms)".formatted(module, buildMillis, outcome.ms())
                    : "%s: built, but %s: %s".formatted(module, outcome.state(), outcome.reason()));
        } catch (CommandFailure late) {
            reports.line(module + ": " + late.getMessage());
        }
    }
}
