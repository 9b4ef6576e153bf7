package io.sparkbot.uploads;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** A file name as people gave it, made fit for a folder, a page and a header, and still theirs. */
final class FileName {

    /** Bytes in UTF-8; leaves a file system's 255 room for a number. */
    private static final int LONGEST = 200;
    private static final int LONGEST_ENDING = 20;

    private FileName() {}

    /** The last part of a path, without control, invisible and direction-changing characters, leading dots and outer spaces. */
    static String safe(String given) {
        String base = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        StringBuilder name = new StringBuilder();
        Normalizer.normalize(base, Normalizer.Form.NFC).codePoints().filter(FileName::isShown).forEach(name::appendCodePoint);
        String tidy = name.toString().strip().replaceFirst("^[.\\s]+", "").strip();
        return tidy.isEmpty() ? "file" : shortened(tidy);
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    /** Cut in the middle of the stem's end, so that the ending stays. */
    private static String shortened(String name) {
        if (bytes(name) <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && bytes(name.substring(dot)) <= LONGEST_ENDING ? name.substring(dot) : "";
        String stem = name.substring(0, name.length() - ending.length());
        while (bytes(stem) + bytes("…" + ending) > LONGEST) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem.strip() + "…" + ending;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
