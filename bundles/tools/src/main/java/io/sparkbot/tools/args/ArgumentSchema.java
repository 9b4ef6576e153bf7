package io.sparkbot.tools.args;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON Schema of a tool's arguments, read once when the tool is registered. Keywords that are not checked here are refused there, so
 * that nothing a tool demands is silently ignored.
 */
public final class ArgumentSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaNode root;

    private ArgumentSchema(SchemaNode root) {
        this.root = root;
    }

    /**
     * @throws IllegalArgumentException when the text is no object schema or has a keyword that cannot be checked; the message names it
     */
    public static ArgumentSchema parse(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!json.isObject() || !json.path("type").asText().equals("object")) {
            throw new IllegalArgumentException("the schema is not an object schema (\"type\":\"object\")");
        }
        return new ArgumentSchema(SchemaNode.parse(json, "arguments"));
    }

    /** Names of all arguments. */
    public Set<String> names() {
        return root.properties().keySet();
    }

    /**
     * The arguments as the tool gets them: unknown ones dropped, types changed only where nothing is lost.
     *
     * @throws InvalidArguments naming every missing and every wrong argument
     */
    public Map<String, Object> check(Map<String, Object> arguments) throws InvalidArguments {
        List<String> problems = new ArrayList<>();
        Object checked = root.check("", arguments, problems);
        if (!problems.isEmpty() || !(checked instanceof Map<?, ?> map)) {
            throw new InvalidArguments(problems.isEmpty() ? List.of("the arguments are not an object") : problems);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((name, value) -> result.put(String.valueOf(name), value));
        return result;
    }
}
