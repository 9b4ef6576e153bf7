package io.sparkbot.web.site;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One file of the web app. Its bytes are read by the first request and kept. */
final class Asset {

    private static final int TAG_BYTES = 12;

    private final URL url;
    private volatile @Nullable Content content;

    /**
     * @param tag strong entity tag, with its quotes
     */
    record Content(byte[] bytes, String tag) {}

    Asset(URL url) {
        this.url = url;
    }

    Content content() throws IOException {
        Content read = content;
        if (read == null) {
            try (InputStream in = url.openStream()) {
                byte[] bytes = in.readAllBytes();
                read = new Content(bytes, tag(bytes));
            }
            content = read;
        }
        return read;
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
