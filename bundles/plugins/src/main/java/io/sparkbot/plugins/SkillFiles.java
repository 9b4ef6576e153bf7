package io.sparkbot.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The skills folder as it was when last looked at: which file holds which bundle. Used by one thread. */
final class SkillFiles {

    private final Path folder;
    private final Map<Path, Found> files = new TreeMap<>();

    SkillFiles(Path folder) {
        this.folder = folder;
    }

    /** Tells whether a file changed without reading it. */
    record Stamp(long size, Instant changed, @Nullable Object key) {

        static final Stamp UNKNOWN = new Stamp(-1, Instant.EPOCH, null);

        static Optional<Stamp> of(Path file) throws IOException {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return attributes.isRegularFile()
                        ? Optional.of(new Stamp(attributes.size(), attributes.lastModifiedTime().toInstant(), attributes.fileKey()))
                        : Optional.empty();
            } catch (NoSuchFileException gone) {
                return Optional.empty();
            }
        }
    }

    /**
     * A file.
     *
     * @param jar the bundle in it; empty when it was refused
     * @param serves the bundle that came out of this file last, which goes on when the file is overwritten with something bad
     * @param trial what became of the bundle in it
     */
    record Found(Path file, Stamp stamp, Optional<BundleJar> jar, Optional<String> serves, Trial trial) {

        Optional<String> name() {
            return jar.map(BundleJar::name).or(() -> serves);
        }

        Found tried(Trial result) {
            return new Found(file, stamp, jar, result == Trial.WORKS ? jar.map(BundleJar::name) : serves, result);
        }

        /** The same when what came out of it was taken away. */
        Found unserving() {
            return new Found(file, stamp, Optional.empty(), Optional.empty(), Trial.FAILED);
        }

        boolean failed() {
            return trial == Trial.FAILED || trial == Trial.LACKING;
        }
    }

    /** What became of the bundle in a file. */
    enum Trial {
        UNTRIED,
        WORKS,
        FAILED,
        /** Failed for want of something that another bundle may bring. */
        LACKING
    }

    /** Jars count, except those whose names begin with a dot or an underscore. */
    boolean counts(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jar") && !name.startsWith(".") && !name.startsWith("_") && folder.equals(file.getParent());
    }

    /** Every file that is in the folder or was. */
    List<Path> all() throws IOException {
        try (Stream<Path> present = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return Stream.concat(present.filter(this::counts), files.keySet().stream()).distinct().sorted().toList();
        }
    }

    Path folder() {
        return folder;
    }

    Optional<Found> get(Path file) {
        return Optional.ofNullable(files.get(file));
    }

    void put(Found found) {
        files.put(found.file(), found);
    }

    void remove(Path file) {
        files.remove(file);
    }

    /** Files that hold this bundle, the one to run first: highest version, then the youngest file. */
    List<Found> holding(String name) {
        return files.values().stream()
                .filter(found -> found.jar().filter(jar -> jar.name().equals(name)).isPresent())
                .sorted(Comparator.comparing((Found found) -> Objects.requireNonNull(found.jar().orElse(null)).version())
                        .thenComparing(found -> found.stamp().changed())
                        .reversed())
                .toList();
    }

    /** Whether a running bundle of this name came from a file in which something else is by now that does not work. */
    boolean holdsOn(String name) {
        return files.values().stream().anyMatch(found -> found.serves().equals(Optional.of(name)) && found.trial() != Trial.WORKS);
    }

    /** The file that delivered the running bundle of this name. */
    Optional<Path> serving(String name) {
        return files.values().stream()
                .filter(found -> found.serves().equals(Optional.of(name)))
                .map(Found::file)
                .findFirst();
    }

    /** From now on this file, and no other, delivers the running bundle of this name. */
    void serves(String name, Path file) {
        files.replaceAll((path, found) -> !path.equals(file) && found.serves().equals(Optional.of(name))
                ? new Found(path, found.stamp(), found.jar(), Optional.empty(), Trial.UNTRIED)
                : found);
    }

    /** Files that were refused or failed are read again when they are looked at next. */
    void forgetFailures() {
        files.replaceAll((path, found) -> found.failed() ? new Found(path, Stamp.UNKNOWN, found.jar(), found.serves(), found.trial()) : found);
    }

    /** Files whose bundle lacked something. */
    List<Found> lacking() {
        return files.values().stream().filter(found -> found.trial() == Trial.LACKING).toList();
    }
}
