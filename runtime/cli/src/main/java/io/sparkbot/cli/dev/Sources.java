package io.sparkbot.cli.dev;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells which modules changed. The web app is left to its own server, tests do not run in the server. */
final class Sources implements AutoCloseable {

    /** Editors write a file in several steps, and several files at once. */
    private static final Duration QUIET = Duration.ofMillis(150);

    private static final Set<String> WATCHED = Set.of("bundles", "skills-bundles", "runtime/launcher", "runtime/distribution", "cnf");

    private final Path root;
    private final WatchService service;
    private final Map<WatchKey, Path> folders = new HashMap<>();

    Sources(Path root) throws IOException {
        this.root = root;
        this.service = root.getFileSystem().newWatchService();
        for (String folder : WATCHED) {
            if (Files.isDirectory(root.resolve(folder))) {
                register(root.resolve(folder));
            }
        }
    }

    /** Waits for a change, then until nothing changed for a moment. Paths from the root, with the module's folder first. */
    Set<Path> next() throws InterruptedException, IOException {
        Set<Path> changed = new TreeSet<>();
        while (changed.isEmpty()) {
            take(service.take(), changed);
        }
        for (WatchKey key = poll(); key != null; key = poll()) {
            take(key, changed);
        }
        return changed;
    }

    private @Nullable WatchKey poll() throws InterruptedException {
        return service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void take(WatchKey key, Set<Path> changed) throws IOException {
        Path folder = folders.getOrDefault(key, root);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.context() instanceof Path name) {
                Path file = folder.resolve(name);
                if (event.kind() == ENTRY_CREATE && Files.isDirectory(file)) {
                    register(file);
                    addFilesOf(file, changed);
                }
                if (counts(file)) {
                    changed.add(root.relativize(file));
                }
            }
        }
        key.reset();
    }

    /** What was written into a new folder before it was watched. */
    private void addFilesOf(Path folder, Set<Path> changed) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(this::counts).map(root::relativize).forEach(changed::add);
        }
    }

    private boolean counts(Path file) {
        String path = root.relativize(file).toString();
        String name = file.getFileName().toString();
        return !Files.isDirectory(file)
                && !path.contains("/target/")
                && !path.contains("/src/test/")
                && !name.startsWith(".")
                && !name.endsWith("~")
                && !name.endsWith(".swp");
    }

    private void register(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                String name = visited.getFileName().toString();
                if (name.equals("target") || name.equals("node_modules") || name.startsWith(".")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                folders.put(visited.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE), visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
