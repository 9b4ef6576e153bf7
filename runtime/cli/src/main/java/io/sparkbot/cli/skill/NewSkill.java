package io.sparkbot.cli.skill;

import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.cli.Sparkbot;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skill new}: a Maven project that builds a skill, complete with the contracts it is compiled against. */
@Command(name = "new", description = "Make a Maven project for a skill in the folder NAME.", mixinStandardHelpOptions = true)
final class NewSkill implements Callable<Integer> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 40;

    /** Resource in the template → place in the project. */
    private static final Map<String, String> FILES = Map.of(
            "pom.xml", "pom.xml",
            "gitignore", ".gitignore",
            "README.md", "README.md",
            "Skill.java", "src/main/java/skills/@package@/@Class@.java",
            "SkillTest.java", "src/test/java/skills/@package@/@Class@Test.java");

    @Parameters(paramLabel = "NAME", description = "Lower-case letters and digits, words joined by dashes: moon-phase.")
    private @Nullable String name;

    @Option(names = "--in", paramLabel = "DIR", description = "Make the folder in there (default: here).")
    private Path parent = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, IOException {
        String wanted = Objects.requireNonNull(name);
        if (!NAME.matcher(wanted).matches() || wanted.length() > LONGEST) {
            throw new CommandFailure(ExitCode.USAGE, "the name " + wanted
                    + " will not do: lower-case letters and digits, words joined by dashes, at most " + LONGEST + " characters, for example moon-phase");
        }
        Path project = parent.resolve(wanted);
        if (Files.exists(project)) {
            throw new CommandFailure(ExitCode.ERROR, "the folder " + project + " exists already");
        }
        Path api = api();
        String version = version(api);
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Path to = project.resolve(fill(file.getValue(), wanted, version));
            Files.createDirectories(to.toAbsolutePath().getParent());
            Files.writeString(to, fill(template(file.getKey()), wanted, version));
        }
        contracts(project.resolve("lib/io/sparkbot/api").resolve(version), api, version);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println("The skill is in " + project + ". Build it and let it run:");
        out.println("  cd " + project + " && mvn package");
        out.println("  " + Sparkbot.command() + " skill install target/" + wanted + "-1.0.0.jar");
        return ExitCode.OK;
    }

    private static String fill(String text, String name, String version) {
        StringBuilder type = new StringBuilder();
        Stream.of(name.split("-")).forEach(word -> type.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
        return text.replace("@name@", name)
                .replace("@package@", name.replace("-", ""))
                .replace("@tool@", name.replace("-", "_"))
                .replace("@Class@", type)
                .replace("@api@", version);
    }

    private static String template(String file) throws IOException {
        try (InputStream in = NewSkill.class.getResourceAsStream("/skill-template/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A small Maven repository inside the project: the skill builds wherever it is taken. */
    private static void contracts(Path to, Path api, String version) throws IOException {
        Files.createDirectories(to);
        Files.copy(api, to.resolve("api-" + version + ".jar"));
        Files.writeString(to.resolve("api-" + version + ".pom"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>io.sparkbot</groupId>
                  <artifactId>api</artifactId>
                  <version>%s</version>
                </project>
                """.formatted(version));
    }

    /** The contracts of this very installation. */
    private static Path api() throws CommandFailure, IOException {
        Path self = Path.of(URI.create(NewSkill.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        Path lib = self.resolveSibling(".").normalize();
        Path bundles = lib.resolveSibling("bundle");
        for (Path level : Files.isDirectory(bundles) ? children(bundles) : List.<Path>of()) {
            Optional<Path> api = children(level).stream().filter(jar -> jar.getFileName().toString().matches("api-\\d.*\\.jar")).findFirst();
            if (api.isPresent()) {
                return api.get();
            }
        }
        throw new CommandFailure(ExitCode.ERROR, "the contracts (api.jar) are not in " + bundles + ": run the installed command sparkbot");
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static String version(Path api) throws IOException {
        try (JarFile jar = new JarFile(api.toFile())) {
            String version = jar.getManifest().getMainAttributes().getValue("Bundle-Version");
            return version.replaceFirst("^(\\d+\\.\\d+\\.\\d+)\\.(?=\\w)", "$1-");
        }
    }
}
