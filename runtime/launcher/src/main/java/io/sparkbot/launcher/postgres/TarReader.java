package io.sparkbot.launcher.postgres;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Unpacks a tar archive (POSIX ustar, GNU long names) into one folder and lets nothing out of it. */
final class TarReader {
    private static final int BLOCK = 512;

    private final InputStream in;
    private final Path folder;

    private TarReader(InputStream in, Path folder) {
        this.in = in;
        this.folder = folder;
    }

    /** @throws IOException also when an entry would leave the folder or is of an unknown kind */
    static void extract(InputStream in, Path folder) throws IOException {
        new TarReader(in, folder.toAbsolutePath().normalize()).extract();
    }

    private void extract() throws IOException {
        String longName = "";
        for (byte[] header = block(); header[0] != 0; header = block()) {
            String name = longName.isEmpty() ? name(header) : longName;
            long size = octal(header, 124, 12);
            longName = "";
            switch (header[156]) {
                case '0', 0 -> file(inside(name), size, (octal(header, 100, 8) & 0111) != 0);
                case '5' -> Files.createDirectories(inside(name));
                case '1' -> Files.createLink(parented(inside(name)), inside(text(header, 157, 100)));
                case '2' -> link(name, text(header, 157, 100));
                case 'L' -> longName = longName(size);
                case 'g', 'x' -> in.skipNBytes(size + padding(size));
                default -> throw new IOException("tar entry \"" + name + "\" is of kind '" + (char) header[156]
                        + "', which is not expected here");
            }
        }
    }

    private void file(Path target, long size, boolean executable) throws IOException {
        parented(target);
        try (var out = Files.newOutputStream(target)) {
            for (long left = size; left > 0; ) {
                byte[] part = in.readNBytes((int) Math.min(left, 1 << 16));
                if (part.length == 0) {
                    throw new EOFException("tar archive ends inside " + target.getFileName());
                }
                out.write(part);
                left -= part.length;
            }
        }
        in.skipNBytes(padding(size));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private void link(String name, String goal) throws IOException {
        Path target = inside(name);
        Path parent = parent(target);
        if (goal.startsWith("/") || !inFolder(parent.resolve(goal).normalize())) {
            throw new IOException("tar link \"" + name + "\" points out of the folder: " + goal);
        }
        Files.createSymbolicLink(parented(target), Path.of(goal));
    }

    private String longName(long size) throws IOException {
        if (size > 4096) {
            throw new IOException("tar entry with a name of " + size + " bytes; the limit is 4096");
        }
        byte[] bytes = in.readNBytes((int) size);
        in.skipNBytes(padding(size));
        return text(bytes, 0, bytes.length);
    }

    private Path inside(String name) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (name.isEmpty() || name.startsWith("/") || !inFolder(target)) {
            throw new IOException("tar entry \"" + name + "\" would leave the folder");
        }
        return target;
    }

    private boolean inFolder(Path target) {
        return target.startsWith(folder);
    }

    /** Makes the parent folders; a link among them would lead the entry elsewhere. */
    private Path parented(Path target) throws IOException {
        for (Path parent = parent(target); !parent.equals(folder); parent = parent(parent)) {
            if (Files.isSymbolicLink(parent)) {
                throw new IOException("tar entry \"" + folder.relativize(target) + "\" lies behind a link");
            }
        }
        if (!Files.isDirectory(parent(target), LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(parent(target));
        }
        return target;
    }

    private Path parent(Path inside) throws IOException {
        Path parent = inside.getParent();
        if (inside.equals(folder) || parent == null) {
            throw new IOException("tar entry that is the folder itself");
        }
        return parent;
    }

    private String name(byte[] header) {
        String prefix = text(header, 257, 5).equals("ustar") && header[262] == 0 ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private byte[] block() throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        if (block.length == 0) {
            return new byte[BLOCK];
        }
        if (block.length < BLOCK) {
            throw new EOFException("tar archive ends inside a header");
        }
        return block;
    }

    private static long padding(long size) {
        return (BLOCK - size % BLOCK) % BLOCK;
    }

    private static long octal(byte[] header, int from, int length) throws IOException {
        String digits = text(header, from, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("tar header with the number \"" + digits + "\"", e);
        }
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
