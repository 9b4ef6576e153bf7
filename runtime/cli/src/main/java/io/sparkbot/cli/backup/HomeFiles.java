package io.sparkbot.cli.backup;

import io.sparkbot.launcher.home.Folders;
import io.sparkbot.launcher.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** Everything of a home besides the database, but for what a start makes anew. */
final class HomeFiles {

    /** What is set aside when something is restored over it. */
    static final String SET_ASIDE = "replaced-";

    /** Where a restore unpacks before it puts things in their places. */
    static final String UNPACKING = ".restoring";

    private static final Set<String> MADE_ANEW = Set.of(
            "run", "cache", "aot", "log", "dev", "audit", "launcher.lock", "port", "postgres.log", "postgres.log.1", "data-18.new", UNPACKING);

    private HomeFiles() {}

    static void copy(Home home, ArchiveWriter archive) throws IOException {
        for (Path top : tops(home)) {
            for (Path path : Folders.all(top)) {
                String name = home.root().relativize(path).toString();
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    archive.folder(name);
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && !path.equals(archive.part())) {
                    archive.file(name, path);
                }
            }
        }
    }

    private static Iterable<Path> tops(Home home) throws IOException {
        try (Stream<Path> all = Files.list(home.root())) {
            return all.filter(path -> !path.equals(home.databaseData())).filter(HomeFiles::counts).sorted().toList();
        }
    }

    private static boolean counts(Path top) {
        String name = top.getFileName().toString();
        return !MADE_ANEW.contains(name) && !name.startsWith("pg-") && !name.startsWith(SET_ASIDE) && !name.startsWith("sparkbot-backup-");
    }
}
