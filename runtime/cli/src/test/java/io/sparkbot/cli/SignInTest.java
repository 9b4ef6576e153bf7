package io.sparkbot.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.launcher.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
    @TempDir
    private Path folder;

    @Test
    void the_default_passphrase_is_told_only_where_none_is_set_and_a_set_one_never() throws Exception {
        Home home = new Home(folder);
        assertTrue(SignIn.hint(home, Map.of()).contains("sparkbot-local"));
        String byVariable = SignIn.hint(home, Map.of("SPARKBOT_PASSPHRASE", "very secret"));
        assertFalse(byVariable.contains("sparkbot-local") || byVariable.contains("secret"), byVariable);
        Files.writeString(home.settingsFile(), "[identity]\npassphrase = \"very secret\"\n");
        String byFile = SignIn.hint(home, Map.of());
        assertTrue(byFile.contains("sparkbot.toml"), byFile);
        assertFalse(byFile.contains("sparkbot-local") || byFile.contains("secret"), byFile);
    }
}
