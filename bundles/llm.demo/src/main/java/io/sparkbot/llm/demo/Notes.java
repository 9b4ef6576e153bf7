package io.sparkbot.llm.demo;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where notes are, and how they are called. */
final class Notes {

    static final String TOOL = "filesystem";
    static final String FOLDER = "notes";

    private static final int LONGEST_NAME = 40;
    private static final Pattern PATH = Pattern.compile("notes/[\\w.-]+\\.(?:md|txt)");

    private Notes() {}

    /** The file of a note with this text or name: {@code buy milk} → {@code notes/buy-milk.md}. */
    static String path(String text) {
        Matcher given = PATH.matcher(text);
        if (given.find()) {
            return given.group();
        }
        String slug = Normalizer.normalize(text.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceFirst("\\.(md|txt)$", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String name = slug.length() <= LONGEST_NAME
                ? slug
                : slug.substring(0, LONGEST_NAME).replaceFirst("-[^-]*$", "");
        return FOLDER + "/" + (name.isEmpty() ? "note" : name) + ".md";
    }

    /** The note that was spoken of last: written by a call in view, or named in an answer. */
    static Optional<String> latest(Talk talk) {
        return talk.called().stream()
                .filter(call -> call.tool().equals(TOOL) && call.text("action").equals("write"))
                .map(call -> call.text("path"))
                .filter(path -> PATH.matcher(path).matches())
                .findFirst()
                .or(() -> talk.said().stream()
                        .map(PATH::matcher)
                        .filter(Matcher::find)
                        .map(Matcher::group)
                        .findFirst());
    }

    static boolean isCall(Done done, String action) {
        return done.call().tool().equals(TOOL) && done.call().text("action").equals(action);
    }
}
