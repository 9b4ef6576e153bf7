package io.sparkbot.itest.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Values for a schema of the API document: fitting ones, and fitting ones with something wrong in them. */
final class Samples {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    /** Stands for a text that cannot be written as JSON by a writer; replaced afterwards. */
    private static final String LONE = "LONE-SURROGATE";
    private static final String HUGE_NUMBER = "HUGE-NUMBER";

    private final SplittableRandom random;
    private final JsonNode schemas;
    private final List<String> ids;

    Samples(SplittableRandom random, JsonNode schemas, List<String> ids) {
        this.random = random;
        this.schemas = schemas;
        this.ids = ids;
    }

    /** A value as the schema wants it, mostly. */
    JsonNode of(JsonNode schema) {
        return of(schema, 0);
    }

    /** Such a value in which one place holds something else. */
    JsonNode wrong(JsonNode schema) {
        JsonNode value = of(schema, 0);
        List<ObjectNode> places = objects(value);
        if (places.isEmpty()) {
            return oddity();
        }
        ObjectNode place = places.get(random.nextInt(places.size()));
        List<String> names = new ArrayList<>();
        place.fieldNames().forEachRemaining(names::add);
        switch (names.isEmpty() ? 0 : random.nextInt(4)) {
            case 0 -> place.set("no_such_field", oddity());
            case 1 -> place.remove(names.get(random.nextInt(names.size())));
            default -> place.set(names.get(random.nextInt(names.size())), oddity());
        }
        return value;
    }

    String json(JsonNode value) {
        return value.toString().replace(LONE, "\\ud800").replace("\"" + HUGE_NUMBER + "\"", "1e999");
    }

    private JsonNode of(JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            String[] parts = schema.get("$ref").asText().split("/");
            return of(schemas.path(parts[parts.length - 1]), depth + 1);
        }
        for (String some : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(some)) {
                return of(schema.get(some).get(random.nextInt(schema.get(some).size())), depth + 1);
            }
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        JsonNode type = schema.path("type");
        String word = type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText();
        return switch (word) {
            case "string" -> JSON.textNode(text(schema.path("format").asText(), schema.path("minLength").asInt(0)));
            case "integer", "number" -> JSON.numberNode(random.nextLong(schema.path("minimum").asLong(0), Math.max(schema.path("minimum").asLong(0) + 1, schema.path("maximum").asLong(50))));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> list(schema, depth);
            case "object" -> object(schema, depth);
            case "null" -> JSON.nullNode();
            default -> oddity();
        };
    }

    private ArrayNode list(JsonNode schema, int depth) {
        ArrayNode list = JSON.arrayNode();
        int size = depth > DEEPEST ? 0 : random.nextInt(schema.path("minItems").asInt(0), 4);
        for (int i = 0; i < size; i++) {
            list.add(of(schema.path("items"), depth + 1));
        }
        return list;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = schema.path("required").valueStream().map(JsonNode::asText).toList();
        schema.path("properties").properties().forEach(field -> {
            if (required.contains(field.getKey()) || depth < DEEPEST && random.nextBoolean()) {
                object.set(field.getKey(), of(field.getValue(), depth + 1));
            }
        });
        if (schema.path("additionalProperties").isObject() && depth < DEEPEST) {
            object.set("key-" + random.nextInt(9), of(schema.get("additionalProperties"), depth + 1));
        }
        return object;
    }

    private String text(String format, int least) {
        return switch (format) {
            case "uuid" -> random.nextInt(3) > 0 && !ids.isEmpty() ? ids.get(random.nextInt(ids.size())) : new UUID(random.nextLong(), random.nextLong()).toString();
            case "date-time" -> "20" + random.nextInt(10, 99) + "-0" + random.nextInt(1, 9) + "-1" + random.nextInt(9) + "T12:00:00Z";
            default -> "word " + random.nextInt(1_000) + "x".repeat(least);
        };
    }

    private JsonNode oddity() {
        return switch (random.nextInt(20)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(-1);
            case 3 -> JSON.numberNode(Long.MAX_VALUE);
            case 4 -> JSON.numberNode(new java.math.BigInteger("9".repeat(60)));
            case 5 -> JSON.numberNode(0.5);
            case 6 -> JSON.textNode(HUGE_NUMBER);
            case 7 -> JSON.textNode("");
            case 8 -> JSON.textNode(" \t\n");
            case 9 -> JSON.textNode("\u0000\u0001\u001b[31m");
            case 10 -> JSON.textNode(LONE);
            case 11 -> JSON.textNode("\u202e\u200b\ufeff\ud83d\ude00");
            case 12 -> JSON.textNode("x".repeat(random.nextInt(10) == 0 ? 3_000_000 : 150_000));
            case 13 -> JSON.textNode("not-a-uuid");
            case 14 -> JSON.textNode("+1000000000-12-31T23:59:59Z");
            case 15 -> JSON.textNode("'; drop table person; --");
            case 16 -> JSON.arrayNode();
            case 17 -> JSON.arrayNode().add(JSON.nullNode()).add(1).add("x");
            case 18 -> JSON.objectNode().put("a", 1);
            default -> JSON.textNode("[[text hello]]");
        };
    }

    private static List<ObjectNode> objects(JsonNode value) {
        List<ObjectNode> found = new ArrayList<>();
        if (value instanceof ObjectNode object) {
            found.add(object);
        }
        value.forEach(inner -> found.addAll(objects(inner)));
        return found;
    }
}
