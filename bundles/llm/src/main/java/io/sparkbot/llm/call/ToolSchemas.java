package io.sparkbot.llm.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import io.sparkbot.api.tool.ToolDescriptor;
import java.util.ArrayList;
import java.util.List;

/** A tool's JSON Schema as langchain4j takes it: every {@code $ref} inlined, then each property as it stands, so that nothing is lost. */
final class ToolSchemas {

    /** A reference deeper than this becomes an unrestricted value: a recursive schema has no end. */
    private static final int DEPTH = 8;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolSchemas() {}

    /** @throws IllegalArgumentException when the schema is not a JSON object */
    static ToolSpecification specification(ToolDescriptor tool) {
        JsonNode root = parse(tool);
        JsonObjectSchema.Builder parameters = JsonObjectSchema.builder();
        root.path("properties")
                .properties()
                .forEach(property -> parameters.addProperty(
                        property.getKey(),
                        JsonRawSchema.from(inlined(property.getValue(), root, 0).toString())));
        List<String> required = new ArrayList<>();
        root.path("required").forEach(name -> required.add(name.asText()));
        if (!required.isEmpty()) {
            parameters.required(required);
        }
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(parameters.build())
                .build();
    }

    private static JsonNode parse(ToolDescriptor tool) {
        try {
            JsonNode root = JSON.readTree(tool.schema());
            if (root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema of the tool " + tool.name() + " is not JSON", e);
        }
        throw new IllegalArgumentException("the schema of the tool " + tool.name() + " is not a JSON object");
    }

    private static JsonNode inlined(JsonNode node, JsonNode root, int depth) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(item -> copy.add(inlined(item, root, depth)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (!object.path("$ref").isTextual()) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), inlined(entry.getValue(), root, depth)));
            return copy;
        }
        String reference = object.path("$ref").asText();
        JsonNode target = reference.startsWith("#") ? root.at(reference.substring(1)) : root.path("");
        if (depth >= DEPTH || !target.isObject()) {
            return JSON.createObjectNode();
        }
        ObjectNode merged = ((ObjectNode) target).deepCopy();
        object.properties().stream()
                .filter(entry -> !entry.getKey().equals("$ref"))
                .forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
        return inlined(merged, root, depth + 1);
    }
}
