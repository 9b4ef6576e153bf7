package io.sparkbot.guardian.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.audit.Redactor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up secrets of every kind, in every surrounding, and what looks a little like one and must stay readable. */
@Tag("S14")
@Tag("S4")
class SecretsOfEveryKindTest {

    private static final int EACH = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Redactor redactor = new ValueRedactor();

    /** What stands around a secret that is known by its own form. */
    static final List<String> SURROUNDINGS = List.of(
            "%s", "see %s.", "(%s)", "a, %s; b", "'%s'", "line\n%s\nline", "https://x.example/?k=%s&b=1", "<td>%s</td>", "export X=%s", "Authorization: Bearer %s");

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("OpenAI", r -> "sk-" + mixed(r, 20 + r.nextInt(30))),
                new Kind("OpenAI project", r -> "sk-proj-" + mixed(r, 40) + "_" + mixed(r, 20)),
                new Kind("Anthropic", r -> "sk-ant-api03-" + mixed(r, 80) + "-AA"),
                new Kind("Stripe", r -> "sk_live_" + mixed(r, 24)),
                new Kind("webhook secret", r -> "whsec_" + mixed(r, 32)),
                new Kind("GitHub", r -> "gh" + pick(r, "opsur") + "_" + mixed(r, 36)),
                new Kind("GitHub fine-grained", r -> "github_pat_" + mixed(r, 22) + "_" + mixed(r, 59)),
                new Kind("GitLab", r -> "glpat-" + mixed(r, 20)),
                new Kind("Slack bot", r -> "xoxb-" + figures(r, 12) + "-" + mixed(r, 24)),
                new Kind("Slack user", r -> "xoxp-" + figures(r, 12) + "-" + figures(r, 12) + "-" + mixed(r, 32)),
                new Kind("Slack app", r -> "xapp-1-A" + upper(r, 10) + "-" + figures(r, 13) + "-" + mixed(r, 64)),
                new Kind("Slack webhook", r -> "hooks.slack.com/services/T" + upper(r, 8) + "/B" + upper(r, 8) + "/" + mixed(r, 24)),
                new Kind("AWS long-lived", r -> "AKIA" + upper(r, 16)),
                new Kind("AWS temporary", r -> "ASIA" + upper(r, 16)),
                new Kind("Google key", r -> "AIza" + mixed(r, 35)),
                new Kind("Google access", r -> "ya29." + mixed(r, 60)),
                new Kind("Google client", r -> "GOCSPX-" + mixed(r, 28)),
                new Kind("Notion", r -> "secret_" + mixed(r, 43)),
                new Kind("SendGrid", r -> "SG." + mixed(r, 22) + "." + mixed(r, 43)),
                new Kind("Telegram", r -> figures(r, 10) + ":AA" + mixed(r, 33)),
                new Kind("Hugging Face", r -> "hf_" + mixed(r, 34)),
                new Kind("npm", r -> "npm_" + mixed(r, 36)),
                new Kind("JWT", r -> "eyJ" + mixed(r, 17) + "." + mixed(r, 40) + "." + mixed(r, 43)),
                new Kind("JWE", r -> "eyJ" + mixed(r, 17) + "." + mixed(r, 40) + "." + mixed(r, 16) + "." + mixed(r, 30) + "." + mixed(r, 22)),
                new Kind("card", SecretsOfEveryKindTest::card),
                new Kind("phone", r -> area(r) + "-" + area(r) + "-" + figures(r, 4)),
                new Kind("phone with area in brackets", r -> "(" + area(r) + ") " + area(r) + "-" + figures(r, 4)),
                new Kind("phone with dots", r -> area(r) + "." + area(r) + "." + figures(r, 4)),
                new Kind("phone with country", r -> "+1 " + area(r) + " " + area(r) + " " + figures(r, 4)),
                new Kind("phone, E.164", r -> "+4" + (1 + r.nextInt(8)) + figures(r, 10)));
    }

    @ParameterizedTest
    @Tag("F-320")
    @MethodSource("kinds")
    void s14_a_secret_is_masked_in_every_surrounding(Kind kind) throws Exception {
        Random random = new Random(kind.name().hashCode());
        for (int i = 0; i < EACH; i++) {
            String secret = kind.make().apply(random);
            for (String surrounding : SURROUNDINGS) {
                hidden(surrounding.replace("%s", secret), secret);
            }
            hiddenInJson(Map.of("x", secret, "n", 1), secret);
            hiddenInJson(Map.of("inner", JSON.writeValueAsString(Map.of("x", "see " + secret))), secret);
            hiddenInJson(List.of(Map.of(secret, "as a name")), secret);
        }
    }

    static Stream<Kind> blocks() {
        return Stream.of("", "RSA ", "EC ", "ENCRYPTED ", "OPENSSH ").map(type -> new Kind(type + "PRIVATE KEY", r -> pem(type + "PRIVATE KEY", r)))
                .collect(Collectors.collectingAndThen(Collectors.toCollection(ArrayList::new), all -> {
                    all.add(new Kind("PGP", r -> pem("PGP PRIVATE KEY BLOCK", r).replaceFirst("\n", "\nVersion: 1\n\n")));
                    return all.stream();
                }));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void s14_the_whole_body_of_a_private_key_is_masked_even_without_its_end(Kind kind) throws Exception {
        Random random = new Random(3);
        String block = kind.make().apply(random);
        String body = block.lines().skip(3).findFirst().orElseThrow();
        assertEquals("before [REDACTED] after", redactor.redact("before " + block + " after"));
        hidden("cat key\n" + block.substring(0, block.length() - 60), body);
        hiddenInJson(Map.of("file", block, "n", 1), body);
        hiddenInJson(Map.of("file", block.substring(0, block.length() - 60), "n", 1), body);
        hidden("{\"file\": \"" + block.replace("\n", "\\n") + "\"} and more", body);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "password=%s", "Password: %s", "PASSWORD := %s", "api_key: '%s'", "my-token=\"%s\"", "{\"secret\": \"%s\"}", "{'secret' => '%s'}", "DB_PASSWD=%s",
        "postgres://me:%s@db/x", "redis://:%s@cache", "https://u:%s@x.example:8443/a", "Value: %s", "authorization: Bearer %s", "Authorization: Token %s",
        "Proxy-Authorization: %s", "curl -H 'Authorization: Bearer %s' https://x.example", "Bearer %s", "bearer  %s", "Cookie: a=b; sid=%s; c=d",
        "Set-Cookie: sid=%s; Path=/", "{\"cookie\":\"sid=%s\"}", "mysql --password %s -h db", "tool --api-key=%s", "tool --auth-token '%s'",
        "https://x.example/a?X-Amz-Signature=%s&b=1", "https://x.example/a?access_token=%s", "passphrase: %s, user: ada", "token=%s, next", "{\"headers\":{\"Authorization\":\"Basic x\",\"X-Api-Key\":\"%s\"}}",
        "{\"log\":\"first\\nValue: %s\"}", "{\"a\":\"{\\\"password\\\":\\\"%s\\\"}\"}", "{\"a\":[{\"private_key\":{\"k\":\"%s\"}}]}"
    })
    @Tag("S9")
    void s9_what_a_name_says_is_secret_is_masked_and_json_stays_json(String text) throws Exception {
        for (String secret : List.of("hunter2", "abc123", "Tr0ub4dor&3".replace("&", "_"), "x7")) {
            String whole = text.replace("%s", secret);
            hidden(whole, secret);
            if (whole.startsWith("{\"")) {
                JSON.readTree(redactor.redact(whole));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada:hunter2", "ada@example.org:x", "a:b c d"})
    void s14_basic_credentials_are_known_by_what_they_hold(String credentials) {
        String sent = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        hidden("sent Basic " + sent + " to the server", sent);
    }

    static final List<String> READABLE = List.of(
            "0190a6f0-1234-7000-8000-202555014300", "id 550e8400-e29b-41d4-a716-446655440000, next", "2026-11-29T02:25:01.123456Z", "2026-11-29 02:25:01+02:00",
            "epoch 1700000000000", "took 1700000000 ns", "10:30-11:45", "/home/ada/src/main/java/Main.java:123", "C:\\Users\\ada\\notes.txt", "docs/2024-555-0143/notes.md",
            "$1,299.00", "EUR 1.299,00", "+1.50", "+12.5 %", "3 for 4.99", "12 345 678,90", "v1.24.300", "1.2.3-rc.4+build.5", "192.168.100.200:8443", "255.255.255.0",
            "fe80::1ff:fe23:4567:890a", "00:1B:44:11:3A:B7", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "ISBN 978-3-16-148410-0", "order 4532015112830367", "640 480 1024 768", "rows 300-400-50000", "The secretary passed the tokenizer test at 10:30; see https://example.org/a?b=c.",
            "tokenization: none", "max_tokens: 4096", "prompt_tokens=1200, total_tokens=1500", "{\"usage\":{\"input_tokens\":12,\"max_tokens\":4096}}", "token_count = 12",
            "if (token == null) {", "while (password != expected) {", "secret => secret.length", "Token::new", "def login(user: str, password: str) -> bool:",
            "function f(token: string): boolean {", "password = os.environ[\"DB_PASS\"]", "const key = process.env.API_KEY;", "password: ${DB_PASSWORD}", "token=$GITHUB_TOKEN",
            "token: <your-token>", "\"has_password\": true", "tool --password-file /run/x", "tool --max-tokens 200", "the --token option", "bearer of good news", "bearer authentication",
            "Basic authentication", "basic training", "a basic course", "pk-organisation-membership-index", "desk-lamp-with-a-long-name-indeed", "https://example.org:8080/a/@ada",
            "https://medium.com/@ada/a-post", "ada@example.org", "git@github.com:ada/notes.git", "{\"a\":null,\"b\":[1,2.50,\"x\"],\"c\":{\"d\":true}}", "{\n  \"city\" : \"Oslo\",\n  \"n\" : 1.0\n}");

    @ParameterizedTest
    @FieldSource("READABLE")
    void what_is_no_secret_stays_readable(String text) {
        assertEquals(text, redactor.redact(text));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void redacting_twice_is_redacting_once(Kind kind) {
        Random random = new Random(11);
        for (String surrounding : SURROUNDINGS) {
            String once = redactor.redact(surrounding.replace("%s", kind.make().apply(random)));
            assertEquals(once, redactor.redact(once));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_500, 65_518, 65_522, 65_530, 65_536, 70_000})
    void s14_the_cut_of_a_long_text_leaves_no_part_of_a_secret(int before) {
        String secret = "sk-" + mixed(new Random(5), 48);
        String redacted = redactor.redact("x ".repeat(before / 2) + secret + " y".repeat(100));
        assertTrue(redacted.startsWith("x ".repeat(32_000)), "what came before the secret is gone");
        for (int from = 0; from + 12 <= secret.length(); from++) {
            assertFalse(redacted.contains(secret.substring(from, from + 12)), "part of a secret at " + from);
        }
    }

    /** A way to make up secrets. */
    record Kind(String name, Function<Random, String> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    private void hidden(String text, String secret) {
        String redacted = redactor.redact(text);
        assertFalse(redacted.contains(secret), () -> text + "\n became \n" + redacted);
        assertTrue(redacted.contains(Redactor.PLACEHOLDER), redacted);
    }

    private void hiddenInJson(Object values, String secret) throws Exception {
        String text = JSON.writeValueAsString(values);
        String redacted = redactor.redact(text);
        JSON.readTree(redacted);
        assertFalse(redacted.contains(secret), () -> text + "\n became \n" + redacted);
        var map = new LinkedHashMap<String, Object>();
        map.put("outer", values);
        assertFalse(redactor.redact(map).toString().contains(secret), () -> redactor.redact(map).toString());
    }

    private static String pem(String type, Random random) {
        StringBuilder text = new StringBuilder("-----BEGIN " + type + "-----\n");
        for (int line = 0; line < 6; line++) {
            text.append(mixed(random, 64)).append('\n');
        }
        return text + "-----END " + type + "-----";
    }

    private static String card(Random random) {
        String fifteen = pick(random, "456") + figures(random, 14);
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int digit = (fifteen.charAt(14 - i) - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        String whole = fifteen + (10 - sum % 10) % 10;
        return switch (random.nextInt(3)) {
            case 0 -> whole;
            case 1 -> whole.replaceAll("(\\d{4})(?=\\d)", "$1 ");
            default -> whole.replaceAll("(\\d{4})(?=\\d)", "$1-");
        };
    }

    private static String area(Random random) {
        return (2 + random.nextInt(8)) + figures(random, 2);
    }

    private static char pick(Random random, String from) {
        return from.charAt(random.nextInt(from.length()));
    }

    private static String figures(Random random, int length) {
        return random.ints(length, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    private static String upper(Random random, int length) {
        return mixed(random, length).toUpperCase(Locale.ROOT);
    }

    private static String mixed(Random random, int length) {
        String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        return random.ints(length, 0, all.length()).mapToObj(i -> String.valueOf(all.charAt(i))).collect(Collectors.joining());
    }
}
