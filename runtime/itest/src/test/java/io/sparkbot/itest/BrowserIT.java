package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.sparkbot.testkit.SkillJar;
import org.junit.jupiter.api.Test;

/** Runs the browser tests of webapp/e2e against the whole product; they drive the system's Chromium. */
class BrowserIT extends WholeProduct {

    @Test
    void the_browser_tests_pass() throws Exception {
        Path webapp = Path.of(System.getProperty("exam.webapp"));
        var builder = new ProcessBuilder("npm", "run", "e2e").directory(webapp.toFile()).inheritIO();
        builder.environment().put("SPARKBOT_E2E_URL", server.url().toString());
        builder.environment().put("SPARKBOT_E2E_PASSPHRASE", PASSPHRASE);
        builder.environment().put("SPARKBOT_E2E_HOME", server.home().toString());
        builder.environment().put("SPARKBOT_E2E_SCRIPT", io.sparkbot.testkit.Server.script().toString());
        builder.environment().put("SPARKBOT_E2E_SKILL", SkillJar.echo("1.0.0", "echo_back", "echo: ").toString());
        Process process = builder.start();
        assertTrue(process.waitFor(10, TimeUnit.MINUTES), "the browser tests did not end within 10 minutes");
        assertEquals(0, process.exitValue());
    }
}
