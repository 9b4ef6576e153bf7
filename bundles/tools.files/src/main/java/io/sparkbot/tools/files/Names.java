package io.sparkbot.tools.files;

import java.io.IOException;

/** Names that are free. */
final class Names {

    private Names() {}

    /** Whether nothing has the name. */
    @FunctionalInterface
    interface Free {
        boolean is(String name) throws IOException;
    }

    /** The path itself, or the first of {@code name (2).txt}, {@code name (3).txt} … that is free. */
    static RoomPath free(RoomPath wanted, Free free) throws IOException {
        String name = wanted.name();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String ending = dot > 0 ? name.substring(dot) : "";
        for (int number = 2; !free.is(name); number++) {
            name = stem + " (" + number + ")" + ending;
        }
        return wanted.parent().child(name);
    }
}
