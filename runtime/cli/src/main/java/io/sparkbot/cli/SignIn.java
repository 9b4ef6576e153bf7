package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.SettingsFile;
import io.sparkbot.launcher.home.StartFailure;
import java.util.Map;

/** How to sign in, as far as it can be said here: a passphrase that was set is never shown. */
public final class SignIn {
    public static final String DEFAULT_PASSPHRASE = "sparkbot-local";

    private SignIn() {}

    static String hint(Home home, Map<String, String> environment) throws StartFailure {
        if (isInEnvironment(environment)) {
            return "Sign in with your passphrase (SPARKBOT_PASSPHRASE)";
        }
        return isPassphraseSet(home, environment)
                ? "Sign in with your passphrase (sparkbot.toml)"
                : "Sign in with the passphrase " + DEFAULT_PASSPHRASE + ", unless you have set another one in the settings";
    }

    /** Whether environment or settings file name a passphrase; one that was saved in the settings page cannot be seen from here. */
    static boolean isPassphraseSet(Home home, Map<String, String> environment) throws StartFailure {
        return isInEnvironment(environment) || SettingsFile.read(home.settingsFile()).has("identity", "passphrase");
    }

    private static boolean isInEnvironment(Map<String, String> environment) {
        return !environment.getOrDefault("SPARKBOT_PASSPHRASE", "").isBlank();
    }
}
