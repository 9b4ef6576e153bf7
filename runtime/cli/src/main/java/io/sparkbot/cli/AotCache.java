package io.sparkbot.cli;

import io.sparkbot.launcher.home.Folders;
import io.sparkbot.launcher.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The file with classes that the Java machine has prepared before: the server starts quicker with it. It is made
 * for one Java build and one set of jars; for others the server makes a new one. {@code SPARKBOT_AOT=off} does without,
 * {@code SPARKBOT_AOT=now} makes it at once instead of when the server is idle.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line Ergonomics</a>
 */
final class AotCache {
    private final Path file;
    private final boolean off;

    /** @param product the unpacked distribution */
    AotCache(Home home, Path product, Map<String, String> environment) throws IOException {
        Path launcher = product.resolve("lib").resolve("launcher.jar");
        StringBuilder key = new StringBuilder(System.getProperty("java.vm.version") + System.getProperty("os.arch") + launcher
                + Files.getLastModifiedTime(launcher));
        for (Path file : Folders.all(product.resolve("bundle"))) {
            key.append(file.getFileName()).append(Files.size(file));
        }
        CRC32 sum = new CRC32();
        sum.update(key.toString().getBytes(StandardCharsets.UTF_8));
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
