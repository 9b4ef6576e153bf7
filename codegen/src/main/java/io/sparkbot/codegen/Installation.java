package io.sparkbot.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.tukaani.xz.XZInputStream;

/**
 * The server's programs and one freshly initialised data folder to copy from, made once per machine and version in the temporary folder
 * (not below a home folder: a server that root started runs under an account that could not read it there). Several builds may run at
 * once: they wait for each other here and nowhere else.
 */
record Installation(Path programs, Path template, Account account) {

    static final String VERSION = "18.6";

    /** The embedded server, unpacked when it is not there yet. */
    static Installation embedded() throws IOException {
        return prepare(VERSION, folder("pg-" + VERSION).resolve("programs"), true);
    }

    /** A server that is installed on this machine. */
    static Installation installed(Path programs) throws IOException {
        return prepare(programs.toRealPath().toString().replaceAll("[^A-Za-z0-9]+", "-").replaceFirst("^-", ""), programs, false);
    }

    private static Installation prepare(String name, Path programs, boolean embedded) throws IOException {
        Path base = folder(embedded ? "pg-" + name : name);
        Installation installation = new Installation(programs, base.resolve("template"), Account.find());
        try (FileChannel channel = FileChannel.open(base.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (embedded && !Files.isDirectory(programs)) {
                installation.unpack(base.resolve("unpacking"));
            }
            if (!Files.isDirectory(installation.template)) {
                installation.initialise(base.resolve("initialising"), embedded);
            }
        }
        return installation;
    }

    private static Path folder(String name) throws IOException {
        String owner = System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
        Path base = Path.of(System.getProperty("java.io.tmpdir")).toRealPath().resolve("sparkbot-build-" + owner).resolve(name);
        Files.createDirectories(base);
        Files.setPosixFilePermissions(base.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        return base;
    }

    private void unpack(Path workshop) throws IOException {
        delete(workshop);
        Files.createDirectories(workshop);
        String archive = "postgres-linux-" + architecture() + ".txz";
        try (InputStream packed = Installation.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new IOException("no server programs for this machine: " + archive + " is not on the class path");
            }
            Tar.unpack(new XZInputStream(packed), workshop);
        }
        Files.move(workshop, programs, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initialise(Path workshop, boolean builtinLocale) throws IOException {
        delete(workshop);
        Files.createDirectories(workshop);
        account.own(workshop);
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/initdb").toString(), "-D", workshop.toString(), "-U", "sparkbot", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync",
                "--wal-segsize=1"));
        if (builtinLocale) {
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        Process process = new ProcessBuilder(account.command(command))
                .redirectErrorStream(true).directory(workshop.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes());
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("initdb failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while initialising the database", e);
        }
        Files.move(workshop, template, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "aarch64", "arm64" -> "arm_64";
            default -> "x86_64";
        };
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
