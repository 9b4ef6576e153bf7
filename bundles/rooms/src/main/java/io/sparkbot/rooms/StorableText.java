package io.sparkbot.rooms;

/** Text as PostgreSQL can hold it: no NUL character and no half of a surrogate pair; each becomes the replacement character. */
final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isBad(text, i)) {
                return mended(text, i);
            }
        }
        return text;
    }

    private static String mended(String text, int from) {
        StringBuilder mended = new StringBuilder(text);
        for (int i = from; i < text.length(); i++) {
            if (isBad(text, i)) {
                mended.setCharAt(i, REPLACEMENT);
            }
        }
        return mended.toString();
    }

    private static boolean isBad(String text, int i) {
        char c = text.charAt(i);
        if (c == 0) {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
