package io.sparkbot.launcher.home;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything one installation keeps: settings, data, keys, logs. */
public record Home(Path root) {
    /** Bytes needed before the database has been created: unpacked server, new data folder, caches. */
    static final long ROOM_FOR_FIRST_START = 300L << 20;
    /** Bytes below which a database cannot be expected to write safely. */
    static final long ROOM_FOR_LATER_STARTS = 50L << 20;

    /** The first that is given: the option, {@code SPARKBOT_HOME}, {@code ~/.sparkbot}. */
    public static Home locate(@Nullable String option, Map<String, String> environment) {
        String given = option != null ? option : environment.getOrDefault("SPARKBOT_HOME", "");
        return new Home(
                (given.isBlank() ? userFolder(environment).resolve(".sparkbot") : Path.of(given))
                        .toAbsolutePath()
                        .normalize());
    }

    private static Path userFolder(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
    }

    public Path settingsFile() {
        return root.resolve("sparkbot.toml");
    }

    public Path cache() {
        return root.resolve("cache");
    }

    public Path logs() {
        return root.resolve("log");
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path aot() {
        return root.resolve("aot");
    }

    public Path skills() {
        return root.resolve("skills");
    }

    public Path lockFile() {
        return root.resolve("launcher.lock");
    }

    public Path databaseData() {
        return root.resolve("data-18");
    }

    public Path databasePassword() {
        return root.resolve("password");
    }

    public Path databasePort() {
        return root.resolve("port");
    }

    public Path databaseLog() {
        return root.resolve("postgres.log");
    }

    /**
     * Makes the folders, readable by their owner alone.
     *
     * @throws StartFailure when the home is no folder, cannot be written, or its disk is nearly full
     */
    public void prepare() throws StartFailure {
        try {
            for (Path folder : List.of(root, logs(), run(), aot(), skills())) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (FileAlreadyExistsException e) {
            throw new StartFailure("the home folder needs " + e.getFile()
                    + " to be a folder, but it is a file: move it away or choose another home with --home DIR", e);
        } catch (IOException e) {
            throw notWritable(e);
        }
        requireWritable();
        if (freeBytes() < neededBytes()) {
            throw new StartFailure("the disk of the home folder " + root + " has " + (freeBytes() >> 20) + " MB left; "
                    + (neededBytes() >> 20) + " MB are needed to start: free some space or choose another home with --home DIR");
        }
    }

    public void requireWritable() throws StartFailure {
        try {
            Files.delete(Files.createTempFile(root, ".writable", null));
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private StartFailure notWritable(IOException e) {
        return new StartFailure("the home folder " + root + " cannot be written by user " + System.getProperty("user.name")
                + " (" + e.getClass().getSimpleName() + ": " + e.getMessage() + "): mend its owner and permissions, or choose"
                + " another home with --home DIR or SPARKBOT_HOME", e);
    }

    /** Bytes that must be free for a start. */
    public long neededBytes() {
        return Files.exists(databaseData()) ? ROOM_FOR_LATER_STARTS : ROOM_FOR_FIRST_START;
    }

    /** Bytes this user may still write on the disk of the home folder. */
    public long freeBytes() throws StartFailure {
        try {
            return Files.getFileStore(root).getUsableSpace();
        } catch (IOException e) {
            throw new StartFailure("the free space of the home folder " + root + " cannot be read: " + e.getMessage(), e);
        }
    }
}
