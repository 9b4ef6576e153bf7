package io.sparkbot.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Our own copies of deployed jars, {@code NAME/VERSION_SHA.jar}: what is verified is what is installed, whatever happens to the file in
 * the meantime, and earlier versions stay for going back.
 */
final class KeptJars {

    private static final int VERSIONS = 4;
    private static final int SHA_DIGITS = 16;

    private final Path folder;
    private final Clock clock;

    KeptJars(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** A copy nobody has looked into yet. */
    record Copy(Path path, String sha256) {}

    /**
     * An earlier version.
     *
     * @param sha256 the first {@code 16} digits
     */
    record Kept(Path path, String version, String sha256, Instant deployedAt) {

        boolean is(String wholeSha256) {
            return wholeSha256.startsWith(sha256);
        }
    }

    /** Copies the file and tells its fingerprint. */
    Copy copy(Path file) throws IOException {
        Path to = Files.createTempFile(folders(folder.resolve("incoming")), "", ".jar");
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file);
                DigestOutputStream out = new DigestOutputStream(Files.newOutputStream(to, StandardOpenOption.TRUNCATE_EXISTING), digest)) {
            in.transferTo(out);
        }
        return new Copy(to, HexFormat.of().formatHex(digest.digest()));
    }

    /** Gives a copy that works its lasting place, and lets the oldest ones go. */
    BundleJar keep(BundleJar jar) throws IOException {
        Path to = folders(folder.resolve(jar.name())).resolve(jar.version() + "_" + jar.sha256().substring(0, SHA_DIGITS) + ".jar");
        if (!to.equals(jar.path())) {
            Files.move(jar.path(), to, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setLastModifiedTime(to, FileTime.from(clock.instant()));
        List<Kept> versions = of(jar.name());
        for (Kept old : versions.subList(Math.min(VERSIONS, versions.size()), versions.size())) {
            Files.deleteIfExists(old.path());
        }
        return jar.at(to);
    }

    /** All kept versions of a bundle, the one deployed last first. */
    List<Kept> of(String name) throws IOException {
        Path own = folder.resolve(name);
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> jars = Files.list(own)) {
            return jars.filter(jar -> jar.getFileName().toString().matches(".+_\\p{XDigit}{16}\\.jar"))
                    .map(KeptJars::read)
                    .sorted(Comparator.comparing(Kept::deployedAt).reversed())
                    .toList();
        }
    }

    void drop(Path jar) throws IOException {
        Files.deleteIfExists(jar);
    }

    /** Forgets a bundle that was taken away. */
    void forget(String name) throws IOException {
        for (Kept kept : of(name)) {
            Files.deleteIfExists(kept.path());
        }
        Files.deleteIfExists(folder.resolve(name));
    }

    /** Deletes what an earlier run left half done. */
    void tidy() throws IOException {
        Path incoming = folder.resolve("incoming");
        if (Files.isDirectory(incoming)) {
            try (Stream<Path> left = Files.list(incoming)) {
                for (Path file : left.toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Kept read(Path jar) {
        String name = jar.getFileName().toString();
        int cut = name.lastIndexOf('_');
        Instant at = Instant.ofEpochMilli(jar.toFile().lastModified());
        return new Kept(jar, name.substring(0, cut), name.substring(cut + 1, name.length() - ".jar".length()), at);
    }

    private static Path folders(Path folder) throws IOException {
        return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
