package io.sparkbot.tools.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.UUID;

/**
 * The folder {@code files} of the home folder: one folder per room, {@code .trash} for what was deleted, {@code .new} where folders are
 * born before they are moved to their place by handle.
 */
final class Storage {

    private static final String FILES = "files";
    private static final String TRASH = ".trash";
    private static final String NEW = ".new";

    private final Path home;

    Storage(Path home) {
        this.home = home;
    }

    /** Opens {@code files}, making it when it is not there. */
    private Folder files() throws IOException {
        Path real = home.toRealPath();
        make(real.resolve(FILES));
        make(real.resolve(FILES).resolve(NEW));
        try (Folder top = Folder.open(real)) {
            return top.child(FILES);
        }
    }

    private static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw e;
                }
            }
        }
    }

    /** The root of a room's workspace. */
    Folder room(UUID roomId) throws IOException {
        try (Folder files = files()) {
            return existing(files, roomId.toString());
        }
    }

    /** A fresh folder in the trash of the room. */
    Folder trash(UUID roomId, String name) throws IOException {
        try (Folder room = trashOf(roomId)) {
            return existing(room, name);
        }
    }

    Folder trashOf(UUID roomId) throws IOException {
        try (Folder files = files();
                Folder trash = existing(files, TRASH)) {
            return existing(trash, roomId.toString());
        }
    }

    /** Puts the whole workspace of a room that is no more into the trash. */
    void discard(UUID roomId, String name) throws IOException {
        try (Folder files = files()) {
            if (files.look(roomId.toString()).isPresent()) {
                try (Folder trash = trashOf(roomId)) {
                    files.move(roomId.toString(), trash, name);
                }
            }
        }
    }

    /** Where files are born. */
    Folder nursery() throws IOException {
        try (Folder files = files()) {
            return files.child(NEW);
        }
    }

    /** Removes what was being received when a server died; what is younger may still be on its way. */
    void sweepNursery(Instant oldest) throws IOException {
        try (Folder nursery = nursery()) {
            for (String name : nursery.names()) {
                if (nursery.look(name).filter(is -> is.isRegularFile() && is.lastModifiedTime().toInstant().isBefore(oldest)).isPresent()) {
                    nursery.removeFile(name);
                }
            }
        }
    }

    /** The child folder, made when it is not there: born elsewhere, then moved in by handle. */
    Folder existing(Folder parent, String name) throws IOException {
        if (parent.look(name).isEmpty()) {
            String born = UUID.randomUUID().toString();
            Path nursery = home.toRealPath().resolve(FILES).resolve(NEW);
            Files.createDirectory(nursery.resolve(born), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (Folder top = Folder.open(home.toRealPath());
                    Folder files = top.child(FILES);
                    Folder from = files.child(NEW)) {
                if (parent.look(name).isEmpty()) {
                    from.move(born, parent, name);
                } else {
                    from.removeFolder(born);
                }
            }
        }
        return parent.child(name);
    }
}
