package io.sparkbot.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which passphrase is good enough for where the server listens. */
final class PassphraseRule {

    static final String DEFAULT = "sparkbot-local";

    private static final String LOCAL = "local";

    /** The known weak and placeholder values, in lower case. */
    static final Set<String> WEAK = Set.of(
            "", "admin", "admin123", "password", "sparkbot", DEFAULT, "changethis", "changeme", "changeme-in-production", "letmein12345", "secret",
            "12345678", "123456789", "1234567890", "password1", "password123", "qwertyuiop", "administrator");

    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "[::1]", "0:0:0:0:0:0:0:1");

    private final String host;
    private final String environment;

    /**
     * @param host address the server listens on; empty means every address
     * @param environment {@code local}, {@code staging} or {@code production}
     */
    PassphraseRule(String host, String environment) {
        this.host = host;
        this.environment = environment;
    }

    /** What is wrong with this passphrase here, in words for the person who starts the server; empty when nothing is. */
    Optional<String> problem(String passphrase) {
        if (!WEAK.contains(passphrase.strip().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        String what = passphrase.equals(DEFAULT) ? "The default passphrase" : "The passphrase is empty or a well-known placeholder, which";
        if (!isLoopback()) {
            return Optional.of(what + " is accepted only while the server listens on loopback, and it is to listen on "
                    + (host.isEmpty() ? "every address" : host)
                    + ". Set SPARKBOT_PASSPHRASE to a passphrase of your own, or listen on 127.0.0.1 (SPARKBOT_HOST).");
        }
        if (!environment.equals(LOCAL)) {
            return Optional.of(what + " is accepted only in the local environment, and ENVIRONMENT is " + environment
                    + ". Set SPARKBOT_PASSPHRASE to a passphrase of your own.");
        }
        return Optional.empty();
    }

    private boolean isLoopback() {
        return host.startsWith("127.") && host.matches("[0-9.]+") || LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }
}
