package io.sparkbot.cli.skill;

import io.sparkbot.cli.DeployOutcomes;
import io.sparkbot.cli.DeployOutcomes.Outcome;
import io.sparkbot.cli.RunningServer;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The watched folder, and what the server says about the files in it. */
record SkillFolder(Home home, Path path, DeployOutcomes outcomes) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static SkillFolder of(Home home, Map<String, String> environment) {
        String given = environment.getOrDefault("SPARKBOT_SKILLS_DIR", "").strip();
        Path path = given.isEmpty() ? home.skills() : home.root().resolve(given).normalize();
        return new SkillFolder(home, path, new DeployOutcomes(home, PATIENCE));
    }

    boolean isWatched() throws StartFailure {
        return RunningServer.on(home).flatMap(RunningServer::url).isPresent();
    }

    static boolean counts(String file) {
        return file.matches("[^._].*\\.jar");
    }

    List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.empty()) {
            return files.filter(file -> counts(file.getFileName().toString())).sorted().toList();
        }
    }

    /** The file of a skill: by file name, with or without {@code .jar}, or by the bundle's name. */
    Optional<Path> find(String name) throws IOException {
        for (Path jar : jars()) {
            String file = jar.getFileName().toString();
            Optional<Outcome> said = outcomes.of(file);
            if (file.equals(name) || file.equals(name + ".jar") || said.filter(outcome -> outcome.name().equals(name)).isPresent()) {
                return Optional.of(jar);
            }
        }
        return Optional.empty();
    }
}
