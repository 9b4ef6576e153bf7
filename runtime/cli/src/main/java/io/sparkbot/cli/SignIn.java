package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import java.util.Map;

/** How to sign in, as far as it can be said here: a passphrase that was set is never shown. */
final class SignIn {
    static final String DEFAULT_PASSPHRASE = "sparkbot-local";

    private SignIn() {}

    static String hint(Home home, Map<String, String> environment) {
        return environment.getOrDefault("SPARKBOT_PASSPHRASE", "").isBlank()
                ? "Sign in with the passphrase " + DEFAULT_PASSPHRASE + " (set your own with SPARKBOT_PASSPHRASE)"
                : "Sign in with your passphrase (SPARKBOT_PASSPHRASE)";
    }
}
