package io.sparkbot.guardian.audit;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value as long as a text may be is masked on the smallest stack there is. */
class LongValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "password: \"%s\"", "{'password': '%s'", "x {\"password\":\"%s\"}", "token=%s", "{\\\"token\\\":\\\"%s\\\"}", "Authorization: Bearer %s",
        "-----BEGIN PRIVATE KEY-----%s", "https://me:%s@host", "eyJhbGciOiJI.%s.c"
    })
    void a_long_value_does_not_exhaust_the_stack(String around) throws Exception {
        for (String filling : new String[] {"a", "\\\"", "\\\\", "é", " a"}) {
            String text = around.replace("%s", "hunter2" + filling.repeat(60_000 / filling.length()));
            Throwable[] failure = new Throwable[1];
            String[] redacted = {""};
            Thread thread = new Thread(null, () -> redacted[0] = new ValueRedactor().redact(text), "small", 256 * 1024);
            thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
            thread.start();
            thread.join();
            if (failure[0] != null) {
                throw new AssertionError(around + " filled with " + filling, failure[0]);
            }
            assertFalse(!filling.equals(" a") && !around.startsWith("https") && !around.startsWith("eyJ") && redacted[0].contains("hunter2"), around + " filled with " + filling);
        }
    }
}
