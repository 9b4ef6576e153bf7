package io.sparkbot.launcher;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The framework's resolution errors, which are one long line of filters, in words for a person. */
final class MissingRequirement {
    private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([^)]+)\\)(.*)");
    private static final Pattern OTHER = Pattern.compile("] ([\\w.]+); (\\(\\S+\\))");

    private MissingRequirement() {}

    static boolean isOne(@Nullable Throwable error) {
        return error != null && String.valueOf(error.getMessage()).contains("missing requirement");
    }

    static String inWords(Throwable error) {
        String message = Optional.ofNullable(error.getMessage()).orElse(error.toString());
        if (!isOne(error)) {
            return message;
        }
        // the last requirement of a chain is the one that is really absent
        String last = message.substring(message.lastIndexOf("missing requirement"));
        Matcher imported = PACKAGE.matcher(last);
        if (imported.find()) {
            Matcher floor = Pattern.compile("version>=([\\w.]+)").matcher(imported.group(2));
            return "missing package " + imported.group(1) + (floor.find() ? " " + floor.group(1) + " or later" : "");
        }
        Matcher other = OTHER.matcher(last);
        return other.find() ? "missing " + other.group(1) + " " + other.group(2) : message;
    }
}
