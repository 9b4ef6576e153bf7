package io.sparkbot.itest.support;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.sparkbot.testdb.TestDatabase;
import org.ops4j.pax.exam.Option;

/** Every bundle of the assembled product, on a real database. */
public final class Shipped implements Supplier<Option[]> {

    @Override
    public Option[] get() {
        try (var files = Files.walk(Path.of(System.getProperty("exam.bundles")))) {
            List<Option> options = new ArrayList<>();
            files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .forEach(file -> options.add(bundle("reference:" + file.toUri())));
            settings().forEach((name, value) -> options.add(frameworkProperty(name).value(value)));
            return options.toArray(Option[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings() throws IOException {
        Path home = Files.createTempDirectory("sparkbot-exam");
        String port = String.valueOf(freePort());
        return Map.ofEntries(
                Map.entry("felix.cm.pm", "memory"),
                Map.entry("org.osgi.framework.bsnversion", "multiple"),
                Map.entry("org.apache.felix.http.host", "127.0.0.1"),
                Map.entry("org.osgi.service.http.port", port),
                Map.entry("org.apache.felix.http.jetty.virtualthreads.enable", "true"),
                Map.entry("org.apache.felix.jetty.websocket.enable", "true"),
                Map.entry("sparkbot.home", home.toString()),
                Map.entry("sparkbot.version", "test"),
                Map.entry("sparkbot.host", "127.0.0.1"),
                Map.entry("sparkbot.port", port),
                Map.entry("sparkbot.environment", "local"),
                Map.entry("sparkbot.database.url", TestDatabase.with().url()),
                Map.entry("sparkbot.database.user", ""),
                Map.entry("sparkbot.database.password", ""),
                Map.entry("sparkbot.skills.dir", Files.createDirectory(home.resolve("skills")).toString()),
                Map.entry("sparkbot.dev", "false"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
