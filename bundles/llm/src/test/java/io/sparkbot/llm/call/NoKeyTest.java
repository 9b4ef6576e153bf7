package io.sparkbot.llm.call;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.llm.Credentials;
import io.sparkbot.llm.OpenAiLike;
import io.sparkbot.llm.http.Limits;
import io.sparkbot.llm.http.ModelHttp;
import io.sparkbot.llm.provider.Providers;
import io.sparkbot.testmodel.TestModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class NoKeyTest {

    private static final String KEY = "wrong+Secret/0123=456789";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "[[status 500 saying your key was wrong+Secret/0123=456789]]",
                "[[error Bearer wrong+Secret/0123=456789 is not allowed]]",
                "[[tokens 1; garbage]]",
                "[[tokens 1; pause 100ms; cut]]",
            })
    void no_log_line_and_no_exception_holds_the_key(String message) throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Level before = root.getLevel();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.ALL);
        ModelHttp http = new ModelHttp();
        // the stand-in refuses this key, and says it aloud as some providers do; with scripts of its own it must not
        String key = message.startsWith("[[") ? KEY.substring("wrong+".length()) : KEY;
        try (TestModel server = TestModel.start(0)) {
            Providers providers = new Providers(Duration.ZERO);
            providers.add(new OpenAiLike("test", server.baseUrl(), key), Map.of());
            Calls calls = new Calls(
                    providers,
                    http,
                    () -> Limits.DEFAULT,
                    UUID::randomUUID,
                    new Retry(Duration.ofMillis(1), new Random(1)));

            ModelFailure failure = assertThrows(
                    ModelFailure.class,
                    () -> calls.call(
                            new ModelRequest(
                                    "test/m", List.of(new ModelMessage.User(message)), List.of(), Optional.empty()),
                            token -> {},
                            new Cancellation()));

            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertFalse(trace.toString().contains(key), trace.toString());
            assertTrue(lines.list.stream()
                    .anyMatch(line -> line.getFormattedMessage().startsWith("model call failed")));
            for (ILoggingEvent line : lines.list) {
                String text = line.getFormattedMessage()
                        + (line.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(line.getThrowableProxy()));
                assertFalse(text.contains(key), text);
            }
        } finally {
            http.close();
            root.detachAppender(lines);
            root.setLevel(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = KEY)
    void credentials_do_not_print_their_key(String key) {
        String printed = new Credentials(Optional.of(key), Optional.empty()).toString();
        assertTrue(printed.contains("apiKey=set"), printed);
        assertFalse(printed.contains(key), printed);
    }
}
