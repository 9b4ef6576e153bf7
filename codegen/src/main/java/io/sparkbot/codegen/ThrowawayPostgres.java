package io.sparkbot.codegen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL server on a free loopback port, for the build and for tests: quick to start, nothing kept, nothing left behind when
 * this process dies. It trusts every local connection and does not sync to disk, so it is never the product's server.
 */
public final class ThrowawayPostgres implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Waits for the end of its standard input, which comes whatever way this process ends, then stops the server. */
    private static final String WATCHDOG = "exec 3<&0; \"$@\" </dev/null 3<&- & P=$!; trap 'kill -INT $P' TERM INT; "
            + "(read x <&3; kill -INT $P) & wait $P; R=$?; kill $! 2>/dev/null; exit $R";

    private final Path folder;
    private final Installation installation;
    private final int port;
    private Process watchdog;

    private ThrowawayPostgres(Path folder, Installation installation, int port, Process watchdog) {
        this.folder = folder;
        this.installation = installation;
        this.port = port;
        this.watchdog = watchdog;
    }

    /** @throws IOException when the server could not be unpacked or did not answer within a minute; the message holds what it said */
    public static ThrowawayPostgres start() throws IOException {
        return start(Installation.embedded());
    }

    /**
     * Starts a server that is installed on this machine.
     *
     * @param programs its folder, for example {@code /usr/lib/postgresql/15}
     */
    public static ThrowawayPostgres start(Path programs) throws IOException {
        return start(Installation.installed(programs));
    }

    private static ThrowawayPostgres start(Installation installation) throws IOException {
        Path folder = Files.createTempDirectory("sparkbot-pg");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        copy(installation.template(), folder.resolve("data"));
        Files.setPosixFilePermissions(folder.resolve("data"), PosixFilePermissions.fromString("rwx------"));
        installation.account().own(folder);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ThrowawayPostgres server = new ThrowawayPostgres(folder, installation, port, launch(folder, installation, port));
        try {
            server.awaitReady();
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** JDBC address of a database of this server; user {@code sparkbot}, any password. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=sparkbot&password=none";
    }

    public int port() {
        return port;
    }

    /** Makes an empty database. */
    public void createDatabase(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres")); Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
    }

    /** Kills every process of the server at once, as a crash would; {@link #restart} brings it back with its data. */
    public void crash() throws IOException {
        List<ProcessHandle> processes = watchdog.descendants().toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : processes) {
            process.onExit().join();
        }
        end();
    }

    /** Starts the server again on the same port after {@link #crash} or {@link #stop}. */
    public void restart() throws IOException {
        watchdog = launch(folder, installation, port);
        awaitReady();
    }

    /** Stops the server in order; its data stay until {@link #close}. */
    public void stop() throws IOException {
        end();
    }

    @Override
    public void close() throws IOException {
        end();
        Installation.delete(folder);
    }

    private void end() throws IOException {
        watchdog.getOutputStream().close();
        try {
            if (!watchdog.waitFor(20, TimeUnit.SECONDS)) {
                watchdog.descendants().forEach(ProcessHandle::destroyForcibly);
                watchdog.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(Path folder, Installation installation, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", WATCHDOG, "pg-watchdog"));
        command.addAll(installation.account().command(List.of(
                installation.programs().resolve("bin/postgres").toString(), "-D", folder.resolve("data").toString(), "-p", String.valueOf(port),
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "full_page_writes=off",
                "-c", "max_connections=60", "-c", "shared_buffers=32MB", "-c", "dynamic_shared_memory_type=posix", "-c", "max_wal_size=64MB",
                "-c", "log_min_messages=warning")));
        Path log = folder.resolve("postgres.log");
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        for (;;) {
            try (Connection connection = DriverManager.getConnection(url("postgres") + "&connectTimeout=2")) {
                return;
            } catch (SQLException notYet) {
                if (!watchdog.isAlive() || System.nanoTime() > end) {
                    throw new IOException("PostgreSQL did not start: " + Files.readString(folder.resolve("postgres.log")), notYet);
                }
            }
            try {
                watchdog.waitFor(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for PostgreSQL", e);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
