package io.sparkbot.cli.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds single modules, offline. So that Maven finds the neighbours of a module without building them again, their jars are put where
 * {@code mvn install} would put them.
 */
final class Maven {

    private static final List<String> FOLDERS = List.of(".", "cnf", "codegen", "bundles", "skills-bundles", "webapp", "runtime");
    private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    private static final Pattern ADVICE = Pattern.compile("^(Re-run|To see|For more|\\[Help|-> \\[Help|After correcting|  mvn )|MojoFailureException|^$");

    private final Path source;
    private final Path repository;

    Maven(Path source) {
        this.source = source;
        Matcher set = Pattern.compile("-Dmaven\\.repo\\.local=(\\S+)").matcher(System.getenv().getOrDefault("MAVEN_OPTS", ""));
        this.repository = set.find() ? Path.of(set.group(1)) : Path.of(System.getProperty("user.home"), ".m2", "repository");
    }

    /** How a build went. */
    record Built(boolean well, String output, long millis) {}

    /** Makes every module that is built known to builds of single modules. */
    void publish() throws IOException {
        for (Path module : modules()) {
            publish(module);
        }
    }

    /** @param modules paths from the root of the checkout, such as {@code bundles/rooms} */
    Built build(Set<String> modules) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<String> command = List.of("mvn", "-q", "-B", "-o", "-pl", String.join(",", modules), "package", "-Dmaven.test.skip=true");
        ProcessBuilder maven = new ProcessBuilder(command).directory(source.toFile()).redirectErrorStream(true);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.environment().merge("MAVEN_OPTS", "--sun-misc-unsafe-memory-access=allow", (given, needed) -> given.contains(needed) ? given : given + " " + needed);
        Process process = maven.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        boolean well = process.waitFor() == 0;
        for (String module : well ? modules : Set.<String>of()) {
            publish(source.resolve(module));
        }
        return new Built(well, essence(output), (System.nanoTime() - begin) / 1_000_000);
    }

    /** The compiler's complaints, or, where something else went wrong, what Maven says about it without its advice. */
    String essence(String output) {
        List<String> errors = output.lines()
                .map(line -> line.replaceAll("\\u001b\\[[0-9;]*m", ""))
                .filter(line -> line.startsWith("[ERROR] "))
                .map(line -> line.substring("[ERROR] ".length()).replace(source + "/", ""))
                .filter(line -> !ADVICE.matcher(line).find())
                .distinct()
                .toList();
        List<String> complaints = errors.stream().filter(line -> line.contains(".java:[")).toList();
        return String.join("\n", complaints.isEmpty() ? errors : complaints);
    }

    /** The jar a module was built to. */
    Optional<Path> jar(String module) throws IOException {
        return jar(source.resolve(module));
    }

    private static Optional<Path> jar(Path module) throws IOException {
        Path target = module.resolve("target");
        String name = Pattern.quote(module.getFileName().toString());
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().matches(name + "-\\d[^/]*(?<!sources|tests|javadoc)\\.jar")).sorted().findFirst();
        }
    }

    private List<Path> modules() throws IOException {
        Set<Path> modules = new TreeSet<>();
        for (String folder : FOLDERS) {
            Path base = source.resolve(folder).normalize();
            modules.add(base);
            try (Stream<Path> children = Files.isDirectory(base) ? Files.list(base) : Stream.empty()) {
                children.filter(Files::isDirectory).forEach(modules::add);
            }
        }
        List<Path> withPom = new ArrayList<>(modules);
        withPom.removeIf(module -> Files.notExists(module.resolve("pom.xml")));
        return withPom;
    }

    private void publish(Path module) throws IOException {
        String pom = Files.readString(module.resolve("pom.xml"));
        Matcher version = VERSION.matcher(pom);
        Matcher artifact = ARTIFACT.matcher(PARENT.matcher(pom).replaceFirst(""));
        if (!version.find() || !artifact.find()) {
            return;
        }
        String name = artifact.group(1) + "-" + version.group(1);
        Path to = Files.createDirectories(repository.resolve("io/sparkbot").resolve(artifact.group(1)).resolve(version.group(1)));
        copy(module.resolve("pom.xml"), to.resolve(name + ".pom"));
        Path jar = module.resolve("target").resolve(name + ".jar");
        if (Files.exists(jar)) {
            copy(jar, to.resolve(name + ".jar"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        boolean same = Files.exists(to)
                && Files.size(to) == Files.size(from)
                && Files.getLastModifiedTime(to).equals(Files.getLastModifiedTime(from));
        if (!same) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
