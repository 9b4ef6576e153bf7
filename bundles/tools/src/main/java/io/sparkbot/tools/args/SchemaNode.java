package io.sparkbot.tools.args;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One schema within a schema.
 *
 * @param open whether properties that are not listed are kept
 * @param choices allowed texts of an enum; empty for no enum
 * @param alternatives the schemas of {@code anyOf} or {@code oneOf}; the first that fits is taken
 */
record SchemaNode(
        Set<JsonType> types,
        Map<String, SchemaNode> properties,
        Set<String> required,
        boolean open,
        Optional<SchemaNode> additional,
        List<String> choices,
        Bounds bounds,
        Optional<Pattern> pattern,
        Optional<SchemaNode> items,
        List<SchemaNode> alternatives) {

    private static final Set<String> CHECKED = Set.of(
            "type", "properties", "required", "additionalProperties", "enum", "const", "minimum", "maximum", "exclusiveMinimum",
            "exclusiveMaximum", "minLength", "maxLength", "pattern", "items", "minItems", "maxItems", "anyOf", "oneOf", "nullable");
    private static final Set<String> NOTES = Set.of(
            "title", "description", "default", "examples", "example", "format", "deprecated", "readOnly", "writeOnly", "$schema", "$id",
            "$comment");
    /** Longest text a pattern is tried on: bounds the time a careless pattern can take. */
    private static final int PATTERN_TEXT = 2_000;

    static SchemaNode parse(JsonNode json, String place) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("the schema of " + place + " is not an object");
        }
        for (Map.Entry<String, JsonNode> keyword : json.properties()) {
            if (!CHECKED.contains(keyword.getKey()) && !NOTES.contains(keyword.getKey())) {
                throw new IllegalArgumentException("the schema of " + place + " uses \"" + keyword.getKey() + "\", which is not supported");
            }
        }
        Map<String, SchemaNode> properties = new LinkedHashMap<>();
        json.path("properties").properties().forEach(p -> properties.put(p.getKey(), parse(p.getValue(), p.getKey())));
        Set<String> required = new LinkedHashSet<>();
        json.path("required").forEach(name -> required.add(name.asText()));
        JsonNode more = json.path("additionalProperties");
        List<SchemaNode> alternatives = new ArrayList<>();
        json.path("anyOf").forEach(a -> alternatives.add(parse(a, place)));
        json.path("oneOf").forEach(a -> alternatives.add(parse(a, place)));
        return new SchemaNode(
                types(json, place),
                properties,
                required,
                more.isObject() || more.asBoolean(false),
                more.isObject() ? Optional.of(parse(more, place)) : Optional.empty(),
                choices(json),
                Bounds.parse(json),
                pattern(json, place),
                json.has("items") ? Optional.of(parse(json.get("items"), "an item of " + place)) : Optional.empty(),
                List.copyOf(alternatives));
    }

    private static Set<JsonType> types(JsonNode json, String place) {
        Set<JsonType> types = EnumSet.noneOf(JsonType.class);
        JsonNode type = json.path("type");
        if (type.isTextual()) {
            types.add(JsonType.parse(type.asText(), place));
        } else {
            type.forEach(t -> types.add(JsonType.parse(t.asText(), place)));
        }
        if (json.path("nullable").asBoolean(false)) {
            types.add(JsonType.NULL);
        }
        return types;
    }

    private static List<String> choices(JsonNode json) {
        List<String> choices = new ArrayList<>();
        json.path("enum").forEach(c -> {
            if (!c.isNull()) {
                choices.add(c.asText());
            }
        });
        if (json.has("const")) {
            choices.add(json.get("const").asText());
        }
        return choices;
    }

    private static Optional<Pattern> pattern(JsonNode json, String place) {
        if (!json.has("pattern")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(json.get("pattern").asText()));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the pattern of " + place + " is not a regular expression: " + e.getDescription(), e);
        }
    }

    private boolean nullable() {
        return types.contains(JsonType.NULL) || alternatives.stream().anyMatch(a -> a.types.equals(EnumSet.of(JsonType.NULL)));
    }

    /** The value as this schema wants it; null, with a problem noted, when it does not fit. */
    @Nullable Object check(String name, Object value, List<String> problems) {
        if (!alternatives.isEmpty()) {
            return firstFit(name, value, problems);
        }
        Object fitted = JsonType.fit(types, value);
        if (fitted == null) {
            problems.add(name + " must be " + JsonType.words(types) + ", not " + JsonType.word(value));
            return null;
        }
        Object chosen = choose(fitted);
        if (chosen == null) {
            problems.add(name + " must be one of " + String.join(", ", choices));
            return null;
        }
        bounds.problem(chosen).ifPresent(p -> problems.add(name + " " + p));
        checkPattern(name, chosen, problems);
        return switch (chosen) {
            case Map<?, ?> map -> checkObject(name, map, problems);
            case List<?> list -> checkList(name, list, problems);
            default -> chosen;
        };
    }

    private @Nullable Object firstFit(String name, Object value, List<String> problems) {
        List<String> first = null;
        for (SchemaNode alternative : alternatives) {
            List<String> found = new ArrayList<>();
            Object fitted = alternative.check(name, value, found);
            if (fitted != null && found.isEmpty()) {
                return fitted;
            }
            first = first == null ? found : first;
        }
        problems.addAll(first == null ? List.of(name + " fits no alternative") : first);
        return null;
    }

    private @Nullable Object choose(Object value) {
        if (choices.isEmpty() || choices.contains(value.toString())) {
            return value;
        }
        if (!(value instanceof String text)) {
            return null;
        }
        List<String> same = choices.stream().filter(c -> c.equalsIgnoreCase(text.strip())).toList();
        return same.size() == 1 ? same.get(0) : null;
    }

    private void checkPattern(String name, Object value, List<String> problems) {
        if (pattern.isEmpty() || !(value instanceof String text)) {
            return;
        }
        if (text.length() > PATTERN_TEXT || !pattern.get().matcher(text).find()) {
            problems.add(name + " must match " + pattern.get() + " and have at most " + PATTERN_TEXT + " characters");
        }
    }

    private Map<String, Object> checkObject(String name, Map<?, ?> given, List<String> problems) {
        String prefix = name.isEmpty() ? "" : name + ".";
        Map<String, Object> values = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            SchemaNode schema = properties.get(String.valueOf(key));
            if (schema != null && !schema.absent(value, required.contains(key))) {
                put(values, key, schema.check(prefix + key, value, problems));
            } else if (schema == null && open) {
                put(values, key, additional.isPresent() ? additional.get().check(prefix + key, value, problems) : value);
            }
        });
        for (String needed : required) {
            SchemaNode schema = properties.get(needed);
            if (!values.containsKey(needed) && !given.containsKey(needed) && (schema == null || !schema.nullable())) {
                problems.add(prefix + needed + " is missing");
            }
        }
        return values;
    }

    /** A blank text where a number or truth value is expected, and not required, stands for nothing. */
    private boolean absent(@Nullable Object value, boolean isRequired) {
        return value == null
                || (value instanceof String text && text.isBlank() && (!isRequired || nullable()) && !types.contains(JsonType.STRING)
                        && alternatives.isEmpty());
    }

    private static void put(Map<String, Object> values, Object key, @Nullable Object value) {
        if (value != null) {
            values.put(String.valueOf(key), value);
        }
    }

    private List<Object> checkList(String name, List<?> given, List<String> problems) {
        List<Object> values = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            Object item = given.get(i);
            Object checked = items.isPresent() ? items.get().check(name + "[" + i + "]", item, problems) : item;
            if (checked != null) {
                values.add(checked);
            }
        }
        return values;
    }

    /** Limits of numbers, texts and lists. */
    record Bounds(
            Optional<BigDecimal> minimum,
            Optional<BigDecimal> maximum,
            Optional<BigDecimal> above,
            Optional<BigDecimal> below,
            int minLength,
            int maxLength,
            int minItems,
            int maxItems) {

        static Bounds parse(JsonNode json) {
            return new Bounds(
                    number(json, "minimum"),
                    number(json, "maximum"),
                    number(json, "exclusiveMinimum"),
                    number(json, "exclusiveMaximum"),
                    json.path("minLength").asInt(0),
                    json.path("maxLength").asInt(Integer.MAX_VALUE),
                    json.path("minItems").asInt(0),
                    json.path("maxItems").asInt(Integer.MAX_VALUE));
        }

        private static Optional<BigDecimal> number(JsonNode json, String key) {
            return json.path(key).isNumber() ? Optional.of(json.get(key).decimalValue()) : Optional.empty();
        }

        Optional<String> problem(Object value) {
            return switch (value) {
                case Number n -> number(new BigDecimal(n.toString()));
                case String s -> size(s.codePointCount(0, s.length()), minLength, maxLength, "characters");
                case List<?> l -> size(l.size(), minItems, maxItems, "items");
                default -> Optional.empty();
            };
        }

        private Optional<String> number(BigDecimal n) {
            if (minimum.filter(m -> n.compareTo(m) < 0).isPresent()) {
                return Optional.of("must be at least " + minimum.get());
            }
            if (maximum.filter(m -> n.compareTo(m) > 0).isPresent()) {
                return Optional.of("must be at most " + maximum.get());
            }
            if (above.filter(m -> n.compareTo(m) <= 0).isPresent()) {
                return Optional.of("must be more than " + above.get());
            }
            if (below.filter(m -> n.compareTo(m) >= 0).isPresent()) {
                return Optional.of("must be less than " + below.get());
            }
            return Optional.empty();
        }

        private static Optional<String> size(int size, int min, int max, String unit) {
            return size >= min && size <= max
                    ? Optional.empty()
                    : Optional.of("has " + size + " " + unit + "; allowed are " + min + " to "
                            + (max == Integer.MAX_VALUE ? "any number" : String.valueOf(max)));
        }
    }
}
