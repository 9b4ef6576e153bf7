package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.SettingsFile;
import io.sparkbot.launcher.home.StartFailure;
import java.util.Map;

/** How to sign in, as far as it can be said here: a passphrase that was set is never shown. */
final class SignIn {
    static final String DEFAULT_PASSPHRASE = "sparkbot-local";

    private SignIn() {}

    static String hint(Home home, Map<String, String> environment) throws StartFailure {
        if (!environment.getOrDefault("SPARKBOT_PASSPHRASE", "").isBlank()) {
            return "Sign in with your passphrase (SPARKBOT_PASSPHRASE)";
        }
        return SettingsFile.read(home.settingsFile()).has("identity", "passphrase")
                ? "Sign in with your passphrase (sparkbot.toml)"
                : "Sign in with the passphrase " + DEFAULT_PASSPHRASE + ", unless you have set another one in the settings";
    }
}
