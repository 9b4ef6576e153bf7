package io.sparkbot.tools.shelf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.tool.Param;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One argument of a skill's method: its JSON type from the Java type, and the way back. */
record Argument(String name, String description, boolean secret, boolean optional, Kind kind, Class<?> type) {

    enum Kind {
        TEXT("string"),
        WHOLE("integer"),
        DECIMAL("number"),
        TRUTH("boolean"),
        CHOICE("string"),
        TEXTS("array");

        private final String json;

        Kind(String json) {
            this.json = json;
        }
    }

    /**
     * @throws IllegalArgumentException for a type that has no JSON form
     */
    static Argument of(String name, Param note, Type declared) {
        boolean optional = declared instanceof ParameterizedType p && p.getRawType() == Optional.class;
        Type type = declared instanceof ParameterizedType p && optional ? p.getActualTypeArguments()[0] : declared;
        boolean texts = type instanceof ParameterizedType p && p.getRawType() == List.class && p.getActualTypeArguments()[0] == String.class;
        Kind kind = texts ? Kind.TEXTS : kind(type);
        if (kind == null) {
            throw new IllegalArgumentException("the type " + declared.getTypeName() + " of the argument " + name
                    + " is not supported: use String, int, long, double, BigDecimal, boolean, an enum, List<String> or Optional of one");
        }
        return new Argument(name, note.value(), note.secret(), optional, kind, type instanceof Class<?> c ? c : List.class);
    }

    private static @Nullable Kind kind(Type type) {
        if (type == String.class) {
            return Kind.TEXT;
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return Kind.WHOLE;
        }
        if (type == double.class || type == Double.class || type == BigDecimal.class) {
            return Kind.DECIMAL;
        }
        if (type == boolean.class || type == Boolean.class) {
            return Kind.TRUTH;
        }
        return type instanceof Class<?> c && c.isEnum() ? Kind.CHOICE : null;
    }

    ObjectNode schema(ObjectMapper json) {
        ObjectNode schema = json.createObjectNode().put("type", kind.json).put("description", description);
        if (kind == Kind.CHOICE) {
            ArrayNode choices = schema.putArray("enum");
            for (Object constant : type.getEnumConstants()) {
                choices.add(wire(constant));
            }
        }
        if (kind == Kind.TEXTS) {
            schema.putObject("items").put("type", "string");
        }
        if (type == int.class || type == Integer.class) {
            schema.put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
        }
        return schema;
    }

    private static String wire(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    /** What the method gets. The arguments have been checked against the schema. */
    Object value(Map<String, Object> arguments) {
        Object given = arguments.get(name);
        if (given == null) {
            return Optional.empty();
        }
        Object value = convert(given);
        return optional ? Optional.of(value) : value;
    }

    private Object convert(Object given) {
        return switch (kind) {
            case TEXT, TRUTH -> given;
            case WHOLE -> type == int.class || type == Integer.class ? (Object) ((Number) given).intValue() : (Object) ((Number) given).longValue();
            case DECIMAL -> decimal(new BigDecimal(given.toString()));
            case CHOICE -> choice(given.toString());
            case TEXTS -> texts((List<?>) given);
        };
    }

    private Object decimal(BigDecimal number) {
        return type == BigDecimal.class ? number : (Object) number.doubleValue();
    }

    private Object choice(String given) {
        for (Object constant : type.getEnumConstants()) {
            if (wire(constant).equals(given)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(name + " has no choice " + given);
    }

    private static List<String> texts(List<?> given) {
        List<String> texts = new ArrayList<>(given.size());
        given.forEach(item -> texts.add(item.toString()));
        return List.copyOf(texts);
    }
}
