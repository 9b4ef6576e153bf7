package io.sparkbot.llm.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.util.List;
import java.util.Map;

/** A tool that may be called now. Calls are fitted to the parameters it declares, so that the rules need not know each version of it. */
final class Offer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonSchemaElement> properties;
    private final List<String> required;

    Offer(ToolSpecification tool) {
        JsonObjectSchema parameters = tool.parameters();
        this.properties = parameters == null ? Map.of() : parameters.properties();
        this.required = parameters == null || parameters.required() == null ? List.of() : parameters.required();
    }

    /** The first of these names that is a parameter; the first when none is. */
    String parameter(String... names) {
        for (String name : names) {
            if (properties.containsKey(name)) {
                return name;
            }
        }
        return names[0];
    }

    boolean has(String parameter) {
        return properties.containsKey(parameter);
    }

    /** The arguments that the tool knows; a required one that may be null and was not given is null. */
    String json(Map<String, Object> arguments) {
        ObjectNode json = JSON.createObjectNode();
        properties.forEach((name, schema) -> {
            if (arguments.containsKey(name)) {
                json.set(name, JSON.valueToTree(arguments.get(name)));
            } else if (required.contains(name) && mayBeNull(schema)) {
                json.putNull(name);
            }
        });
        return json.toString();
    }

    private static boolean mayBeNull(JsonSchemaElement schema) {
        return schema instanceof JsonRawSchema raw && raw.schema().contains("\"null\"");
    }
}
