package io.sparkbot.launcher.postgres;

import io.sparkbot.launcher.home.Folders;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One data folder of PostgreSQL and the commands that work on it.
 *
 * <p>A launcher that is root keeps its home closed to others, so the server's user could not even reach the data by
 * its path. The programs are therefore started <em>in</em> the data folder and told its name as
 * {@code /proc/self/cwd}, which needs no right on the folders above.
 */
final class Cluster {
    static final String USER = "sparkbot";
    private static final Path HERE = Path.of("/proc/self/cwd");
    private static final long LOG_LIMIT = 5L << 20;

    private final Home home;
    private final ServerUser user;
    private final ServerBinaries programs;

    Cluster(Home home, ServerUser user, ServerBinaries programs) {
        this.home = home;
        this.user = user;
        this.programs = programs;
    }

    /** Builds a new data folder beside the final place and moves it there when it is whole. */
    void create(String password) throws StartFailure, InterruptedException {
        Path staging = home.root().resolve("data-18.new");
        try {
            Folders.delete(staging);
            Path data = Files.createDirectories(
                    staging.resolve("data"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path secret = Files.createFile(
                    staging.resolve("password"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(secret, password);
            if (user.stepsDown()) {
                user.account().take(staging);
            }
            // the password is 192 random bits: stretching it 4096 times would only make every connection dearer
            run(data, "initdb", "-D", name(data), "-U", USER, "-A", "scram-sha-256", "--pwfile=../password",
                    "--set", "scram_iterations=1", "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-k");
            Files.move(data, home.databaseData(), StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(staging);
        } catch (IOException e) {
            throw new StartFailure(String.valueOf(e.getMessage()).contains("could not look up effective user ID")
                    ? "PostgreSQL makes its data only for a user with a name, and user " + user.account().uid() + " has none: run"
                            + " as a user of this system (the image's own is 10001), add a line for it to /etc/passwd, or use a"
                            + " server of your own with SPARKBOT_DATABASE_URL=postgres://USER:PASSWORD@HOST:PORT/DATABASE"
                    : "the database could not be created in " + home.root() + " (" + e.getMessage() + "); details: "
                            + home.databaseLog(), e);
        }
    }

    /** A copy or a restored backup may have come as root's. */
    void adjustOwner() throws StartFailure {
        try {
            if (user.stepsDown() && (Integer) Files.getAttribute(home.databaseData(), "unix:uid") == 0) {
                user.account().take(home.databaseData());
            }
        } catch (IOException e) {
            throw new StartFailure("the owner of " + home.databaseData() + " cannot be set: " + e, e);
        }
    }

    /** Starts the server under its watchdog; who closes the process's input stops the server. */
    Process serve(int port) throws IOException {
        Path data = home.databaseData();
        List<String> command = command("postgres", "-D", name(data), "-p", Integer.toString(port));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=60", "shared_buffers=128MB",
                "dynamic_shared_memory_type=posix", "log_min_messages=warning", "log_checkpoints=off",
                "shared_preload_libraries=pg_stat_statements",
                // statements and row values may hold what people wrote: not for the log
                "log_min_error_statement=panic", "log_error_verbosity=terse")) {
            command.add("-c");
            command.add(setting);
        }
        return process(data, Watchdog.serve(command)).redirectInput(Redirect.PIPE).start();
    }

    /** Guards a running server as {@link #serve} does. */
    Process guard(long pid) throws IOException {
        return process(home.root(), Watchdog.guard(pid)).redirectInput(Redirect.PIPE).start();
    }

    /** Ends open transactions and stops the server, however it was started. */
    void stop() throws IOException, InterruptedException {
        Path data = home.databaseData();
        run(data, "pg_ctl", "-D", name(data), "-m", "fast", "-w", "-t", "15", "stop");
    }

    /** The end of what the server has written to its log, for an error message. */
    String lastWords() {
        try (RandomAccessFile log = new RandomAccessFile(home.databaseLog().toFile(), "r")) {
            log.seek(Math.max(0, log.length() - 800));
            byte[] end = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(end);
            return new String(end, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "its log " + home.databaseLog() + " cannot be read: " + e.getMessage();
        }
    }

    /** Called before a start: the log does not grow for ever. */
    void turnLog() throws IOException {
        Path log = home.databaseLog();
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.notExists(log)) {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private void run(Path folder, String program, String... arguments) throws IOException, InterruptedException {
        Process process = process(folder, command(program, arguments)).start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                throw new IOException(program + " did not end within 120 s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(program + " failed with exit code " + process.exitValue() + ": " + lastWords());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(programs.program(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private String name(Path data) {
        return user.stepsDown() && Files.exists(HERE) ? HERE.toString() : data.toString();
    }

    /** The server inherits nothing of our environment: provider keys are none of its business. */
    private ProcessBuilder process(Path folder, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(home.databaseLog().toFile()))
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        String timeZone = builder.environment().getOrDefault("TZ", "");
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("LC_ALL", "C");
        if (!timeZone.isEmpty()) {
            builder.environment().put("TZ", timeZone);
        }
        return builder;
    }
}
