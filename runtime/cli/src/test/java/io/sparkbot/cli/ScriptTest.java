package io.sparkbot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, with made-up JDKs and a made-up Maven that only say how they were called. */
class ScriptTest {
    private static final Path SCRIPT = Path.of("../../sparkbot");

    @TempDir
    private Path folder;

    private Path product;
    private final Map<String, String> environment = new HashMap<>();

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void unpack() throws IOException {
        product = folder.resolve("my product");
        Files.createDirectories(product.resolve("lib"));
        Files.createDirectories(product.resolve("bin"));
        Files.writeString(product.resolve("lib/cli.jar"), "");
        Files.copy(SCRIPT, product.resolve("bin/sparkbot"), StandardCopyOption.COPY_ATTRIBUTES);
        environment.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
        environment.put("SPARKBOT_JDK_FOLDERS", Files.createDirectory(folder.resolve("jvms")).toString());
        environment.put("PATH", tools());
    }

    @Test
    void java_home_is_taken_first() throws Exception {
        jdk("jvms/other", "25.0.1");
        environment.put("JAVA_HOME", jdk("mine", "25.0.3").toString());
        assertEquals("mine", usedJdk());
    }

    @Test
    void a_java_home_that_is_too_old_is_passed_over() throws Exception {
        environment.put("JAVA_HOME", jdk("mine", "21.0.9").toString());
        jdk("jvms/a-17", "17.0.15");
        jdk("jvms/b-25", "25");
        assertEquals("b-25", usedJdk());
    }

    @Test
    void java_on_the_path_is_followed_to_its_jdk() throws Exception {
        Path jdk = jdk("somewhere", "25.0.3");
        Files.createSymbolicLink(Path.of(environment.get("PATH")).resolve("java"), jdk.resolve("bin/java"));
        assertEquals("somewhere", usedJdk());
    }

    @Test
    void versions_that_only_begin_alike_are_not_taken() throws Exception {
        jdk("jvms/a", "250.0.1");
        jdk("jvms/b", "1.25.0");
        assertEquals(3, run("status").code());
    }

    @Test
    void a_folder_without_a_program_or_without_a_release_file_is_passed_over() throws Exception {
        Files.delete(jdk("jvms/a", "25.0.3").resolve("bin/java"));
        Files.delete(jdk("jvms/b", "25.0.3").resolve("release"));
        assertEquals(3, run("status").code());
    }

    @Test
    void without_java_25_it_says_what_to_install_and_exits_with_3() throws Exception {
        Ended ended = run("start");
        assertEquals(3, ended.code());
        assertTrue(ended.err().contains("no Java 25 found") && ended.err().contains("apt install temurin-25-jdk"), ended.err());
    }

    @Test
    void arguments_arrive_as_they_were_given() throws Exception {
        jdk("jvms/x", "25.0.3");
        String out = run("chat", "what's  up?", "", "a b").out();
        assertTrue(out.endsWith("<chat><what's  up?><><a b>\n"), out);
    }

    @Test
    @Tag("F-555")
    void minibot_console_is_the_console_under_another_name_also_through_a_link() throws Exception {
        jdk("jvms/x", "25.0.3");
        Path wrapper = product.resolve("bin/minibot-console");
        Files.copy(Path.of("../distribution/src/main/dist/bin/minibot-console"), wrapper, StandardCopyOption.COPY_ATTRIBUTES);
        for (Path called : List.of(wrapper, Files.createSymbolicLink(folder.resolve("mini"), wrapper))) {
            Ended ended = run(called, "--once", "what's  up?");
            assertEquals(0, ended.code(), ended.err());
            assertTrue(ended.out().endsWith("<console><--once><what's  up?>\n"), ended.out());
        }
    }

    @Test
    void it_works_through_a_link_from_anywhere() throws Exception {
        jdk("jvms/x", "25.0.3");
        Path link = Files.createSymbolicLink(folder.resolve("link"), product.resolve("bin/sparkbot"));
        Ended ended = run(link, "status");
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.out().contains("my product/bin/../lib/cli.jar>"), ended.out());
    }

    @Test
    void what_the_product_writes_is_for_its_owner() throws Exception {
        jdk("jvms/x", "25.0.3");
        assertTrue(run("status").out().startsWith("umask 0077\n"));
    }

    @Test
    void a_source_checkout_without_maven_is_told_to_install_it() throws Exception {
        Path checkout = checkout();
        jdk("jvms/x", "25.0.3");
        Ended ended = run(checkout.resolve("sparkbot"), "start");
        assertEquals(3, ended.code());
        assertTrue(ended.err().contains("Maven is needed"), ended.err());
    }

    @Test
    void a_source_checkout_is_built_once_and_again_when_a_source_changed() throws Exception {
        Path checkout = checkout();
        jdk("jvms/x", "25.0.3");
        maven("echo '[INFO] Building Sparkbot thing 1.0 [1/2]'; mkdir -p runtime/distribution/target/sparkbot/lib;"
                + " : > runtime/distribution/target/sparkbot/lib/cli.jar; echo \"$@\" >> calls");
        Ended first = run(checkout.resolve("sparkbot"), "start");
        assertEquals(0, first.code(), first.err());
        assertTrue(first.err().contains("building 1 of 2 (50 %)"), first.err());
        assertTrue(first.out().endsWith("<start>\n"), first.out());
        assertTrue(Files.readString(checkout.resolve("calls")).endsWith(" package\n"));

        run(checkout.resolve("sparkbot"), "start");
        assertEquals(1, Files.readAllLines(checkout.resolve("calls")).size());

        Path source = checkout.resolve("bundles/a/src/main/java/A.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "");
        run(checkout.resolve("sparkbot"), "start");
        assertEquals(2, Files.readAllLines(checkout.resolve("calls")).size());
    }

    @Test
    void a_build_that_fails_shows_its_errors_and_the_log() throws Exception {
        Path checkout = checkout();
        jdk("jvms/x", "25.0.3");
        maven("echo '[INFO] fine'; echo '[ERROR] A.java: it is wrong'; exit 1");
        Ended ended = run(checkout.resolve("sparkbot"), "start");
        assertEquals(1, ended.code());
        assertTrue(ended.err().contains("[ERROR] A.java: it is wrong") && ended.err().contains("target/build.log"), ended.err());
        assertFalse(ended.err().contains("fine"), ended.err());
        assertTrue(Files.readString(checkout.resolve("target/build.log")).contains("fine"));
    }

    @Test
    void help_needs_no_build() throws Exception {
        Ended ended = run(checkout().resolve("sparkbot"), "help");
        assertEquals(0, ended.code());
        assertTrue(ended.out().contains("start") && ended.out().contains("test"), ended.out());
    }

    private String usedJdk() throws Exception {
        Ended ended = run("status");
        assertEquals(0, ended.code(), ended.err());
        return ended.out().lines().filter(line -> line.startsWith("jdk ")).findFirst().orElseThrow().substring(4);
    }

    private Ended run(String... arguments) throws Exception {
        return run(product.resolve("bin/sparkbot"), arguments);
    }

    private Ended run(Path script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = folder.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Someone\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(jdk.resolve("bin/java"), "echo \"umask $(umask)\"; echo \"jdk " + jdk.getFileName()
                + "\"; for word; do printf '<%s>' \"$word\"; done; echo");
        program(jdk.resolve("bin/javac"), "");
        return jdk;
    }

    private Path checkout() throws IOException {
        Path checkout = Files.createDirectories(folder.resolve("checkout"));
        Files.createDirectories(checkout.resolve("bundles"));
        Files.createDirectories(checkout.resolve("runtime/distribution"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        Files.copy(SCRIPT, checkout.resolve("sparkbot"), StandardCopyOption.COPY_ATTRIBUTES);
        return checkout;
    }

    private void maven(String body) throws IOException {
        program(Path.of(environment.get("PATH")).resolve("mvn"), body);
    }

    /** The few programs the script may rely on, so that nothing of this machine gets in by the PATH. */
    private String tools() throws IOException {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String name : List.of("sh", "readlink", "dirname", "grep", "find", "head", "tail", "tee", "cat", "rm", "mkdir", "touch", "id", "ls")) {
            for (String place : List.of("/usr/bin/", "/bin/")) {
                if (Files.exists(Path.of(place + name))) {
                    program(tools.resolve(name), "exec " + place + name + " \"$@\"");
                }
            }
        }
        return tools.toString();
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
