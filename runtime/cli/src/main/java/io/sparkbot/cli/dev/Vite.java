package io.sparkbot.cli.dev;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The web app's development server: it serves the sources, reloads what changes, and passes the API on to Sparkbot. */
final class Vite implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\\u001b]+");
    private static final Pattern COLOR = Pattern.compile("\\u001b\\[[0-9;]*m");

    private final Optional<Process> process;

    private Vite(Optional<Process> process) {
        this.process = process;
    }

    static Vite none() {
        return new Vite(Optional.empty());
    }

    static Vite start(Path webapp, String server, Reports reports) throws IOException {
        if (Files.notExists(webapp.resolve("node_modules"))) {
            reports.line("the web app is served as it was built: webapp/node_modules is missing, run `npm ci` in webapp");
            return none();
        }
        ProcessBuilder vite = new ProcessBuilder(webapp.resolve("node_modules/.bin/vite").toString(), "--clearScreen", "false")
                .directory(webapp.toFile())
                .redirectErrorStream(true);
        vite.environment().put("SPARKBOT_URL", server);
        vite.environment().put("NO_COLOR", "1");
        Process process = vite.start();
        process.getOutputStream().close();
        Thread.ofVirtual().name("vite").start(() -> relay(process, reports));
        return new Vite(Optional.of(process));
    }

    private static void relay(Process process, Reports reports) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String text = COLOR.matcher(line).replaceAll("").strip();
                Matcher address = ADDRESS.matcher(text);
                if (text.contains("Local:") && address.find()) {
                    reports.line("web app with hot reload: " + address.group());
                } else if (text.contains("error") || text.contains("Error") || text.contains("hmr update")) {
                    reports.line("web app: " + text);
                }
            }
            reports.line("the web app's development server ended");
        } catch (IOException closed) {
            reports.line("the web app's development server is closed");
        }
    }

    @Override
    public void close() {
        process.ifPresent(running -> {
            running.descendants().forEach(ProcessHandle::destroy);
            running.destroy();
        });
    }
}
