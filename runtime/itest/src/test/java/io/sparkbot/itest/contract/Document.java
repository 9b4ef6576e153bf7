package io.sparkbot.itest.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

/**
 * The API document of a running product, taken more strictly than clients take it: a field that it does not name is a fault. Schemas are judged
 * by a JSON Schema validator that knows nothing of how the document is made.
 */
public final class Document {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "/api/v1";

    private final JsonNode root;
    private final ObjectNode definitions;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new TreeMap<>();

    public Document(JsonNode root) {
        this.root = root;
        this.definitions = (ObjectNode) strict(root.at("/components/schemas"));
    }

    /** One operation. */
    public record Route(String verb, String template, JsonNode operation) {

        public String name() {
            return verb + " " + template;
        }
    }

    /** All routes, by name; templates stand below {@code /api/v1}. */
    public Map<String, Route> routes() {
        Map<String, Route> routes = new TreeMap<>();
        root.get("paths").properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            String template = path.getKey().replaceFirst("^" + PREFIX, "").replaceAll("(?<=.)/$", "");
            Route route = new Route(operation.getKey().toUpperCase(Locale.ROOT), template, operation.getValue());
            routes.put(route.name(), route);
        }));
        return routes;
    }

    public JsonNode schemas() {
        return root.at("/components/schemas");
    }

    /** What of an answer the document does not say; empty when it says all of it. */
    public List<String> complaints(Route route, int status, String contentType, String body) {
        JsonNode response = resolved(described(route, status));
        if (response.isMissingNode()) {
            return List.of("status " + status + " is not described: " + cut(body));
        }
        if (!response.has("content")) {
            return body.isEmpty() ? List.of() : List.of("status " + status + " has a body that is not described");
        }
        String type = contentType.replaceFirst(";.*", "").strip();
        JsonNode media = response.get("content").path(type);
        if (media.isMissingNode()) {
            return List.of("status " + status + " comes as \"" + type + "\", described is " + response.get("content").properties().stream().map(Map.Entry::getKey).toList());
        }
        return switch (type) {
            case "application/json", "application/problem+json" -> judged(media.get("schema"), body);
            case "text/event-stream" -> events(media.at("/schema/x-event"), body);
            default -> List.of();
        };
    }

    private static JsonNode described(Route route, int status) {
        JsonNode responses = route.operation().get("responses");
        boolean known = responses.has(String.valueOf(status)) || status < 500 && status != 405 && status != 406;
        return known ? responses.path(String.valueOf(status)) : responses.path("default");
    }

    private List<String> events(JsonNode event, String body) {
        List<String> complaints = new ArrayList<>();
        for (String line : body.lines().toList()) {
            if (line.startsWith("data: ")) {
                if (!line.equals("data: [DONE]")) {
                    complaints.addAll(judged(event, line.substring("data: ".length())));
                }
            } else if (!line.isEmpty() && !line.startsWith(":")) {
                complaints.add("a line of a stream that is no data, no comment and not empty: " + cut(line));
            }
        }
        return complaints;
    }

    private List<String> judged(JsonNode schema, String body) {
        try {
            JsonNode value = JSON.readTree(body);
            return schema(schema).validate(value).stream().map(error -> error.getInstanceLocation() + " " + error.getMessage()).distinct().toList();
        } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
            return List.of("no JSON: " + cut(body));
        }
    }

    private Schema schema(JsonNode of) {
        return schemas.computeIfAbsent(of.toString(), text -> {
            ObjectNode whole = JSON.createObjectNode();
            whole.putArray("allOf").add(strict(of));
            whole.set("$defs", definitions);
            return registry.getSchema(whole);
        });
    }

    /** A copy whose objects hold nothing but what they name, with references as the validator follows them. */
    private static JsonNode strict(JsonNode schema) {
        try {
            JsonNode copy = JSON.readTree(schema.toString().replace("#/components/schemas/", "#/$defs/"));
            List<ObjectNode> objects = everyObject(copy).filter(node -> node.path("properties").isObject() && !node.has("additionalProperties")).toList();
            objects.forEach(node -> node.put("additionalProperties", false));
            return copy;
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<ObjectNode> everyObject(JsonNode node) {
        Stream<ObjectNode> self = node instanceof ObjectNode object ? Stream.of(object) : Stream.empty();
        return Stream.concat(self, node.valueStream().flatMap(Document::everyObject));
    }

    private JsonNode resolved(JsonNode node) {
        return Optional.of(node).filter(found -> found.has("$ref")).map(found -> root.at(found.get("$ref").asText().substring(1))).orElse(node);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(200, text.length()));
    }
}
