package io.sparkbot.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a person may be called. */
final class Names {

    static final int LONGEST = 100;

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@+ -]*");

    /** The account that the passphrase opens, and the assistant. */
    private static final Set<String> RESERVED = Set.of(Login.SHARED_ACCOUNT, "sparkbot");

    private static final String ERASED = "deleted-";

    private Names() {}

    /** One spelling for names that look alike (NFKC): a full-width or Kelvin-sign twin of an operator's name must not be another name. */
    static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
    }

    /** What is wrong with a {@link #normal} name; empty when nothing is. */
    static Optional<String> problem(String name) {
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > LONGEST) {
            return Optional.of("A user name has 1 to " + LONGEST + " characters; this one has " + length + ".");
        }
        return FORM.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("A user name begins with a letter or digit and holds letters, digits, spaces and . _ @ + - only.");
    }

    static boolean isReserved(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return RESERVED.contains(plain) || plain.startsWith("agent_") || isErased(plain);
    }

    /** What a person is called who was erased. */
    static String erased(UUID id) {
        String text = id.toString();
        return ERASED + text.substring(text.lastIndexOf('-') + 1);
    }

    static boolean isErased(String name) {
        return name.startsWith(ERASED);
    }
}
