package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.sparkbot.testkit.Server;
import io.sparkbot.testkit.SkillJar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Runs the browser tests of webapp/e2e against the whole product; they drive the system's Chromium. */
@Tag("browser")
class BrowserIT extends WholeProduct {

    private static final int MINUTES = 60;

    @Test
    @Timeout(value = MINUTES + 1, unit = TimeUnit.MINUTES)
    void the_browser_tests_pass(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        try (Server fresh = new Server(folder.resolve("fresh")).with("SPARKBOT_PASSPHRASE", PASSPHRASE).start()) {
            drive(fresh);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drive(Server fresh) throws Exception {
        Path webapp = Path.of(System.getProperty("exam.webapp"));
        Path output = Files.createTempFile("sparkbot-e2e", ".txt");
        var builder = new ProcessBuilder("npm", "run", "e2e")
                .directory(webapp.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("SPARKBOT_E2E_URL", server.url().toString());
        builder.environment().put("SPARKBOT_E2E_PASSPHRASE", PASSPHRASE);
        builder.environment().put("SPARKBOT_E2E_HOME", server.home().toString());
        builder.environment().put("SPARKBOT_E2E_FIRST_RUN_URL", fresh.url().toString());
        builder.environment().put("SPARKBOT_E2E_SKILL", SkillJar.echo("1.0.0", "echo_back", "echo: ").toString());
        Process process = builder.start();
        assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), () -> "the browser tests did not end within " + MINUTES + " minutes:\n" + read(output));
        assertEquals(0, process.exitValue(), () -> read(output));
    }
}
