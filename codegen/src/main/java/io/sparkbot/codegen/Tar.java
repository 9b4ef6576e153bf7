package io.sparkbot.codegen;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Unpacks a tar stream: 512-byte headers, files, folders, symbolic links, GNU long names. */
final class Tar {

    private static final int BLOCK = 512;

    private Tar() {}

    static void unpack(InputStream in, Path folder) throws IOException {
        String longName = null;
        for (byte[] header = in.readNBytes(BLOCK); header.length == BLOCK && header[0] != 0; header = in.readNBytes(BLOCK)) {
            long size = octal(header, 124, 12);
            String name = longName != null ? longName : text(header, 0, 100);
            longName = null;
            char type = (char) header[156];
            if (type == 'L') {
                longName = text(in.readNBytes((int) size), 0, (int) size);
                in.skipNBytes(padding(size));
                continue;
            }
            Path target = folder.resolve(name).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("archive entry leaves the folder: " + name);
            }
            switch (type) {
                case '5' -> Files.createDirectories(target);
                case '2' -> Files.createSymbolicLink(Files.createDirectories(target.getParent()).resolve(target.getFileName()), Path.of(text(header, 157, 100)));
                case '1' -> Files.copy(folder.resolve(text(header, 157, 100)), target);
                default -> file(in, target, size, (octal(header, 100, 8) & 0100) != 0);
            }
        }
    }

    private static void file(InputStream in, Path target, long size, boolean executable) throws IOException {
        Files.createDirectories(target.getParent());
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(target)) {
            for (long left = size; left > 0; ) {
                int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (n < 0) {
                    throw new EOFException("archive ends within " + target.getFileName());
                }
                out.write(buffer, 0, n);
                left -= n;
            }
        }
        in.skipNBytes(padding(size));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static long padding(long size) {
        return (BLOCK - size % BLOCK) % BLOCK;
    }

    private static String text(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] block, int offset, int length) {
        String digits = text(block, offset, length).strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
