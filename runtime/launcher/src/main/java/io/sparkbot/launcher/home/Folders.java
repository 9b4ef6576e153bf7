package io.sparkbot.launcher.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is done to a whole folder at once; links are never followed. */
public final class Folders {
    private Folders() {}

    public static void delete(Path folder) throws IOException {
        for (Path path : all(folder).reversed()) {
            Files.deleteIfExists(path);
        }
    }

    /** The folder and everything below it, parents first. */
    public static List<Path> all(Path folder) throws IOException {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.naturalOrder()).toList();
        }
    }
}
