package io.sparkbot.uploads;

import io.sparkbot.api.file.FileSpace;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Receives one file: counts, refuses what is too large as soon as that is known, and leaves nothing behind unless the file is kept. */
final class Receiver implements Form.Target, AutoCloseable {

    /** What a body may have beside its file before its told length alone proves the file too large. */
    private static final long BESIDE = 500_000;

    private final FileSpace files;
    private final UUID roomId;
    private final long limit;
    private final long told;
    private final MessageDigest digest = sha256Digest();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private FileSpace.@Nullable Incoming incoming;
    private String name = "file";
    private long size;

    /** @param limit bytes the file may have */
    Receiver(FileSpace files, UUID roomId, long limit, long told) {
        this.files = files;
        this.roomId = roomId;
        this.limit = limit;
        this.told = told;
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public OutputStream open(String given) throws IOException {
        name = FileName.safe(given);
        if (told - BESIDE > limit) {
            throw tooLarge("is about " + megabytes(told));
        }
        FileSpace.Incoming opened = files.receive(roomId);
        incoming = opened;
        OutputStream out = opened.out();
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] data, int from, int length) throws IOException {
                size += length;
                if (size > limit) {
                    throw tooLarge("is larger");
                }
                head.write(data, from, Math.min(length, Picture.HEAD - Math.min(Picture.HEAD, head.size())));
                digest.update(data, from, length);
                out.write(data, from, length);
            }
        };
    }

    private Problem tooLarge(String how) {
        return new Problem(413, "too_large", "The file \"" + name + "\" " + how + "; the limit is " + megabytes(limit) + " (" + limit + " bytes, uploads.max_size).");
    }

    private static String megabytes(long bytes) {
        return bytes < 100_000 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / 1_048_576.0).replace(".0 ", " ");
    }

    /**
     * Gives the file its place.
     *
     * @return its path within the room's files
     */
    String keep(String folder) throws IOException {
        FileSpace.Incoming received = incoming;
        if (received == null || size == 0) {
            throw InvalidField.body("file", "empty", "The file \"" + name + "\" is empty.");
        }
        return received.keep(folder, name);
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    byte[] head() {
        return head.toByteArray();
    }

    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        FileSpace.Incoming received = incoming;
        if (received != null) {
            received.close();
        }
    }
}
