package io.sparkbot.uploads;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** How an uploaded file stands in a message, and what its answer is called. */
final class Link {

    private static final String PLAIN = "-._~";
    /** Characters of RFC 5987 that a header's extended value need not encode. */
    private static final String HEADER_PLAIN = "!#$&+-.^_`|~";

    private Link() {}

    /** The address within this server. The name is there for people; the id alone finds the file. */
    static String url(UUID roomId, UUID fileId, String name) {
        String shown = name.replaceAll("[%;/\\\\]", "_"); // ambiguous in the path of an address
        return "/api/v1/chat/rooms/" + roomId + "/uploads/" + fileId + "/" + encoded(shown, PLAIN);
    }

    /** The message: the picture itself, or a paper clip with a link, then the words. */
    static String markdown(String name, String url, boolean picture, String caption) {
        String link = (picture ? "!" : "📎 ") + "[" + label(name) + "](" + url + ")";
        return caption.isBlank() ? link : link + "\n\n" + caption.strip();
    }

    private static String label(String name) {
        return name.replaceAll("([\\\\`*_\\[\\]<>&!~|#])", "\\\\$1");
    }

    /** Content-Disposition (RFC 6266): a plain name for old clients, the whole name for all others. */
    static String disposition(String kind, String name) {
        String plain = name.replaceAll("[^ -~]|[\"\\\\%;]", "_");
        return kind + "; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(name, HEADER_PLAIN);
    }

    private static String encoded(String text, String plain) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || plain.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
