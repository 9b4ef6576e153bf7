package io.sparkbot.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamGuardTest {

    @ParameterizedTest
    @CsvSource({"text, event-stream, true", "application, json, false", "text, plain, false", "text, html, false", "*, *, false"})
    void event_streams_and_nothing_else_are_tied_to_their_session(String type, String subtype, boolean stream) {
        assertEquals(stream, StreamGuard.isStream(new MediaType(type, subtype)));
        assertEquals(stream, StreamGuard.isStream(new MediaType(type, subtype, Map.of("charset", "utf-8"))));
        assertFalse(StreamGuard.isStream(null));
    }
}
