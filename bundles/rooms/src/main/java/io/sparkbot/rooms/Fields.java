package io.sparkbot.rooms;

import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.api.web.InvalidField;
import org.jspecify.annotations.Nullable;

/** Reads request fields and refuses bad ones with the place, the limit and the remedy. */
final class Fields {

    static final int MAX_NAME = 200;
    static final int MAX_DESCRIPTION = 2000;
    static final int MAX_PERSONA = 500;
    static final int MAX_CONTENT = 100_000;
    static final int MAX_BOT_SLUG = 50;
    static final int MAX_BOT_RATE = 1000;
    static final int MAX_TOOL_ROUNDS = 100;

    private Fields() {}

    static UUID id(String place, String field, @Nullable String text) {
        try {
            if (text != null && text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException noUuid) {
            throw notAnId(place, field);
        }
        throw notAnId(place, field);
    }

    private static InvalidField notAnId(String place, String field) {
        return new InvalidField(place, field, "uuid", field + " must be an identifier such as 0190a6f0-0000-7000-8000-000000000000");
    }

    /** A number within bounds; {@code fallback} when it is not given. */
    static int within(String place, String field, @Nullable Integer number, int min, int max, int fallback) {
        if (number == null) {
            return fallback;
        }
        if (number < min || number > max) {
            throw new InvalidField(place, field, "out_of_range", field + " is " + number + "; it must be from " + min + " to " + max);
        }
        return number;
    }

    static String roomName(@Nullable String value) {
        String name = text("name", value, MAX_NAME).map(String::strip).orElse("");
        if (name.isEmpty()) {
            throw InvalidField.body("name", "missing", "a room needs a name of 1 to " + MAX_NAME + " characters");
        }
        return name;
    }

    /** An optional text; blank text means that there is none. */
    static Optional<String> text(String field, @Nullable String text, int max) {
        if (text == null) {
            return Optional.empty();
        }
        int length = text.codePointCount(0, text.length());
        if (length > max) {
            throw InvalidField.body(field, "too_long", field + " has " + length + " characters; the limit is " + max);
        }
        return Optional.of(StorableText.of(text)).filter(t -> !t.isBlank());
    }

    /** The text of a field; null for JSON null. */
    static @Nullable String string(String field, JsonNode value) {
        if (!value.isTextual() && !value.isNull()) {
            throw InvalidField.body(field, "string", field + " must be text");
        }
        return value.textValue();
    }

    static boolean flag(String field, JsonNode value) {
        if (!value.isBoolean()) {
            throw InvalidField.body(field, "bool", field + " must be true or false");
        }
        return value.booleanValue();
    }

    static int number(String field, JsonNode value, int min, int max) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw InvalidField.body(field, "int", field + " must be a whole number from " + min + " to " + max);
        }
        return within("body", field, value.intValue(), min, max, min);
    }
}
