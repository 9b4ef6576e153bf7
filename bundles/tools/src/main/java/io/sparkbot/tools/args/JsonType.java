package io.sparkbot.tools.args;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types of JSON Schema and which values become which without losing anything. */
enum JsonType {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    ARRAY,
    OBJECT,
    NULL;

    private static final int NUMBER_TEXT = 100;

    static JsonType parse(String name, String place) {
        for (JsonType type : values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("the schema of " + place + " has the unknown type \"" + name + "\"");
    }

    /** The value itself where it has one of the types, else changed to the first type it fits without loss; null when it fits none. */
    static @Nullable Object fit(Set<JsonType> types, Object value) {
        if (types.isEmpty()) {
            return value;
        }
        for (JsonType type : types) {
            if (type.holds(value)) {
                return type == INTEGER && value instanceof BigDecimal d ? d.longValueExact() : value;
            }
        }
        for (JsonType type : types) {
            Object changed = type.change(value);
            if (changed != null) {
                return changed;
            }
        }
        return null;
    }

    private boolean holds(Object value) {
        return switch (this) {
            case STRING -> value instanceof String;
            case INTEGER -> value instanceof Long || (value instanceof BigDecimal d && wholeLong(d) != null);
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case ARRAY -> value instanceof List;
            case OBJECT -> value instanceof Map;
            case NULL -> false;
        };
    }

    private @Nullable Object change(Object value) {
        return switch (this) {
            case STRING -> value instanceof Number || value instanceof Boolean ? plain(value) : null;
            case INTEGER -> value instanceof String text ? whole(text) : null;
            case NUMBER -> value instanceof String text ? decimal(text) : null;
            case BOOLEAN -> truth(value);
            case ARRAY, OBJECT, NULL -> null;
        };
    }

    private static String plain(Object value) {
        return value instanceof BigDecimal d && d.precision() - d.scale() <= 100 ? d.toPlainString() : value.toString();
    }

    private static @Nullable Object whole(String text) {
        BigDecimal number = decimal(text);
        return number == null ? null : wholeLong(number);
    }

    private static @Nullable Long wholeLong(BigDecimal number) {
        if (number.precision() - number.scale() > 19 || number.scale() > 1_000) {
            return null;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException fraction) {
            return null;
        }
    }

    private static @Nullable BigDecimal decimal(String text) {
        String bare = text.strip();
        if (bare.length() > NUMBER_TEXT || !bare.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?")) {
            return null;
        }
        return new BigDecimal(bare);
    }

    private static @Nullable Boolean truth(Object value) {
        String text = value instanceof String s ? s.strip().toLowerCase(Locale.ROOT) : value instanceof Long n ? n.toString() : "";
        return switch (text) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> null;
        };
    }

    static String words(Set<JsonType> types) {
        return types.stream().filter(t -> t != NULL).map(JsonType::noun).collect(Collectors.joining(" or "));
    }

    private String noun() {
        return switch (this) {
            case STRING -> "text";
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NULL -> "nothing";
        };
    }

    static String word(Object value) {
        for (JsonType type : values()) {
            if (type.holds(value)) {
                return type.noun();
            }
        }
        return "something else";
    }
}
