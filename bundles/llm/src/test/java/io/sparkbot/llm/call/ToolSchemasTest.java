package io.sparkbot.llm.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.ToolDescriptor;
import org.junit.jupiter.api.Test;

class ToolSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_property_arrives_as_it_stands_whatever_it_holds() throws Exception {
        String property =
                "{\"type\":[\"integer\",\"null\"],\"minimum\":1,\"pattern\":\"^a\",\"default\":3,\"enum\":[1,2,3]}";
        ToolSpecification tool = specification(
                "{\"$schema\":\"x\",\"type\":\"object\",\"properties\":{\"n\":" + property + "},\"required\":[\"n\"]}");

        assertEquals(JSON.readTree(property), property(tool, "n"));
        assertEquals(java.util.List.of("n"), tool.parameters().required());
    }

    @Test
    void references_are_inlined_and_keep_what_stands_beside_them() throws Exception {
        ToolSpecification tool = specification("""
                {"type":"object","properties":{"from":{"$ref":"#/$defs/place","description":"start"},
                 "via":{"type":"array","items":{"$ref":"#/$defs/place"}}},
                 "$defs":{"place":{"type":"object","properties":{"city":{"$ref":"#/$defs/city"}}},"city":{"type":"string"}}}""");

        assertEquals(
                "string", property(tool, "from").at("/properties/city/type").asText());
        assertEquals("start", property(tool, "from").path("description").asText());
        assertEquals(
                "string",
                property(tool, "via").at("/items/properties/city/type").asText());
        assertFalse(property(tool, "via").toString().contains("$ref"));
    }

    @Test
    void a_schema_that_holds_itself_ends_after_eight_levels_in_an_open_one() throws Exception {
        ToolSpecification tool = specification("""
                {"type":"object","properties":{"tree":{"$ref":"#/$defs/tree"},"away":{"$ref":"other.json"}},
                 "$defs":{"tree":{"type":"object","properties":{"left":{"$ref":"#/$defs/tree"}}}}}""");

        String text = property(tool, "tree").toString();
        assertFalse(text.contains("$ref"));
        assertEquals(8, text.split("left", -1).length - 1);
        assertTrue(property(tool, "away").isEmpty());
    }

    @Test
    void a_schema_that_is_no_object_is_refused_with_the_name_of_the_tool() {
        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, () -> specification("[]"))
                        .getMessage())
                .contains("probe"));
        assertThrows(IllegalArgumentException.class, () -> specification("{"));
    }

    private static JsonNode property(ToolSpecification tool, String name) throws Exception {
        return JSON.readTree(assertInstanceOf(
                        JsonRawSchema.class, tool.parameters().properties().get(name))
                .schema());
    }

    private static ToolSpecification specification(String schema) {
        return ToolSchemas.specification(
                new ToolDescriptor("probe", "d", schema, ToolPolicy.of(ActionType.READ, "web")));
    }
}
