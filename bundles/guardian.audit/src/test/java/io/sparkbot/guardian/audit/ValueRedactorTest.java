package io.sparkbot.guardian.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.audit.Redactor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRedactorTest {

    private final Redactor redactor = new ValueRedactor();

    @ParameterizedTest
    @Tag("F-320")
    @ValueSource(strings = {
        "password", "user_passwd", "client_secret", "access_token", "api_key", "apiKey", "API-KEY", "accessKey",
        "credentials", "auth_token", "passphrase", "private_key", "vault_key", "Authorization", "Cookie"
    })
    void a_key_that_names_a_secret_hides_its_value_at_any_depth(String key) {
        var redacted = redactor.redact(Map.of("outer", Map.of("list", List.of(Map.of(key, "hunter2")))));
        assertFalse(redacted.toString().contains("hunter2"), redacted::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "sk-abcdefghijklmnopqrstuvwx", "xoxb-123456789012-abcdef", "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "github_pat_11ABCDEFG0123456789abcdef", "AKIAIOSFODNN7EXAMPLE", "secret_abcdefghijklmnopqrstuvwxyz0123456789ABCD",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "AIzaSyA1234567890abcdefghijklmnopqrstuvw",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----"
    })
    @Tag("S14")
    void s14_known_token_formats_are_masked_wherever_they_stand(String token) {
        String masked = redactor.redact("before " + token + " after");
        assertFalse(masked.contains(token), masked);
        assertTrue(masked.startsWith("before "), masked);
        assertTrue(masked.endsWith(" after"), masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "password=hunter2", "Password: hunter2", "api_key: 'hunter2'", "my-token=\"hunter2\"", "{\"secret\": \"hunter2\"}",
        "postgres://me:hunter2@db/x", "Value: hunter2", "authorization: Bearer hunter2hunter2hunter2"
    })
    void pairs_and_addresses_inside_text_are_masked(String text) {
        assertFalse(redactor.redact(text).contains("hunter2"), () -> redactor.redact(text));
    }

    @Test
    @Tag("S9")
    void s9_values_are_redacted_one_by_one_so_that_the_rest_stays_readable() {
        var redacted = redactor.redact(Map.of("path", "notes/milk.md", "size", 12, "note", "he said \"token=abc\" loudly"));
        assertEquals("notes/milk.md", redacted.get("path"));
        assertEquals(12, redacted.get("size"));
        assertTrue(String.valueOf(redacted.get("note")).endsWith("loudly"), redacted::toString);
    }

    @Test
    @Tag("S10")
    void s10_the_value_of_a_field_that_looks_like_a_credential_is_masked() {
        assertFalse(redactor.redact(Map.of("field", "#card-number", "value", "4111111111111111")).toString().contains("4111"));
        assertTrue(redactor.redact(Map.of("field", "#city", "value", "Oslo")).toString().contains("Oslo"));
    }

    @Test
    void ordinary_text_is_left_alone() {
        String text = "The secretary passed the tokenizer test at 10:30; see https://example.org/a?b=c.";
        assertEquals(text, redactor.redact(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "password", "a", "-eyJ", "pk-", "-----BEGIN PRIVATE KEY-----", "bearer ", "://a:", "555-", "4 ", "+1", "token: \\\"", "--token ", "Value: ", "[", "{\"a\":"
    })
    void hostile_text_does_not_take_long(String part) {
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> redactor.redact(part.repeat(65_536 / part.length()) + "="));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"token\": \"hunter2\", \"city\": \"Oslo\"}", "{\"token\":\"hun\\\"ter2\"}", "{\"api_key\":42424242,\"n\":1}",
        "{\"secret\":{\"password\":\"hunter2\",\"n\":[1,2]}}", "{\"inner\":\"{\\\"token\\\":\\\"hunter2\\\",\\\"n\\\":1}\"}",
        "{\"token\":null,\"tokens\":[\"a\",\"b\"]}"
    })
    @Tag("S9")
    void s9_json_in_a_text_stays_json_without_its_secrets(String text) throws Exception {
        String masked = redactor.redact(text);
        assertTrue(new ObjectMapper().readTree(masked).isObject(), masked);
        assertFalse(masked.contains("ter2") || masked.contains("42424242"), masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+49 30 901820", "+1 (202) 555-0143", "+442071838750", "+47 22 00 00 00"})
    @Tag("S14")
    void s14_a_phone_number_is_masked(String number) {
        assertEquals("call [REDACTED] today", redactor.redact("call " + number + " today"));
    }

    @Test
    @Tag("S14")
    void s14_generated_secrets_never_survive() {
        var random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            String secret = secret(random);
            String text = CONTEXTS.get(random.nextInt(CONTEXTS.size())).formatted(secret);
            assertFalse(redactor.redact(text).contains(secret), text);
        }
    }

    private static final List<String> CONTEXTS =
            List.of("%s", "see %s.", "(%s)", "a, %s; b", "{\"x\": \"%s\"}", "Authorization: Bearer %s", "line\n%s\nline", "https://x.example/?k=%s&b=1");

    private static String secret(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "sk-" + letters(random, 20 + random.nextInt(30));
            case 1 -> "ghp_" + letters(random, 36);
            case 2 -> "github_pat_" + letters(random, 22 + random.nextInt(40));
            case 3 -> "xoxb-" + letters(random, 10 + random.nextInt(30));
            case 4 -> "AKIA" + letters(random, 16).toUpperCase(java.util.Locale.ROOT);
            case 5 -> "eyJ" + letters(random, 12) + "." + letters(random, 20) + "." + letters(random, 20);
            case 6 -> "secret_" + letters(random, 40);
            default -> "AIza" + letters(random, 35);
        };
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 0, 36).mapToObj(digit -> Character.toString(Character.forDigit(digit, 36))).collect(Collectors.joining());
    }
}
