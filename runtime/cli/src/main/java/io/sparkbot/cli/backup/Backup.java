package io.sparkbot.cli.backup;

import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.DatabaseConnection;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.cli.HomeOption;
import io.sparkbot.cli.RunningServer;
import io.sparkbot.cli.ServerProgram;
import io.sparkbot.cli.Sparkbot;
import io.sparkbot.cli.Waiting;
import io.sparkbot.launcher.database.DatabaseAddress;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.HomeLock;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup}: database, files, keys and settings in one file, while people go on working. */
@Command(
        name = "backup",
        description = "Save database, files, keys and settings to one file, whether the server runs or not. Keep it safe: it holds the keys.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Backup implements Callable<Integer> {

    @Mixin
    private final HomeOption home = new HomeOption();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where to (default: sparkbot-backup-DATE-TIME.zip in this folder).")
    private @Nullable Path file;

    @Option(names = "--without-database", description = "Leave the database out: for one that is not in the home folder and is saved with its own tools.")
    private boolean withoutDatabase;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, StartFailure, IOException, InterruptedException {
        Home folder = home.locate();
        Path target = target();
        if (Files.notExists(folder.root())) {
            throw new CommandFailure(ExitCode.ERROR, "there is no home folder " + folder.root() + ": give another one with --home DIR");
        }
        requireDatabase(folder);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (Waiting waiting = new Waiting(out); ArchiveWriter archive = new ArchiveWriter(target)) {
            if (!withoutDatabase) {
                database(folder, archive, waiting);
            }
            waiting.show("saving files");
            HomeFiles.copy(folder, archive);
            archive.finish(Sparkbot.version(), withoutDatabase ? "" : folder.databaseData().getFileName().toString());
            waiting.close();
            out.printf("saved %d MB of %s to %s (%d MB)%n", archive.bytes() >> 20, folder.root(), target, Files.size(target) >> 20);
            out.println("It holds keys and passwords: keep it where only you can read it.");
            return ExitCode.OK;
        } catch (SQLException e) {
            throw new CommandFailure(ExitCode.ERROR, "the database refused the backup: " + e.getMessage());
        }
    }

    private Path target() throws IOException, CommandFailure {
        String name = "sparkbot-backup-" + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")) + ".zip";
        Path given = file == null ? Path.of(name) : Files.isDirectory(file) ? file.resolve(name) : file;
        Path target = given.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new CommandFailure(ExitCode.ERROR, target + " exists; a backup never replaces a file");
        }
        if (!Files.isDirectory(target.resolveSibling("."))) {
            throw new CommandFailure(ExitCode.ERROR, "there is no folder for " + target);
        }
        return target;
    }

    private void requireDatabase(Home folder) throws CommandFailure, StartFailure, IOException {
        boolean elsewhere = RunningServer.on(folder).isPresent()
                ? DatabaseConnection.embedded(folder).isEmpty()
                : DatabaseAddress.external(System.getenv()).isPresent() || Files.notExists(folder.databaseData().resolve("PG_VERSION"));
        if (!withoutDatabase && elsewhere) {
            throw new CommandFailure(ExitCode.ERROR, "the database is not in " + folder.root() + ": save it with pg_dump or the tools of its server,"
                    + " and the rest with --without-database");
        }
    }

    private static void database(Home folder, ArchiveWriter archive, Waiting waiting)
            throws CommandFailure, StartFailure, IOException, SQLException, InterruptedException {
        DataFiles files = new DataFiles(folder, archive, bytes -> waiting.show("saving the database: " + (bytes >> 26 << 6) + " MB"));
        if (RunningServer.on(folder).isPresent()) {
            Optional<DatabaseAddress> address = DatabaseConnection.embedded(folder);
            files.copyLive(ServerProgram.product(), address.orElseThrow(() -> new CommandFailure(ExitCode.ERROR, "the server is just starting: try again in a moment")));
            return;
        }
        try (HomeLock held = HomeLock.acquire(folder)) {
            requireStopped(folder);
            files.copyCold();
        }
    }

    /** A database may outlive its server by a moment. */
    private static void requireStopped(Home folder) throws CommandFailure, IOException {
        Path mark = folder.databaseData().resolve("postmaster.pid");
        List<String> lines = Files.exists(mark) ? Files.readAllLines(mark) : List.of();
        if (!lines.isEmpty() && lines.getFirst().matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(lines.getFirst())).isPresent()) {
            throw new CommandFailure(ExitCode.ERROR, "the database still runs as process " + lines.getFirst()
                    + " though its server does not: try again in a moment, or start the server");
        }
    }
}
