package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The file with classes that the Java machine has prepared before: the server starts quicker with it. It fits one
 * Java build and one launcher jar only; another one is simply not used, and the server makes a new one.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line Ergonomics</a>
 */
final class AotCache {
    private final Path file;
    private final boolean off;

    AotCache(Home home, Path launcherJar, Map<String, String> environment) {
        String key = System.getProperty("java.vm.version") + System.getProperty("os.arch") + launcherJar
                + launcherJar.toFile().length() + launcherJar.toFile().lastModified();
        CRC32 sum = new CRC32();
        sum.update(key.getBytes(StandardCharsets.UTF_8));
        this.file = home.aot().resolve("sparkbot-%08x.aot".formatted(sum.getValue()));
        this.off = environment.getOrDefault("SPARKBOT_AOT", "on").equalsIgnoreCase("off");
    }

    Path file() {
        return file;
    }

    boolean exists() {
        return Files.isReadable(file);
    }

    List<String> options() {
        if (off) {
            return List.of();
        }
        return exists()
                ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off,cds*=off")
                : List.of("-Dsparkbot.aot.prepare=" + file);
    }
}
