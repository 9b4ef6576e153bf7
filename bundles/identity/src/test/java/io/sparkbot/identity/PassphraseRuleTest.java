package io.sparkbot.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassphraseRuleTest {

    @ParameterizedTest
    @CsvSource({
        "sparkbot-local, 127.0.0.1, local, false",
        "sparkbot-local, localhost, local, false",
        "sparkbot-local, ::1, local, false",
        "sparkbot-local, 0.0.0.0, local, true",
        "sparkbot-local, '', local, true",
        "sparkbot-local, 192.168.1.5, local, true",
        "sparkbot-local, 127.example.org, local, true",
        "sparkbot-local, 127.0.0.1, production, true",
        "'', 127.0.0.1, production, true",
        "Admin123, 127.0.0.1, staging, true",
        "changethis, 0.0.0.0, local, true",
        "changeme-in-production, 0.0.0.0, local, true",
        "letmein12345, 0.0.0.0, local, true",
        "blue-lamp-on-the-desk, 0.0.0.0, production, false"
    })
    void a_weak_passphrase_is_accepted_on_loopback_in_the_local_environment_only(String passphrase, String host, String environment, boolean refused) {
        assertEquals(refused, new PassphraseRule(host, environment).problem(passphrase).isPresent());
    }
}
