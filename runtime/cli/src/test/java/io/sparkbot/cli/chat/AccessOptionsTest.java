package io.sparkbot.cli.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Tag("F-546")
class AccessOptionsTest {

    private static final Map<String, String> VARIABLES =
            Map.of("SPARKBOT_URL", "http://variable:1", "SPARKBOT_PASSPHRASE", "by variable", "SPARKBOT_USERNAME", "vera");

    @TempDir
    private Path folder;

    @Command
    private static final class Called {

        @Mixin
        private final AccessOptions access;

        Called(AccessOptions access) {
            this.access = access;
        }
    }

    private AccessOptions called(Map<String, String> environment, String... words) {
        AccessOptions access = new AccessOptions(environment);
        List<String> all = new ArrayList<>(List.of("--home", folder.resolve("home").toString()));
        all.addAll(List.of(words));
        new CommandLine(new Called(access)).parseArgs(all.toArray(String[]::new));
        return access;
    }

    private String address(AccessOptions access) throws Exception {
        return access.address(folder.resolve("cli.json"), new PipeAsker(new BufferedReader(new StringReader(""))));
    }

    @Test
    void the_option_wins_over_the_variable_the_variable_over_what_was_saved_and_that_over_the_usual() throws Exception {
        assertEquals("http://127.0.0.1:3000", address(called(Map.of())));
        Files.writeString(folder.resolve("cli.json"), "{\"url\":\"http://saved:1\",\"token\":\"t\",\"username\":\"\"}");
        assertEquals("http://saved:1", address(called(Map.of())));
        assertEquals("http://variable:1", address(called(VARIABLES)));
        assertEquals("http://option:1", address(called(VARIABLES, "--url", "http://option:1")));
    }

    @Test
    void the_same_holds_for_passphrase_and_name() {
        assertEquals(Optional.empty(), called(Map.of()).passphrase());
        assertEquals(Optional.of("by variable"), called(VARIABLES).passphrase());
        assertEquals(Optional.of("by option"), called(VARIABLES, "--passphrase", "by option").passphrase());
        assertEquals(Optional.of("vera"), called(VARIABLES).username());
        assertEquals(Optional.of("olga"), called(VARIABLES, "--username", "olga").username());
    }

    @Test
    void a_blank_variable_is_none() throws Exception {
        Map<String, String> blank = Map.of("SPARKBOT_URL", " ", "SPARKBOT_PASSPHRASE", "");
        assertEquals(Optional.empty(), called(blank).passphrase());
        assertEquals("http://127.0.0.1:3000", address(called(blank)));
    }
}
