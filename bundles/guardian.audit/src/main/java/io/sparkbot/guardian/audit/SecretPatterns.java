package io.sparkbot.guardian.audit;

import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.sparkbot.api.audit.Redactor;

/** Secrets that are known by what they are called: names of keys, and name and value in running text. */
final class SecretPatterns {

    /** What is called a secret. A secretary and a tokenizer are none. */
    private static final String WORDS = "password|passwd|passphrase|passcode|(?<![a-z])pwd|secret(?!ar)|token(?!i[sz])|api[_-]?key|access[_-]?key"
            + "|credential|private[_-]?key|vault[_-]?key|signing[_-]?key|encryption[_-]?key";

    private static final Pattern NAME = Pattern.compile("(?i)(" + WORDS + "|authorization|cookie|(?<![a-z])(otp|pin|cvv|cvc|ssn)(?![a-z]))");

    /** Names that hold a secret word and say how many there are or how long something lasts: {@code max_tokens}. */
    private static final Pattern MEASURE = Pattern.compile("(?i)(tokens|count|limit|length|size|bytes|seconds|minutes|hours|days|version|used|total)$");

    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/\\s:@]{0,100}:)(?!\\d{1,5}(?:[/?#\\s]|\\z))[^\\s\"'<>\\\\]{1,2000}@");
    private static final Pattern SIGNATURE = Pattern.compile("(?i)([?&](?:sig|signature|x-amz-signature|x-amz-credential|x-goog-signature)=)[^&#\\s\"'<>\\\\]+");
    private static final Pattern VALUE_LINE = Pattern.compile("(?m)^(\\s{0,20}Value:\\s{0,20})\\S.*$");

    /** A comparison, an arrow and a path separator are no separators of name and value. */
    private static final String SEPARATOR = "\\s{0,5}(?::=|[:=](?![=:>])|=>(?=\\s{0,5}[\"']))\\s{0,5}";

    private static final Pattern PAIR = named("\\b[\\w-]{0,60}(?:" + WORDS + ")[\\w-]{0,60}", SEPARATOR, "[^\\s,;&\"'}\\]\\[{\\\\][^\\s,;&\"'}\\]\\\\]*");

    /** The value of these headers is the rest of the line. */
    private static final Pattern HEADER = named("\\b(?:(?:proxy-)?authorization|(?:set-)?cookie)", SEPARATOR, "[^\\s\"'{\\[\\\\][^\\r\\n\"'}\\\\]*");

    /** An option of a command: {@code --password hunter2}, but not {@code --password-file}. */
    private static final Pattern OPTION = named(
            "(?<![\\w-])--[\\w-]{0,40}(?:" + WORDS + ")(?![\\w-]*(?:file|path|stdin|tokens))[\\w-]{0,40}",
            "\\s{1,5}(?!(?:is|option|flag|and|or|to|for|with|if|in|on|of|as|parameter|argument)\\b)",
            "[^\\s\"'\\\\-][^\\s\"'\\\\]*");

    /** What stands where a value would and is none: a type, a word of a language, a reference to where the value is kept. */
    private static final Pattern NO_VALUE = Pattern.compile("(?i)(?:null|nil|none|undefined|true|false|str|string|bytes|bool|boolean|char\\[|optional\\[.*"
            + "|\\*{3,}|(?-i:\\$\\{[\\w.:-]*|\\$[A-Z_][A-Z0-9_]*|%[A-Z_]+%)|<[a-z-]+>?|(?:os\\.)?(?:environ|getenv)\\b.*|(?:System\\.getenv|process\\.env)\\b.*)[).:?!]*");

    private SecretPatterns() {}

    /**
     * A name, what separates it, and its value. Where the value stands in quotes, it ends with them; they may be escaped, since the text may
     * be JSON inside JSON. An object or a list is no value: what is in it is looked at by itself. Groups: all before the value, the quote of
     * the name, three kinds of quote of the value, the bare value. Only single characters are repeated: groups would be matched on the stack.
     */
    private static Pattern named(String name, String separator, String bare) {
        return Pattern.compile("(?is)(" + name + "(\\\\{0,3}[\"'])?" + separator + ")(?:(\").*?(?:(?<=[^\\\\](?:\\\\\\\\){0,50})\"|\\z)"
                + "|(\\\\{1,3}\").*?(?:\\\\{1,3}\"|\\z)|(')[^']*+(?:'|\\z)|(" + bare + "))");
    }

    static boolean isSecretName(String name) {
        return NAME.matcher(name).find();
    }

    /** Whether a number under this name is a measure and no secret. */
    static boolean isMeasure(String name) {
        return MEASURE.matcher(name).find();
    }

    static String mask(String text) {
        String masked = TokenFormats.mask(text);
        masked = IN_ADDRESS.matcher(masked).replaceAll(found -> quoted(found.group(1)) + Redactor.PLACEHOLDER + "@");
        masked = SIGNATURE.matcher(masked).replaceAll(found -> quoted(found.group(1)) + Redactor.PLACEHOLDER);
        masked = VALUE_LINE.matcher(masked).replaceAll(found -> quoted(found.group(1)) + Redactor.PLACEHOLDER);
        masked = HEADER.matcher(masked).replaceAll(SecretPatterns::maskedPair);
        masked = OPTION.matcher(masked).replaceAll(SecretPatterns::maskedPair);
        return PAIR.matcher(masked).replaceAll(SecretPatterns::maskedPair);
    }

    /** The quotes stay, and a bare value whose name is quoted gets them: JSON stays JSON. */
    private static String maskedPair(MatchResult found) {
        if (found.group(6) != null && isNoSecret(found.group(1), found.group(6))) {
            return quoted(found.group());
        }
        String quote = Stream.of(3, 4, 5, 2).map(found::group).filter(Objects::nonNull).findFirst().orElse("");
        return quoted(found.group(1) + quote + Redactor.PLACEHOLDER + quote);
    }

    private static boolean isNoSecret(String name, String bare) {
        String alone = name.replaceAll("[\\s:=>\"'\\\\]+$", "");
        return NO_VALUE.matcher(bare).matches() || isMeasure(alone) && bare.matches("[\\d._]+[a-z]{0,2}[).]*");
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }
}
