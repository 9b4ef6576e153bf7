package io.sparkbot.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What the product prepares for quicker starts, made once for all servers of a test run: it is the same for each home. */
final class StartCache {

    /** Beyond it the machine is too busy for the quicker starts to be worth the wait. */
    private static final long PATIENCE = 45_000_000_000L;

    private static boolean tried;

    private StartCache() {}

    /**
     * Lays the prepared file into a home, as if that home's server had made it.
     *
     * @return false if there is none, because it could not be made in time
     */
    static boolean give(Path home) throws IOException {
        Path kept = Server.script().resolve("../../../start-cache").normalize();
        Files.createDirectories(kept);
        try (FileChannel lock = FileChannel.open(kept.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            Optional<Path> prepared = made(kept).filter(StartCache::isOfThisProduct);
            if (prepared.isEmpty() && !tried) {
                tried = true;
                prepared = make(kept);
            }
            if (prepared.isPresent()) {
                Path aot = Files.createDirectories(home.resolve("aot"));
                Files.copy(prepared.get(), aot.resolve(prepared.get().getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            return prepared.isPresent();
        }
    }

    private static Optional<Path> make(Path kept) throws IOException {
        Path home = Files.createTempDirectory("sparkbot-start-cache");
        try (Server server = new Server(home).with("SPARKBOT_AOT", "now").start()) {
            long end = System.nanoTime() + PATIENCE;
            Optional<Path> made = made(home.resolve("aot"));
            while (made.isEmpty() && System.nanoTime() < end) {
                LockSupport.parkNanos(50_000_000);
                made = made(home.resolve("aot"));
            }
            if (made.isEmpty()) {
                return made;
            }
            Optional<Path> old = made(kept);
            if (old.isPresent()) {
                Files.delete(old.get());
            }
            Path part = Files.copy(made.get(), kept.resolve("part"), StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(Files.move(part, kept.resolve(made.get().getFileName())));
        }
    }

    private static Optional<Path> made(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("sparkbot-.*\\.aot")).findFirst();
        }
    }

    private static boolean isOfThisProduct(Path prepared) {
        Path product = Server.script().resolve("../..").normalize();
        try (Stream<Path> files = Files.walk(product)) {
            FileTime made = Files.getLastModifiedTime(prepared);
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).compareTo(made) > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
