package io.sparkbot.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.launcher.home.HealthProbe;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.HomeLock;
import io.sparkbot.launcher.home.RunFolder;
import io.sparkbot.launcher.home.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process, with a distribution of one tiny bundle. */
@Timeout(120)
class LauncherTest {
    private static final String HERE = "127.0.0.1";

    @TempDir
    private Path folder;

    private Home home;
    private Path product;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void assemble() throws IOException {
        home = new Home(folder.resolve("home"));
        product = folder.resolve("product");
        bundle("40", "tiny", Map.of(
                "Bundle-Activator", TinyServer.class.getName(), "Import-Package", "org.osgi.framework,com.sun.net.httpserver"));
        // nobody asks this one: the tiny bundle keeps no data
        environment.put("SPARKBOT_DATABASE_URL", "postgres://someone:hidden@db.invalid/office");
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void it_says_where_it_answers_and_cleans_up_after_sigterm() throws Exception {
        Process process = launcher("--port", "0");
        ServerAddress address = ready(process);
        RunFolder run = new RunFolder(home);
        assertTrue(new HealthProbe(address).lives());
        assertEquals(process.pid(), run.pid().orElseThrow());
        assertEquals("external jdbc:postgresql://db.invalid/office as someone", run.database().orElseThrow());
        assertTrue(HomeLock.tryAcquire(home).isEmpty());

        process.destroy();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(128 + 15, process.exitValue());
        assertTrue(output().contains("stopped cleanly"), output());
        assertTrue(run.url().isEmpty() && run.pid().isEmpty() && run.problem().isEmpty());
        assertTrue(HomeLock.tryAcquire(home).isPresent());
        assertFalse(new HealthProbe(address).lives());
    }

    @Test
    void a_server_that_belongs_to_a_process_ends_in_order_when_that_is_killed() throws Exception {
        Process owner = new ProcessBuilder("sleep", "600").start();
        started.add(owner);
        Process process = launcher("--port", "0", "--until-end-of", String.valueOf(owner.pid()));
        ready(process);
        owner.destroyForcibly();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), this::output);
        assertEquals(0, process.exitValue());
        assertTrue(output().contains("stopped cleanly"), output());
        assertTrue(new RunFolder(home).pid().isEmpty());
    }

    @Test
    void a_server_does_not_start_for_a_process_that_has_ended() throws Exception {
        Process owner = new ProcessBuilder("true").start();
        owner.waitFor();
        assertEquals("process " + owner.pid() + ", for which this server was started, has ended", refused("--until-end-of", String.valueOf(owner.pid())));
    }

    @Test
    void bundles_are_told_where_the_external_database_is_but_output_shows_no_password() throws Exception {
        ready(launcher("--port", "0"));
        assertTrue(output().contains("database jdbc:postgresql://db.invalid/office"), output());
        assertFalse(output().contains("hidden"), output());
    }

    @Test
    void a_port_that_is_taken_ends_the_start_with_the_remedy() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(HERE))) {
            String problem = refused("--port", Integer.toString(other.getLocalPort()));
            assertTrue(problem.contains("port " + other.getLocalPort() + " on 127.0.0.1 is taken"), problem);
        }
    }

    @Test
    void a_bundle_that_cannot_let_the_server_start_is_heard() throws Exception {
        environment.put("TINY_PROBLEM", "the default passphrase is for this machine only: set SPARKBOT_PASSPHRASE");
        assertEquals(environment.get("TINY_PROBLEM"), refused("--port", "0"));
    }

    @Test
    void a_second_server_on_the_same_home_is_refused_and_the_first_undisturbed() throws Exception {
        Process first = launcher("--port", "0");
        ServerAddress address = ready(first);
        Process second = launcher("--port", "0");
        assertTrue(second.waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, second.exitValue());
        assertTrue(output().contains("(process " + first.pid() + ")"), output());
        assertTrue(new HealthProbe(address).lives());
        assertEquals(address.url(), new RunFolder(home).url().orElseThrow());
    }

    @Test
    void a_ground_bundle_that_lacks_a_package_ends_the_start_and_names_it() throws Exception {
        bundle("20", "ground", Map.of("Import-Package", "com.example.absent;version=\"[3,4)\""));
        String problem = refused("--port", "0");
        assertTrue(problem.contains("ground: missing package com.example.absent 3.0.0 or later"), problem);
    }

    @Test
    void a_contributed_bundle_that_lacks_a_package_does_not_keep_the_server_from_starting() throws Exception {
        bundle("60", "skill", Map.of("Import-Package", "com.example.absent"));
        ready(launcher("--port", "0"));
    }

    @Test
    void a_settings_file_that_is_broken_is_named_with_the_line() throws Exception {
        home.prepare();
        Files.writeString(home.settingsFile(), "[server\n");
        String problem = refused();
        assertTrue(problem.contains("sparkbot.toml is not valid TOML, line 1"), problem);
    }

    @Test
    void a_wrong_option_is_a_usage_error() throws Exception {
        Process process = launcher("--prot", "1");
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(2, process.exitValue());
        assertTrue(output().contains("unknown option \"--prot\""), output());
    }

    @Test
    void the_check_of_a_distribution_names_what_does_not_resolve() throws Exception {
        bundle("60", "skill", Map.of("Import-Package", "com.example.absent"));
        assertEquals(List.of("skill: missing package com.example.absent"),
                BundleCheck.unresolved(product.resolve("bundle"), folder.resolve("check")));
    }

    private String refused(String... arguments) throws Exception {
        Process process = launcher(arguments);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), this::output);
        assertEquals(1, process.exitValue(), this::output);
        String problem = new RunFolder(home).problem().orElseThrow();
        assertTrue(output().contains("Sparkbot cannot start: " + problem), output());
        return problem;
    }

    private ServerAddress ready(Process process) throws Exception {
        RunFolder run = new RunFolder(home);
        while (run.url().isEmpty()) {
            assertTrue(process.isAlive(), this::output);
            Thread.sleep(10);
        }
        return new ServerAddress(HERE, URI.create(run.url().get()).getPort());
    }

    private Process launcher(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--sun-misc-unsafe-memory-access=allow",
                "-cp", System.getProperty("java.class.path"), Main.class.getName(),
                "--install", product.toString(), "--home", home.root().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("SPARKBOT_") || name.startsWith("POSTGRES_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void bundle(String level, String name, Map<String, String> headers) throws IOException {
        Path jar = Files.createDirectories(product.resolve("bundle").resolve(level)).resolve(name + ".jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        headers.forEach(manifest.getMainAttributes()::putValue);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream classes = new JarOutputStream(out, manifest)) {
            for (String type : List.of("TinyServer", "TinyServer$Nothing")) {
                String entry = "io/sparkbot/launcher/" + type + ".class";
                classes.putNextEntry(new ZipEntry(entry));
                try (InputStream content = LauncherTest.class.getClassLoader().getResourceAsStream(entry)) {
                    classes.write(java.util.Objects.requireNonNull(content).readAllBytes());
                }
            }
        }
    }
}
