package io.sparkbot.tools.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An open folder. Everything is done relative to the open handle and without following links (openat, fstatat, renameat, unlinkat), so that
 * swapping a folder for a link in mid-flight leads nowhere.
 */
final class Folder implements AutoCloseable {

    private static final LinkOption NO_LINKS = LinkOption.NOFOLLOW_LINKS;

    private final SecureDirectoryStream<Path> handle;

    private Folder(SecureDirectoryStream<Path> handle) {
        this.handle = handle;
    }

    /**
     * Opens a folder by its path; for the one folder from which all others are reached.
     *
     * @throws UnsupportedOperationException where the platform has no handles of this kind
     */
    static Folder open(Path path) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(path);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new Folder(secure);
        }
        stream.close();
        throw new UnsupportedOperationException("this file system offers no safe access to folders");
    }

    /** @throws NoSuchFileException or {@link NotDirectoryException} when it is no folder; a link is none */
    Folder child(String name) throws IOException {
        Optional<BasicFileAttributes> is = look(name);
        if (is.isEmpty()) {
            throw new NoSuchFileException(name);
        }
        if (!is.get().isDirectory()) {
            throw new NotDirectoryException(name);
        }
        return new Folder((SecureDirectoryStream<Path>) handle.newDirectoryStream(Path.of(name), NO_LINKS));
    }

    /** What the name stands for, a link for itself. */
    Optional<BasicFileAttributes> look(String name) throws IOException {
        try {
            return Optional.of(handle.getFileAttributeView(Path.of(name), BasicFileAttributeView.class, NO_LINKS).readAttributes());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** Names in code point order, unfinished files left out. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (Path entry : handle) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(RoomPath.UNFINISHED)) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(null);
        return names;
    }

    SeekableByteChannel read(String name) throws IOException {
        return handle.newByteChannel(Path.of(name), Set.of(StandardOpenOption.READ, NO_LINKS));
    }

    /** A new file, readable by the server alone. */
    SeekableByteChannel create(String name) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, NO_LINKS);
        return handle.newByteChannel(Path.of(name), options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Renames, also between folders; a file of the new name is replaced. */
    void move(String name, Folder target, String newName) throws IOException {
        handle.move(Path.of(name), target.handle, Path.of(newName));
    }

    void removeFile(String name) throws IOException {
        handle.deleteFile(Path.of(name));
    }

    void removeFolder(String name) throws IOException {
        handle.deleteDirectory(Path.of(name));
    }

    @Override
    public void close() throws IOException {
        handle.close();
    }
}
