package io.sparkbot.cli.dev;

import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.DeployOutcomes;
import io.sparkbot.cli.DeployOutcomes.Outcome;
import io.sparkbot.launcher.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Hands a built bundle to the running server. */
final class Swapper {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final DeployOutcomes outcomes;

    Swapper(Home home) {
        this.folder = home.root().resolve("dev");
        this.outcomes = new DeployOutcomes(home, PATIENCE);
    }

    Outcome swap(Path jar) throws IOException, CommandFailure, InterruptedException {
        String file = jar.getFileName().toString();
        Optional<Outcome> before = outcomes.of(file);
        String sha256 = DeployOutcomes.sha256(jar);
        DeployOutcomes.copy(jar, folder);
        return outcomes.await(file, sha256, before);
    }
}
