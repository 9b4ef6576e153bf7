package io.sparkbot.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.web.ApiField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Adds to a schema what stands in {@link ApiField}. */
final class Facts {

    private Facts() {}

    static void add(@Nullable ApiField facts, ObjectNode schema) {
        if (facts == null) {
            return;
        }
        List<String> words = facts.words() == Void.class
                ? List.of(facts.oneOf())
                : Arrays.stream(facts.words().getEnumConstants()).map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT)).toList();
        if (!words.isEmpty()) {
            ArrayNode values = schema.putArray("enum");
            words.forEach(values::add);
            if (isNullable(schema)) {
                values.addNull();
            }
        }
        if (!facts.format().isEmpty()) {
            schema.put("format", facts.format());
        }
        if (facts.min() != Long.MIN_VALUE) {
            schema.put(bound(schema, "min"), facts.min());
        }
        if (facts.max() != Long.MAX_VALUE) {
            schema.put(bound(schema, "max"), facts.max());
        }
        if (!facts.standard().isEmpty()) {
            standard(facts.standard(), schema);
        }
    }

    static void standard(String value, ObjectNode schema) {
        switch (type(schema)) {
            case "integer" -> schema.put("default", Long.parseLong(value));
            case "boolean" -> schema.put("default", Boolean.parseBoolean(value));
            default -> schema.put("default", value);
        }
    }

    private static String bound(ObjectNode schema, String which) {
        return switch (type(schema)) {
            case "integer", "number" -> which + "imum";
            case "array" -> which + "Items";
            default -> which + "Length";
        };
    }

    private static boolean isNullable(ObjectNode schema) {
        return schema.path("type").isArray();
    }

    private static String type(ObjectNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asText() : type.asText();
    }
}
