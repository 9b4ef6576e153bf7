package io.sparkbot.uploads;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of pictures that are shown, told by how their bytes begin and by nothing else. */
enum Picture {
    JPEG("image/jpeg"),
    PNG("image/png"),
    GIF("image/gif"),
    WEBP("image/webp");

    /** Bytes that {@link #of} has to see. */
    static final int HEAD = 12;

    private static final byte[] JPEG_START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private final String mime;

    Picture(String mime) {
        this.mime = mime;
    }

    String mime() {
        return mime;
    }

    static Optional<Picture> of(byte[] head) {
        if (starts(head, JPEG_START, 0)) {
            return Optional.of(JPEG);
        }
        if (starts(head, PNG_START, 0)) {
            return Optional.of(PNG);
        }
        if (starts(head, ascii("GIF87a"), 0) || starts(head, ascii("GIF89a"), 0)) {
            return Optional.of(GIF);
        }
        return starts(head, ascii("RIFF"), 0) && starts(head, ascii("WEBP"), 8) ? Optional.of(WEBP) : Optional.empty();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean starts(byte[] head, byte[] with, int at) {
        return head.length >= at + with.length && Arrays.equals(head, at, at + with.length, with, 0, with.length);
    }
}
