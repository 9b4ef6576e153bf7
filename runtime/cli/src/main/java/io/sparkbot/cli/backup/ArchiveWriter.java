package io.sparkbot.cli.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an archive beside its final place, readable by its owner alone: it holds the keys. It appears there only when it is whole. */
final class ArchiveWriter implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final ZipOutputStream zip;
    private final Map<String, String> sums = new TreeMap<>();
    private long bytes;
    private int skipped;

    ArchiveWriter(Path target) throws IOException {
        this.target = target;
        this.part = target.resolveSibling("." + target.getFileName() + ".part");
        Files.deleteIfExists(part);
        this.channel = FileChannel.open(
                part,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        this.zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
        zip.setLevel(Deflater.BEST_SPEED);
    }

    Path part() {
        return part;
    }

    /** Bytes taken in so far, before compression. */
    long bytes() {
        return bytes;
    }

    /** Files that went away while the backup was made. */
    int skipped() {
        return skipped;
    }

    void folder(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name + "/"));
        zip.closeEntry();
    }

    /** Takes a file as it is now; one that is gone by now is left out. */
    void file(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            add(name, in);
        } catch (NoSuchFileException gone) {
            skipped++;
        }
    }

    void add(String name, InputStream in) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        MessageDigest digest = sha256();
        bytes += in.transferTo(new DigestOutputStream(zip, digest));
        zip.closeEntry();
        sums.put(name, HexFormat.of().formatHex(digest.digest()));
    }

    /** Writes the manifest and puts the archive in its place. */
    void finish(String version, String data) throws IOException {
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(new Manifest(version, Instant.now(), data, System.getProperty("os.arch"), sums).bytes());
        zip.closeEntry();
        zip.finish();
        zip.flush();
        channel.force(true);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What was not finished is removed. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}
