package io.sparkbot.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** The plugins that a person stopped; they stay stopped over a restart. One name a line in a file. */
final class Stopped {

    private final Path file;
    private final Set<String> names = new ConcurrentSkipListSet<>();

    Stopped(Path file) throws IOException {
        this.file = file;
        try {
            Files.readAllLines(file).stream().map(String::strip).filter(name -> !name.isEmpty()).forEach(names::add);
        } catch (NoSuchFileException none) {
            names.clear();
        }
    }

    boolean contains(String name) {
        return names.contains(name);
    }

    Set<String> all() {
        return new TreeSet<>(names);
    }

    void add(String name) {
        if (names.add(name)) {
            save();
        }
    }

    void remove(String name) {
        if (names.remove(name)) {
            save();
        }
    }

    private void save() {
        try {
            Files.createDirectories(file.resolveSibling("."), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path whole = file.resolveSibling("." + file.getFileName());
            Files.write(whole, names);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException trouble) {
            throw new UncheckedIOException("the list of stopped plugins " + file + " cannot be written: " + trouble.getMessage(), trouble);
        }
    }
}
