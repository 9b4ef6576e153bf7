package io.sparkbot.web.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Precompressed forms of a file, best first. */
enum Encoding {
    BROTLI("br", ".br"),
    GZIP("gzip", ".gz"),
    NONE("", "");

    private final String token;
    private final String suffix;

    Encoding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
    }

    String token() {
        return token;
    }

    String suffix() {
        return suffix;
    }

    /** What the client takes, best first; {@link #NONE} is always among it. */
    static List<Encoding> accepted(@Nullable String acceptEncoding) {
        List<Encoding> accepted = new ArrayList<>();
        for (Encoding encoding : List.of(BROTLI, GZIP)) {
            if (acceptEncoding != null && names(acceptEncoding.toLowerCase(Locale.ROOT), encoding.token)) {
                accepted.add(encoding);
            }
        }
        accepted.add(NONE);
        return accepted;
    }

    private static boolean names(String header, String token) {
        for (String item : header.split(",")) {
            String[] parts = item.strip().split(";");
            if (parts[0].strip().equals(token)) {
                return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }
}
