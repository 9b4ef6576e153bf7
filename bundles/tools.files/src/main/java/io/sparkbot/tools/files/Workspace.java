package io.sparkbot.tools.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What can be done in the workspace of one room. Changes of one room happen one after the other. */
final class Workspace {

    /** Names of one folder that are looked at. */
    static final int MOST_ENTRIES = 1_000;

    private final Storage storage;
    private final Supplier<Limits> limits;
    private final Trash trash;
    private final Map<UUID, ReentrantLock> locks = new ConcurrentHashMap<>();

    Workspace(Storage storage, Supplier<Limits> limits, Clock clock) {
        this.storage = storage;
        this.limits = limits;
        this.trash = new Trash(storage, () -> limits.get().trashDays(), clock);
    }

    /** Work on an open folder. */
    @FunctionalInterface
    interface Work<T> {
        T in(Folder folder) throws IOException, FileFault;
    }

    /** Opens the folder at the path and works in it. */
    private <T> T inside(UUID room, RoomPath path, Work<T> work) throws IOException, FileFault {
        try (Folder root = storage.room(room)) {
            return inside(root, path, 0, work);
        }
    }

    private static <T> T inside(Folder folder, RoomPath path, int depth, Work<T> work) throws IOException, FileFault {
        if (depth == path.names().size()) {
            return work.in(folder);
        }
        Folder child;
        try {
            child = folder.child(path.names().get(depth));
        } catch (NoSuchFileException e) {
            throw new FileFault("The folder \"" + path + "\" does not exist.");
        } catch (NotDirectoryException e) {
            throw new FileFault("\"" + new RoomPath(path.names().subList(0, depth + 1)) + "\" is not a folder.");
        }
        try (child) {
            return inside(child, path, depth + 1, work);
        }
    }

    List<Entry> list(UUID room, RoomPath path) throws IOException, FileFault {
        return inside(room, path, folder -> entries(folder, path));
    }

    /** Files and folders; links and devices are left out. */
    private static List<Entry> entries(Folder folder, RoomPath path) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String name : folder.names()) {
            Optional<BasicFileAttributes> is = folder.look(name);
            if (entries.size() < MOST_ENTRIES && is.filter(a -> a.isRegularFile() || a.isDirectory()).isPresent()) {
                entries.add(entry(path.child(name), is.get()));
            }
        }
        return entries;
    }

    private static Entry entry(RoomPath path, BasicFileAttributes is) {
        return new Entry(path, is.isDirectory(), is.isDirectory() ? 0 : is.size(), is.lastModifiedTime().toInstant());
    }

    /** Files below the folder that match, in order of their paths, at most so many. */
    List<Entry> glob(UUID room, RoomPath path, Glob glob, int limit) throws IOException, FileFault {
        List<Entry> found = new ArrayList<>();
        inside(room, path, folder -> {
            walk(folder, path, entry -> {
                List<String> below = entry.path().names().subList(path.names().size(), entry.path().names().size());
                if (!entry.isFolder() && glob.matches(below)) {
                    found.add(entry);
                }
                return found.size() < limit;
            });
            return found;
        });
        return found;
    }

    /** Visits everything below the folder until the visitor has had enough. */
    private static boolean walk(Folder folder, RoomPath path, Predicate<Entry> visitor) throws IOException {
        for (Entry entry : entries(folder, path)) {
            if (!visitor.test(entry)) {
                return false;
            }
            if (entry.isFolder()) {
                try (Folder child = folder.child(entry.path().name())) {
                    if (!walk(child, entry.path(), visitor)) {
                        return false;
                    }
                } catch (NoSuchFileException | NotDirectoryException gone) {
                    continue; // removed while we looked
                }
            }
        }
        return true;
    }

    Entry info(UUID room, RoomPath path) throws IOException, FileFault {
        return inside(room, parent(path), folder -> entry(path, regular(folder, path)));
    }

    private static RoomPath parent(RoomPath path) throws FileFault {
        if (path.isRoot()) {
            throw new FileFault("A path of a file is needed; \".\" is the workspace itself.");
        }
        return path.parent();
    }

    private static BasicFileAttributes regular(Folder folder, RoomPath path) throws IOException, FileFault {
        BasicFileAttributes is =
                folder.look(path.name()).orElseThrow(() -> new FileFault("The file \"" + path + "\" does not exist."));
        if (!is.isRegularFile()) {
            throw new FileFault("\"" + path + "\" is not a file" + (is.isSymbolicLink() ? " but a link; links are not followed." : "."));
        }
        return is;
    }

    /** Text of a file. */
    record Text(String content, long bytes, boolean truncated) {}

    /** The first {@code limit} bytes, cut between characters. */
    Text read(UUID room, RoomPath path, int limit) throws IOException, FileFault {
        return inside(room, parent(path), folder -> {
            long size = regular(folder, path).size();
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(limit, size));
            try (SeekableByteChannel in = folder.read(path.name())) {
                while (buffer.hasRemaining() && in.read(buffer) >= 0) {
                    continue;
                }
            }
            boolean truncated = size > buffer.position();
            return new Text(Utf8.decode(buffer.flip(), truncated, path), size, truncated);
        });
    }

    /** Writes the whole file anew; nobody ever sees half of it. */
    void write(UUID room, RoomPath path, String content, boolean overwrite) throws IOException, FileFault {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Limits now = limits.get();
        if (bytes.length > now.writeBytes()) {
            throw new FileFault("The text has " + bytes.length + " bytes; the limit is " + now.writeBytes() + " (tools.files.max_write_bytes).");
        }
        RoomPath parent = parent(path);
        changing(room, root -> {
            new Quota(now).check(root, bytes.length, path.names().size());
            return make(root, parent, 0, folder -> {
                refuseTaken(folder, path, overwrite);
                store(folder, path.name(), bytes);
                return true;
            });
        });
    }

    private static void refuseTaken(Folder folder, RoomPath path, boolean overwrite) throws IOException, FileFault {
        Optional<BasicFileAttributes> is = folder.look(path.name());
        if (is.isPresent() && !is.get().isRegularFile()) {
            throw new FileFault("\"" + path + "\" is there already and is not a file.");
        }
        if (is.isPresent() && !overwrite) {
            throw new FileFault("The file \"" + path + "\" is there already. Set overwrite to replace it.");
        }
    }

    private static void store(Folder folder, String name, byte[] bytes) throws IOException {
        String unfinished = RoomPath.UNFINISHED + UUID.randomUUID();
        try (SeekableByteChannel out = folder.create(unfinished)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            if (out instanceof FileChannel file) {
                file.force(true);
            }
        } catch (IOException e) {
            folder.removeFile(unfinished);
            throw e;
        }
        folder.move(unfinished, folder, name);
    }

    /** Like {@link #inside}, making folders that are missing. */
    private <T> T make(Folder folder, RoomPath path, int depth, Work<T> work) throws IOException, FileFault {
        if (depth == path.names().size()) {
            return work.in(folder);
        }
        try (Folder child = storage.existing(folder, path.names().get(depth))) {
            return make(child, path, depth + 1, work);
        } catch (NotDirectoryException e) {
            throw new FileFault("\"" + new RoomPath(path.names().subList(0, depth + 1)) + "\" is not a folder.");
        }
    }

    void move(UUID room, RoomPath from, RoomPath to, boolean overwrite) throws IOException, FileFault {
        RoomPath target = parent(to);
        RoomPath source = parent(from);
        changing(room, root -> inside(root, source, 0, old -> {
            regular(old, from);
            new Quota(limits.get()).check(root, 0, to.names().size());
            return make(root, target, 0, folder -> {
                refuseTaken(folder, to, overwrite || from.equals(to));
                old.move(from.name(), folder, to.name());
                return true;
            });
        }));
    }

    /** What a removal did. */
    record Removed(int count, String kind) {

        static final Removed NOTHING = new Removed(0, "none");
    }

    /** Puts it into the trash. Nothing is removed when it is not there or of another kind than wanted. */
    Removed delete(UUID room, RoomPath path, String target, boolean recursive) throws IOException, FileFault {
        if (path.isRoot()) {
            throw new FileFault("The workspace itself cannot be deleted.");
        }
        try {
            return changing(room, root -> inside(root, path.parent(), 0, folder -> {
                Optional<BasicFileAttributes> is = folder.look(path.name());
                boolean isFolder = is.filter(BasicFileAttributes::isDirectory).isPresent();
                if (is.isEmpty() || (target.equals("file") && isFolder) || (target.equals("folder") && !isFolder)) {
                    return Removed.NOTHING;
                }
                int count = isFolder ? count(folder, path, recursive) : 1;
                trash.put(room, folder, path.name());
                return new Removed(count, isFolder ? "folder" : "file");
            }));
        } catch (FileFault missingFolder) {
            if (missingFolder.getMessage().endsWith("does not exist.")) {
                return Removed.NOTHING;
            }
            throw missingFolder;
        }
    }

    private static int count(Folder folder, RoomPath path, boolean recursive) throws IOException, FileFault {
        int[] count = {1};
        try (Folder child = folder.child(path.name())) {
            walk(child, path, entry -> ++count[0] < Integer.MAX_VALUE);
        }
        if (count[0] > 1 && !recursive) {
            throw new FileFault("The folder \"" + path + "\" is not empty. Set recursive to delete it with everything in it.");
        }
        return count[0];
    }

    void discard(UUID room) throws IOException {
        try {
            changing(room, root -> {
                trash.discard(room);
                return true;
            });
        } catch (FileFault e) {
            throw new IllegalStateException(e);
        }
        locks.remove(room);
    }

    private <T> T changing(UUID room, Work<T> work) throws IOException, FileFault {
        ReentrantLock lock = locks.computeIfAbsent(room, r -> new ReentrantLock());
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("stopped"));
        }
        try (Folder root = storage.room(room)) {
            return work.in(root);
        } finally {
            lock.unlock();
        }
    }

    /** Gives a file that was born elsewhere its place, under a name that is free. */
    RoomPath adopt(UUID room, Folder nursery, String born, long bytes, RoomPath wanted) throws IOException, FileFault {
        return changing(room, root -> {
            new Quota(limits.get()).check(root, bytes, wanted.names().size());
            return make(root, parent(wanted), 0, folder -> {
                RoomPath free = Names.free(wanted, name -> folder.look(name).isEmpty());
                nursery.move(born, folder, free.name());
                return free;
            });
        });
    }

    /** Opens a file for reading; empty when there is none. */
    Optional<SeekableByteChannel> open(UUID room, RoomPath path) throws IOException {
        try {
            return Optional.of(inside(room, parent(path), folder -> {
                regular(folder, path);
                return folder.read(path.name());
            }));
        } catch (FileFault | NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** Whether there is room for more. */
    private record Quota(Limits limits) {

        void check(Folder root, long bytes, int names) throws IOException, FileFault {
            long[] used = {bytes, names};
            walk(root, RoomPath.ROOT, entry -> {
                used[0] += entry.bytes();
                used[1]++;
                return true;
            });
            if (used[0] > limits.roomBytes()) {
                throw new FileFault("The files of this room would have " + used[0] + " bytes; the limit is " + limits.roomBytes()
                        + " (tools.files.max_room_bytes). Delete something first.");
            }
            if (used[1] > limits.roomFiles()) {
                throw new FileFault("This room would have more than " + limits.roomFiles() + " files and folders (tools.files.max_room_files)."
                        + " Delete something first.");
            }
        }
    }
}
