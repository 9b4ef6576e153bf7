package io.sparkbot.launcher.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("SPARKBOT_HOST", "10.0.0.1", "SPARKBOT_PORT", "4001");

    @TempDir
    private Path folder;

    @Test
    void without_a_word_it_is_port_3000_of_this_machine_only() throws StartFailure {
        assertEquals(new ServerAddress("127.0.0.1", 3000), ServerAddress.resolve(null, null, Map.of(), new Home(folder)));
    }

    @Test
    void the_option_wins_over_the_environment_and_that_over_the_file() throws StartFailure, IOException {
        settings("[server]\nhost = \"10.0.0.2\"\nport = 4002\n");
        assertEquals(new ServerAddress("10.0.0.2", 4002), ServerAddress.resolve(null, null, Map.of(), new Home(folder)));
        assertEquals(new ServerAddress("10.0.0.1", 4001), ServerAddress.resolve(null, null, ENVIRONMENT, new Home(folder)));
        assertEquals(new ServerAddress("::1", 0), ServerAddress.resolve("[::1]", "0", ENVIRONMENT, new Home(folder)));
        assertEquals(new ServerAddress("10.0.0.1", 7), ServerAddress.resolve(" ", "7", ENVIRONMENT, new Home(folder)));
    }

    @Test
    void a_file_with_one_of_the_two_leaves_the_other_at_its_default() throws StartFailure, IOException {
        settings("# mine\n[server]\nport = 0\n[turns]\nx = 1\n");
        assertEquals(new ServerAddress("127.0.0.1", 0), ServerAddress.resolve(null, null, Map.of(), new Home(folder)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[server]\nport = \"abc\"", "[server]\nport = 70000", "[server]\nport = -1", "[server]\nport = true"})
    void a_port_in_the_file_that_is_none_is_named_with_the_file(String text) throws IOException {
        settings(text);
        String message = refusal(null);
        assertTrue(message.contains("sparkbot.toml: [server] port") && message.contains("0 to 65535"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[server]\nhost = 5", "[server]\nhost = \"\""})
    void a_host_in_the_file_that_is_none_is_named(String text) throws IOException {
        settings(text);
        assertTrue(refusal(null).contains("[server] host"));
    }

    @Test
    void a_file_that_is_no_toml_is_named_with_the_line() throws IOException {
        settings("[server]\nport = = 3\n");
        String message = refusal(null);
        assertTrue(message.contains("sparkbot.toml is not valid TOML, line 2"), message);
    }

    @Test
    void a_file_that_is_nested_too_deep_is_named_with_the_remedy() throws IOException {
        settings("deep = " + "[".repeat(1_500) + "]".repeat(1_500));
        String message = refusal(null);
        assertTrue(message.contains("sparkbot.toml holds lists or tables more than 1,000 levels deep") && message.contains("mend or remove it"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "65536", "-1", "1.5", "999999999999"})
    void a_port_option_that_is_none_is_refused(String port) {
        assertTrue(refusal(port).contains("--port is \"" + port + "\""));
    }

    @Test
    void port_0_becomes_a_free_one() throws StartFailure, IOException {
        int port = new ServerAddress("127.0.0.1", 0).claim().port();
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertEquals(port, socket.getLocalPort());
        }
    }

    @Test
    void a_port_that_is_taken_is_named_with_the_remedy() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String message = assertThrows(StartFailure.class,
                    () -> new ServerAddress("127.0.0.1", other.getLocalPort()).claim()).getMessage();
            assertTrue(message.contains("port " + other.getLocalPort()) && message.contains("taken")
                    && message.contains("--port N"), message);
        }
    }

    @Test
    void a_host_of_another_machine_or_of_none_is_refused() {
        assertTrue(assertThrows(StartFailure.class, () -> new ServerAddress("192.0.2.1", 0).claim())
                .getMessage().contains("no address of this machine"));
        assertTrue(assertThrows(StartFailure.class, () -> new ServerAddress("nowhere.invalid", 0).claim())
                .getMessage().contains("nowhere.invalid"));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,http://127.0.0.1:80", "0.0.0.0,http://127.0.0.1:80", "::,http://[::1]:80", "fd00::1,http://[fd00::1]:80"})
    void the_url_is_one_that_can_be_opened_here(String host, String url) {
        assertEquals(url, new ServerAddress(host, 80).url());
    }

    private void settings(String text) throws IOException {
        Files.writeString(folder.resolve("sparkbot.toml"), text);
    }

    private String refusal(@Nullable String port) {
        return assertThrows(StartFailure.class, () -> ServerAddress.resolve(null, port, Map.of(), new Home(folder))).getMessage();
    }
}
