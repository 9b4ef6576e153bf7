package io.sparkbot.cli.backup;

import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.cli.HomeOption;
import io.sparkbot.cli.Sparkbot;
import io.sparkbot.cli.Waiting;
import io.sparkbot.launcher.home.Folders;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.HomeLock;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore}: fills an empty home folder from a backup that was checked to its last byte before anything is touched. */
@Command(
        name = "restore",
        description = "Fill an empty home folder from a backup. Nothing is touched before the whole backup was found sound.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Restore implements Callable<Integer> {

    private static final Set<String> NOTHING = Set.of("launcher.lock", HomeFiles.UNPACKING);

    @Mixin
    private final HomeOption home = new HomeOption();

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private @Nullable Path file;

    @Option(names = "--replace", description = "Restore into a home folder that is not empty; what is there is set aside in it, in replaced-DATE-TIME.")
    private boolean replace;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, StartFailure, IOException, InterruptedException {
        Home folder = home.locate();
        Path archive = Objects.requireNonNull(file);
        if (!Files.isReadable(archive)) {
            throw new CommandFailure(ExitCode.ERROR, "the backup " + archive + " cannot be read");
        }
        requireRoom(folder);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (Waiting waiting = new Waiting(out); ArchiveReader reader = open(archive)) {
            requireFitting(folder, reader.manifest());
            verify(archive, reader, waiting);
            Files.createDirectories(folder.root(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (HomeLock held = HomeLock.acquire(folder)) {
                fill(folder, reader, waiting);
            }
            waiting.close();
            out.println("restored the backup of " + reader.manifest().createdAt() + " to " + folder.root());
            out.println("Start it with: " + Sparkbot.command() + " start --home " + folder.root());
            return ExitCode.OK;
        }
    }

    private static ArchiveReader open(Path archive) throws CommandFailure {
        try {
            return new ArchiveReader(archive);
        } catch (IOException wrong) {
            throw damaged(archive, wrong);
        }
    }

    private static void verify(Path archive, ArchiveReader reader, Waiting waiting) throws CommandFailure {
        try {
            reader.verify(bytes -> waiting.show("checking the backup: " + (bytes >> 26 << 6) + " MB"));
        } catch (IOException wrong) {
            throw damaged(archive, wrong);
        }
    }

    private static CommandFailure damaged(Path archive, IOException why) {
        return new CommandFailure(ExitCode.ERROR, "the backup " + archive + " cannot be used: " + why.getMessage() + ". Nothing was changed.");
    }

    private void requireRoom(Home folder) throws CommandFailure, IOException {
        List<Path> there = contents(folder);
        if (!there.isEmpty() && !replace) {
            throw new CommandFailure(ExitCode.ERROR, "the home folder " + folder.root() + " is not empty (" + there.getFirst().getFileName()
                    + " …): restore to another one with --home DIR, or set aside what is there with --replace");
        }
    }

    private static void requireFitting(Home folder, Manifest manifest) throws CommandFailure {
        String ours = folder.databaseData().getFileName().toString();
        if (!manifest.data().isEmpty() && !manifest.data().equals(ours)) {
            throw new CommandFailure(ExitCode.ERROR, "the backup holds a database in " + manifest.data() + "; this version of Sparkbot uses " + ours
                    + ". Restore it with the version that made it (" + manifest.version() + ")");
        }
        if (!manifest.data().isEmpty() && !manifest.architecture().equals(System.getProperty("os.arch"))) {
            throw new CommandFailure(ExitCode.ERROR, "the backup was made on another kind of machine (" + manifest.architecture() + "; this one is "
                    + System.getProperty("os.arch") + "): restore it on one of that kind");
        }
    }

    private static void fill(Home folder, ArchiveReader reader, Waiting waiting) throws IOException {
        Path unpacked = folder.root().resolve(HomeFiles.UNPACKING);
        Folders.delete(unpacked);
        reader.unpack(unpacked, bytes -> waiting.show("restoring: " + (bytes >> 26 << 6) + " MB"));
        List<Path> before = contents(folder);
        if (!before.isEmpty()) {
            Path aside = folder.root().resolve(HomeFiles.SET_ASIDE + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
            Files.createDirectory(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            move(before, aside);
        }
        try (Stream<Path> all = Files.list(unpacked)) {
            // the database first: a home with files and without data would start as a new one
            move(all.sorted(Comparator.comparing((Path path) -> !path.getFileName().toString().startsWith("data-"))).toList(), folder.root());
        }
        Files.delete(unpacked);
    }

    private static void move(List<Path> paths, Path to) throws IOException {
        for (Path path : paths) {
            Files.move(path, to.resolve(path.getFileName().toString()));
        }
    }

    /** What somebody could miss; what an earlier restore set aside stays where it is. */
    private static List<Path> contents(Home folder) throws IOException {
        if (Files.notExists(folder.root())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder.root())) {
            return all.filter(path -> !NOTHING.contains(path.getFileName().toString()))
                    .filter(path -> !path.getFileName().toString().startsWith(HomeFiles.SET_ASIDE))
                    .sorted()
                    .toList();
        }
    }
}
