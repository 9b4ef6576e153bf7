package io.sparkbot.launcher.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is done to a whole folder at once; links are never followed. */
final class Folders {
    private Folders() {}

    static void delete(Path folder) throws IOException {
        for (Path path : tree(folder, Comparator.reverseOrder())) {
            Files.deleteIfExists(path);
        }
    }

    static void give(Path folder, Account owner) throws IOException {
        for (Path path : tree(folder, Comparator.naturalOrder())) {
            Files.setAttribute(path, "unix:uid", owner.uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", owner.gid(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static List<Path> tree(Path folder, Comparator<Path> order) throws IOException {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(order).toList();
        }
    }
}
