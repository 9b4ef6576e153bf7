package io.sparkbot.rooms;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for.
 *
 * @param text taken literally, whatever its case; at least two characters
 * @param sender only messages of this person
 * @param since only messages from this moment on
 * @param until only messages before this moment
 * @param below only messages older than this one, where an earlier answer ended
 */
record SearchQuery(String text, Optional<UUID> sender, Optional<Instant> since, Optional<Instant> until, Optional<UUID> below) {

    static final int MIN_TEXT = 2;
    static final int MAX_TEXT = 200;

    /** Three letters or digits in a row are what an index of trigrams can look up in any locale. */
    private static final Pattern INDEXED = Pattern.compile("[A-Za-z0-9]{3}");

    private static final Pattern SPECIAL = Pattern.compile("[\\\\%_]");

    static SearchQuery of(@Nullable String text) {
        return new SearchQuery(words(text), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    SearchQuery by(@Nullable String person) {
        return new SearchQuery(text, given(person).map(id -> Fields.id("query", "person", id)), since, until, below);
    }

    SearchQuery between(@Nullable String from, @Nullable String to) {
        return new SearchQuery(text, sender, given(from).map(time -> Moments.of("since", time)), given(to).map(time -> Moments.of("until", time)), below);
    }

    SearchQuery after(@Nullable String cursor) {
        return new SearchQuery(text, sender, since, until, given(cursor).map(id -> Fields.id("query", "cursor", id)));
    }

    private static String words(@Nullable String text) {
        if (text == null) {
            throw new InvalidField("query", "q", "missing", "q is missing: name the words to look for");
        }
        String words = StorableText.of(text.strip());
        int length = words.codePointCount(0, words.length());
        if (length < MIN_TEXT) {
            throw Problem.badRequest("bad_request", "Search for " + MIN_TEXT + " characters or more.");
        }
        if (length > MAX_TEXT) {
            throw new InvalidField("query", "q", "too_long", "q has " + length + " characters; the limit is " + MAX_TEXT);
        }
        return words;
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** For the database's own pattern matching; nothing in the text is special. */
    String pattern() {
        return "%" + SPECIAL.matcher(text).replaceAll("\\\\$0") + "%";
    }

    boolean indexed() {
        return INDEXED.matcher(text).find();
    }
}
