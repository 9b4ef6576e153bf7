package io.sparkbot.guardian.audit;

import java.util.Optional;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Redacts a text that is JSON by its values. */
final class JsonText {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final UnaryOperator<Object> redactor;

    JsonText(UnaryOperator<Object> redactor) {
        this.redactor = redactor;
    }

    /** The text as it was where nothing in it is secret; empty when it is no JSON object or list. */
    Optional<String> redacted(String text) {
        String body = text.strip();
        if (!body.startsWith("{") && !body.startsWith("[")) {
            return Optional.empty();
        }
        try {
            Object values = JSON.readValue(body, Object.class);
            Object redacted = redactor.apply(values);
            String plain = JSON.writeValueAsString(values);
            String masked = JSON.writeValueAsString(redacted);
            if (masked.equals(plain)) {
                return Optional.of(text);
            }
            return Optional.of(body.contains("\n") ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(redacted) : masked);
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }
}
