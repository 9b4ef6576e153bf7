package io.sparkbot.cli;

import io.sparkbot.launcher.home.HealthProbe;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.RunFolder;
import io.sparkbot.launcher.home.ServerAddress;
import io.sparkbot.launcher.home.SettingsFile;
import io.sparkbot.launcher.home.StartFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The server itself: does it run and answer, or could it; who could reach it with which passphrase. */
final class ServerChecks {
    private static final Set<String> WEAK = Set.of("", "admin", "admin123", "password", "sparkbot", SignIn.DEFAULT_PASSPHRASE,
            "changethis", "changeme-in-production", "letmein12345");

    private final Home home;
    private final Map<String, String> environment;

    ServerChecks(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try {
            Optional<RunningServer> running = RunningServer.on(home);
            ServerAddress address = ServerAddress.resolve(null, null, environment, home);
            findings.add(running.isPresent() ? answers(running.get()) : stopped());
            if (running.isEmpty()) {
                findings.add(port(address));
            }
            findings.add(passphrase(address));
        } catch (StartFailure e) {
            findings.add(Finding.fail("Server", e.getMessage(), ""));
        }
        return findings;
    }

    private Finding answers(RunningServer running) {
        if (running.url().isEmpty()) {
            return Finding.warn("Server", running.name() + " is starting: " + new RunFolder(home).phase().orElse(""), "wait a moment");
        }
        URI url = URI.create(running.url().get());
        HealthProbe probe = new HealthProbe(new ServerAddress(url.getHost().replaceAll("[\\[\\]]", ""), url.getPort()));
        if (!probe.lives()) {
            return Finding.fail("Server", running.name() + " does not answer at " + url,
                    "see " + home.logs().resolve("sparkbot.log") + "; " + Sparkbot.command() + " stop, then start");
        }
        HealthProbe.Answer ready = probe.get(HealthProbe.READINESS);
        return ready.status() == 503
                ? Finding.fail("Server", "answers at " + url + ", but is not ready: " + ready.body().strip(),
                        "see " + home.logs().resolve("sparkbot.log"))
                : Finding.ok("Server", running.name() + " answers at " + url);
    }

    private Finding stopped() {
        RunFolder run = new RunFolder(home);
        if (run.pid().isPresent()) {
            return Finding.warn("Server", "not running; process " + run.pid().get() + " ended without cleaning up",
                    "nothing to do: the next start recovers what it was doing");
        }
        return run.problem()
                .map(problem -> Finding.warn("Server", "not running; the last start failed: " + problem, ""))
                .orElseGet(() -> Finding.ok("Server", "not running"));
    }

    private static Finding port(ServerAddress address) {
        try {
            address.claim();
            return Finding.ok("Port", address.port() + " on " + address.host() + " is free");
        } catch (StartFailure e) {
            return Finding.fail("Port", e.getMessage(), "");
        }
    }

    private Finding passphrase(ServerAddress address) throws StartFailure {
        if (environment.getOrDefault("SPARKBOT_PASSPHRASE", "").isBlank()
                && SettingsFile.read(home.settingsFile()).has("identity", "passphrase")) {
            return Finding.ok("Passphrase", "set in sparkbot.toml");
        }
        boolean weak = WEAK.contains(environment.getOrDefault("SPARKBOT_PASSPHRASE", "").strip());
        if (!weak) {
            return Finding.ok("Passphrase", "set by SPARKBOT_PASSPHRASE");
        }
        return isLoopback(address.host())
                ? Finding.ok("Passphrase", "the default one, or one set in the settings; only this machine can reach the server")
                : Finding.fail("Passphrase", "none or a well-known one in SPARKBOT_PASSPHRASE, and other machines can reach "
                        + address.host(), "set SPARKBOT_PASSPHRASE to one of your own, or listen on 127.0.0.1");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
