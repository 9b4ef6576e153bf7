package io.sparkbot.cli.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads an archive: first every byte of it to see that it is whole, only then to unpack it. */
final class ArchiveReader implements AutoCloseable {

    private static final FileAttribute<?> FOLDER = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final ZipFile zip;
    private final Manifest manifest;

    /** @throws IOException saying in plain words why it is no backup */
    ArchiveReader(Path file) throws IOException {
        this.zip = new ZipFile(file.toFile());
        try {
            ZipEntry last = Optional.ofNullable(zip.getEntry(Manifest.NAME)).orElseThrow(() -> new IOException("it has no " + Manifest.NAME));
            try (InputStream in = zip.getInputStream(last)) {
                this.manifest = Manifest.of(in.readAllBytes());
            }
        } catch (IOException wrong) {
            zip.close();
            throw wrong;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /**
     * @param progress told the bytes looked at so far
     * @throws IOException naming the first file that is missing, changed, or not listed
     */
    void verify(LongConsumer progress) throws IOException {
        long seen = 0;
        int files = 0;
        for (ZipEntry entry : entries()) {
            if (Path.of(entry.getName()).isAbsolute() || Path.of(entry.getName()).normalize().startsWith("..")
                    || !Path.of(entry.getName()).normalize().equals(Path.of(entry.getName()))) {
                throw new IOException("it has a file with the name " + entry.getName());
            }
            if (entry.isDirectory()) {
                continue;
            }
            if (!sum(entry).equals(manifest.sums().get(entry.getName()))) {
                throw new IOException(entry.getName() + " is not what it was when the backup was made");
            }
            files++;
            seen += Math.max(0, entry.getSize());
            progress.accept(seen);
        }
        if (files != manifest.sums().size()) {
            throw new IOException((manifest.sums().size() - files) + " of its files are missing");
        }
    }

    void unpack(Path to, LongConsumer progress) throws IOException {
        long written = 0;
        Files.createDirectories(to, FOLDER);
        for (ZipEntry entry : entries()) {
            Path target = to.resolve(entry.getName());
            Files.createDirectories(entry.isDirectory() ? target : target.getParent(), FOLDER);
            if (!entry.isDirectory()) {
                Files.createFile(target, FILE);
                try (InputStream in = zip.getInputStream(entry); OutputStream out = Files.newOutputStream(target)) {
                    written += in.transferTo(out);
                }
                progress.accept(written);
            }
        }
    }

    private List<? extends ZipEntry> entries() {
        return zip.stream().filter(entry -> !entry.getName().equals(Manifest.NAME)).toList();
    }

    private String sum(ZipEntry entry) throws IOException {
        MessageDigest digest = ArchiveWriter.sha256();
        try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
