package io.sparkbot.commands;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody typed after a slash: a name in lower case, and the rest. */
record Line(String name, String argument) {

    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,30}");
    private static final Pattern FORM = Pattern.compile("/([A-Za-z][A-Za-z0-9_-]{0,30})(?:\\s+(.*))?", Pattern.DOTALL);

    /** Empty when the text does not have the form of a command, as {@code /usr/bin} has not. */
    static Optional<Line> of(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches()
                ? Optional.of(new Line(form.group(1).toLowerCase(Locale.ROOT), form.group(2) == null ? "" : form.group(2).strip()))
                : Optional.empty();
    }
}
