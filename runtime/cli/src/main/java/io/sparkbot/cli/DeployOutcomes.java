package io.sparkbot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.launcher.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Puts jars into folders that the server watches, and reads what it says became of them ({@code work/outcomes/FILE.json}). */
public final class DeployOutcomes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration GLANCE = Duration.ofMillis(10);

    private final Home home;
    private final Path folder;
    private final Duration patience;

    /** @param patience how long the server may take */
    public DeployOutcomes(Home home, Duration patience) {
        this.home = home;
        this.folder = home.root().resolve("work").resolve("outcomes");
        this.patience = patience;
    }

    /**
     * What the server did with a file.
     *
     * @param at when, as the server wrote it
     * @param ms how long it took, in milliseconds
     */
    public record Outcome(String file, String name, String version, String state, String reason, String sha256, String at, double ms) {

        public boolean works() {
            return Set.of("active", "stopped").contains(state);
        }
    }

    public Optional<Outcome> of(String file) throws IOException {
        try {
            JsonNode said = JSON.readTree(Files.readAllBytes(folder.resolve(file + ".json")));
            return Optional.of(new Outcome(
                    said.path("file").asText(),
                    said.path("name").asText(),
                    said.path("version").asText(),
                    said.path("state").asText(),
                    said.path("reason").asText(),
                    said.path("sha256").asText(),
                    said.path("at").asText(),
                    said.path("micros").asLong() / 1000.0));
        } catch (NoSuchFileException nothingSaid) {
            return Optional.empty();
        }
    }

    /** Copies the jar so that the server never sees half of it. */
    public static Path copy(Path jar, Path to) throws IOException {
        Files.createDirectories(to);
        Path whole = to.resolve("." + jar.getFileName() + ".part");
        Files.copy(jar, whole, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(whole, to.resolve(jar.getFileName().toString()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Waits until the server has tried this very file.
     *
     * @param before what it had said about the file before it was copied
     */
    public Outcome await(String file, String sha256, Optional<Outcome> before) throws IOException, CommandFailure, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            Optional<Outcome> now = of(file).filter(said -> said.sha256().equals(sha256));
            if (now.isPresent() && (now.get().works() || before.filter(old -> old.at().equals(now.get().at())).isEmpty())) {
                return now.get();
            }
            Thread.sleep(GLANCE);
        }
        throw late(file, "said nothing about");
    }

    /** Waits until the server has let go of a file that was deleted. */
    public void awaitGone(String file) throws IOException, CommandFailure, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (of(file).isPresent()) {
            if (System.nanoTime() > end) {
                throw late(file, "has not let go of");
            }
            Thread.sleep(GLANCE);
        }
    }

    private CommandFailure late(String file, String what) {
        return new CommandFailure(ExitCode.OUT_OF_TIME, "the server " + what + " " + file + " within " + patience.toSeconds() + " s; see "
                + home.logs().resolve("sparkbot.log"));
    }

    public static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
