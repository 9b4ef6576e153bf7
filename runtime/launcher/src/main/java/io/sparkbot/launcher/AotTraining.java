package io.sparkbot.launcher;

import io.sparkbot.launcher.home.Folders;
import io.sparkbot.launcher.home.HealthProbe;
import io.sparkbot.launcher.home.Home;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the file that lets the next start skip much of loading classes. A second server with an empty home of its own
 * starts, answers a few requests and ends; it has the lowest priority, begins when this server has been idle for a
 * while, and never sees this server's data.
 */
final class AotTraining {
    private static final System.Logger LOG = System.getLogger(AotTraining.class.getName());
    private static final Duration SETTLE = Duration.ofSeconds(20);
    private static final Duration SAMPLE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Distribution distribution;
    private final Home home;
    private final Path cache;
    private volatile @Nullable Process training;
    private volatile boolean stopped;

    AotTraining(Distribution distribution, Home home, Path cache) {
        this.distribution = distribution;
        this.home = home;
        this.cache = cache;
    }

    /** @param atOnce do not wait until the server is idle */
    void start(boolean atOnce) {
        Thread.ofVirtual().name("aot-training").start(() -> {
            try {
                if (!atOnce) {
                    awaitIdle();
                }
                train();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the cache for quicker starts could not be prepared; starts work without it", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void stop() {
        stopped = true;
        Process process = training;
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static void awaitIdle() throws IOException, InterruptedException {
        Thread.sleep(SETTLE);
        while (isBusy()) {
            Thread.sleep(SETTLE);
        }
    }

    /** More than a tenth of one processor for ourselves, or the machine has no processor to spare. */
    private static boolean isBusy() throws IOException, InterruptedException {
        Path load = Path.of("/proc/loadavg");
        if (Files.exists(load)
                && Double.parseDouble(Files.readString(load).split(" ")[0]) > Runtime.getRuntime().availableProcessors() * 0.7) {
            return true;
        }
        Duration before = used();
        Thread.sleep(SAMPLE);
        return used().minus(before).compareTo(SAMPLE.dividedBy(10)) > 0;
    }

    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void train() throws IOException, InterruptedException {
        Path folder = home.aot().resolve("training");
        Path result = home.aot().resolve("training.aot");
        Folders.delete(folder);
        Files.createDirectories(folder);
        try {
            shareDatabasePrograms(folder);
            LOG.log(Level.INFO, "preparing the cache for quicker starts, in the background");
            long begin = System.nanoTime();
            Process process = process(folder, result);
            training = process;
            if (stopped || !process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return;
            }
            if (process.exitValue() != 0 || Files.notExists(result)) {
                if (!stopped) {
                    LOG.log(Level.WARNING, "the cache for quicker starts could not be prepared (exit code {0}, see {1}); starts"
                            + " work without it", process.exitValue(), log());
                }
                return;
            }
            removeOldOnes();
            Files.move(result, cache, StandardCopyOption.ATOMIC_MOVE);
            LOG.log(Level.INFO, "prepared the cache for quicker starts in {0} s: {1} MB",
                    (System.nanoTime() - begin) / 1_000_000_000, Files.size(cache) >> 20);
        } finally {
            Folders.delete(folder);
        }
    }

    private Process process(Path folder, Path result) throws IOException {
        Path lib = distribution.folder().resolve("lib");
        ProcessBuilder builder = new ProcessBuilder(
                        "nice", "-n", "19", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + lib.resolve("jvm.options"), "-XX:AOTCacheOutput=" + result,
                        "-jar", lib.resolve("launcher.jar").toString(),
                        "--home", folder.toString(), "--port", "0", "--host", "127.0.0.1", "--train")
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        // no keys, no bridges, no external database: nothing of ours
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ"));
        return builder.start();
    }

    private Path log() {
        return home.aot().resolve("training.log");
    }

    private void shareDatabasePrograms(Path folder) throws IOException {
        for (Path programs : list(home.root(), "pg-")) {
            Files.createSymbolicLink(folder.resolve(programs.getFileName()), programs);
        }
    }

    private void removeOldOnes() throws IOException {
        for (Path old : list(home.aot(), "sparkbot-")) {
            Files.deleteIfExists(old);
        }
    }

    private static List<Path> list(Path folder, String prefix) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(prefix)).toList();
        }
    }

    /** What a training server does once it is ready: what every person does first. */
    static void exercise(HealthProbe server) {
        server.get("/");
        server.post("/api/v1/chat/users/login", "{\"passphrase\":\"sparkbot-local\"}");
        server.get("/api/v1/chat/models/config");
    }
}
