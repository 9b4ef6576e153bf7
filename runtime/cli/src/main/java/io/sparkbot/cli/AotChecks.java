package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The cache for quicker starts. It is never needed, so nothing here fails. */
final class AotChecks {
    private final AotCache cache;
    private final Path product;

    AotChecks(Home home, Path product, Map<String, String> environment) throws IOException {
        this.cache = new AotCache(home, product, environment);
        this.product = product;
    }

    List<Finding> findings() throws IOException, InterruptedException {
        if (!cache.exists()) {
            return List.of(Finding.ok("Start cache", "not prepared yet; the server does it when it has been idle for a while"));
        }
        return List.of(isUsable()
                ? Finding.ok("Start cache", "usable, " + (cache.file().toFile().length() >> 20) + " MB")
                : Finding.warn("Start cache", "this Java machine does not take " + cache.file(),
                        "remove that file: the server prepares a new one"));
    }

    /** Asks the Java machine itself, which then says no instead of going without. */
    private boolean isUsable() throws IOException, InterruptedException {
        Path lib = product.resolve("lib");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + lib.resolve("jvm.options"),
                        "-XX:AOTMode=on", "-XX:AOTCache=" + cache.file(), "-jar", lib.resolve("launcher.jar").toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
