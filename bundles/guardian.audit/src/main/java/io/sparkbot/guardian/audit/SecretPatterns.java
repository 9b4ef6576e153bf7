package io.sparkbot.guardian.audit;

import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.sparkbot.api.audit.Redactor;

/** What secrets look like, in names and in text. Token formats are the ones their vendors document. */
final class SecretPatterns {

    private static final String WORDS =
            "password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|credential|private[_-]?key|vault[_-]?key";

    private static final Pattern NAME = Pattern.compile("(?i)(" + WORDS + "|authorization|cookie)");

    private static final List<Pattern> TOKENS = List.of(
            Pattern.compile("-----BEGIN [A-Z ]{1,40}PRIVATE KEY-----[\\s\\S]*?(-----END [A-Z ]{1,40}PRIVATE KEY-----|\\z)"),
            Pattern.compile("\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"),
            Pattern.compile("\\b(?:sk|pk|rk)-[\\w-]{20,}"),
            Pattern.compile("\\bxox[abeoprs]-[\\w-]{10,}"),
            Pattern.compile("\\bgh[opsur]_\\w{36,}"),
            Pattern.compile("\\bgithub_pat_\\w{22,}"),
            Pattern.compile("\\bAKIA[0-9A-Z]{16}\\b"),
            Pattern.compile("\\bAIza[\\w-]{35}"),
            Pattern.compile("\\bsecret_\\w{40,}"),
            Pattern.compile("(?<![\\w.+])\\+[1-9]\\d{0,2}(?:[ .-]?\\(?\\d{1,4}\\)?){2,6}(?![\\w.]*\\d)"));

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{12,}");
    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/\\s:@]{1,100}:)[^/\\s@]{1,200}@");
    private static final Pattern VALUE_LINE = Pattern.compile("(?m)^(\\s{0,20}Value:\\s{0,20})\\S.*$");
    /**
     * A name, a separator and a value. Where the value stands in quotes, it ends with them; they may be escaped, since the text may be JSON
     * inside JSON. An object or a list is no value: what is in it is looked at by itself.
     */
    private static final Pattern PAIR = Pattern.compile(
            "(?is)\\b([\\w-]{0,60}(?:" + WORDS + ")[\\w-]{0,60}(\\\\{0,3}[\"'])?\\s{0,5}[:=]\\s{0,5})(?:"
                    + "(\")(?:[^\"\\\\]|\\\\.)*+(?:\"|\\z)"
                    + "|(\\\\{1,3}\").*?(?:\\\\{1,3}\"|\\z)"
                    + "|(')[^']*+(?:'|\\z)"
                    + "|[^\\s,;&\"'}\\]\\[{\\\\][^\\s,;&\"'}\\]\\\\]*)");

    private SecretPatterns() {}

    static boolean isSecretName(String name) {
        return NAME.matcher(name).find();
    }

    static String mask(String text) {
        String masked = text;
        for (Pattern token : TOKENS) {
            masked = token.matcher(masked).replaceAll(Redactor.PLACEHOLDER);
        }
        masked = BEARER.matcher(masked).replaceAll(found -> found.group(1) + " " + Redactor.PLACEHOLDER);
        masked = IN_ADDRESS.matcher(masked).replaceAll(found -> quoted(found.group(1)) + Redactor.PLACEHOLDER + "@");
        masked = VALUE_LINE.matcher(masked).replaceAll(found -> quoted(found.group(1)) + Redactor.PLACEHOLDER);
        return PAIR.matcher(masked).replaceAll(SecretPatterns::maskedPair);
    }

    /** The quotes stay, and a bare value whose name is quoted gets them: JSON stays JSON. */
    private static String maskedPair(MatchResult found) {
        String quote = Stream.of(3, 4, 5, 2).map(found::group).filter(Objects::nonNull).findFirst().orElse("");
        return quoted(found.group(1) + quote + Redactor.PLACEHOLDER + quote);
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }
}
