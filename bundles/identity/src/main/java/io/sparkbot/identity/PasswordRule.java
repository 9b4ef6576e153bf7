package io.sparkbot.identity;

import java.util.Locale;
import java.util.Optional;

/** Which password a person may choose: long enough, and none of those that are tried first. */
final class PasswordRule {

    static final int SHORTEST = 8;
    static final int LONGEST = 128;

    private PasswordRule() {}

    /** What is wrong with the password, without repeating it; empty when nothing is. */
    static Optional<String> problem(String password, String username) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            return Optional.of("A password has " + SHORTEST + " to " + LONGEST + " characters; this one has " + length + ".");
        }
        String plain = password.strip().toLowerCase(Locale.ROOT);
        if (PassphraseRule.WEAK.contains(plain) || plain.equals(username.toLowerCase(Locale.ROOT))) {
            return Optional.of("This is a well-known placeholder or the user name.");
        }
        return Optional.empty();
    }
}
