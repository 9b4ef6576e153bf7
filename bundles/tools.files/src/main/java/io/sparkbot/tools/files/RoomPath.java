package io.sparkbot.tools.files;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A path within a room's workspace: names from the root downwards, checked one by one. Dots are resolved by the text alone, which is right
 * because links are never followed.
 *
 * @param names empty for the root itself
 */
record RoomPath(List<String> names) {

    static final RoomPath ROOT = new RoomPath(List.of());
    static final int DEEPEST = 32;
    private static final int LONGEST = 1_024;
    private static final int LONGEST_NAME = 255;
    /** Begins the names of files that are being written. */
    static final String UNFINISHED = ".~";

    RoomPath {
        names = List.copyOf(names);
    }

    /** @throws FileFault when the text is no path within the workspace */
    static RoomPath of(String text) throws FileFault {
        if (text.length() > LONGEST) {
            throw new FileFault("The path has " + text.length() + " characters; the limit is " + LONGEST + ".");
        }
        if (text.startsWith("/") || text.startsWith("~") || text.startsWith("\\") || text.matches("(?s)[A-Za-z]:.*") || text.contains("://")) {
            throw new FileFault("The path must be relative to the workspace: \"" + shown(text) + "\".");
        }
        List<String> names = new ArrayList<>();
        for (String part : text.split("/")) {
            if (part.equals("..") && names.isEmpty()) {
                throw new FileFault("The path escapes root: \"" + shown(text) + "\" leads out of the workspace.");
            } else if (part.equals("..")) {
                names.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                names.add(name(part));
            }
        }
        if (names.size() > DEEPEST) {
            throw new FileFault("The path is " + names.size() + " folders deep; the limit is " + DEEPEST + ".");
        }
        return new RoomPath(names);
    }

    private static String name(String part) throws FileFault {
        String name = Normalizer.normalize(part, Normalizer.Form.NFC);
        if (name.codePoints().anyMatch(RoomPath::isRefused)) {
            throw new FileFault("The name \"" + shown(part) + "\" contains a character that is not allowed: control characters, invisible"
                    + " characters, backslashes and halves of characters are not.");
        }
        if (!name.strip().equals(name)) {
            throw new FileFault("The name \"" + name + "\" begins or ends with a space.");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_NAME) {
            throw new FileFault("The name \"" + name.substring(0, name.offsetByCodePoints(0, 20)) + "…\" has " + bytes + " bytes; the limit is " + LONGEST_NAME + ".");
        }
        if (name.startsWith(UNFINISHED)) {
            throw new FileFault("Names must not begin with \"" + UNFINISHED + "\".");
        }
        return name;
    }

    /** Control characters, direction and width tricks, halves of pairs, private and unassigned code points. The joiner of emoji is fine. */
    private static boolean isRefused(int c) {
        int type = Character.getType(c);
        return c == '\\'
                || type == Character.CONTROL
                || (type == Character.FORMAT && c != 0x200D)
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static String shown(String text) {
        String plain = text.replaceAll("[\\p{C}]", "�");
        return plain.length() <= 80 ? plain : plain.substring(0, plain.offsetByCodePoints(0, 60)) + "…";
    }

    boolean isRoot() {
        return names.isEmpty();
    }

    /** @throws java.util.NoSuchElementException for the root */
    String name() {
        return names.getLast();
    }

    RoomPath parent() {
        return new RoomPath(names.subList(0, names.size() - 1));
    }

    RoomPath child(String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return new RoomPath(longer);
    }

    boolean isWithin(RoomPath other) {
        return names.size() >= other.names.size() && names.subList(0, other.names.size()).equals(other.names);
    }

    @Override
    public String toString() {
        return isRoot() ? "." : String.join("/", names);
    }
}
