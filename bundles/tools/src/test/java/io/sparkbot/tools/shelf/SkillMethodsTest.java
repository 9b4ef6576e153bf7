package io.sparkbot.tools.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.policy.Scope;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Param;
import io.sparkbot.api.tool.Skill;
import io.sparkbot.api.tool.SkillTool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.tools.gate.TestCall;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SkillMethodsTest {

    enum Size {
        SMALL,
        LARGE
    }

    static class Everything implements Skill {

        @SkillTool(name = "mix", description = "All types", action = ActionType.READ, resource = "web", aliases = "blend", timeoutSeconds = 5)
        String mix(
                @Param("text") String text,
                @Param("whole") int whole,
                @Param("long") long big,
                @Param("exact") BigDecimal exact,
                @Param("about") double about,
                @Param("truth") boolean truth,
                @Param("size") Size size,
                @Param("tags") List<String> tags,
                @Param(value = "secret", name = "api_key", secret = true) Optional<String> key,
                @Param("maybe") Optional<Size> maybe,
                ToolCall call) {
            return String.join("|", text, "" + whole, "" + big, "" + exact, "" + about, "" + truth, "" + size, "" + tags, key.orElse("-"),
                    "" + maybe, call.person().username());
        }

        @SkillTool(name = "nothing", description = "Returns nothing", action = ActionType.ROOM_WRITE, defaultAction = DefaultAction.CONFIRM)
        @org.jspecify.annotations.Nullable ToolResult nothing() {
            return null;
        }

        @SkillTool(name = "throwing", description = "Throws", action = ActionType.CODE_EXEC)
        String throwing() throws IOException {
            throw new IOException("no");
        }
    }

    static class BadParameter implements Skill {
        @SkillTool(name = "bad", description = "d", action = ActionType.READ)
        String bad(@Param("m") Map<String, String> map) {
            return "";
        }
    }

    static class Unmarked implements Skill {
        @SkillTool(name = "bad", description = "d", action = ActionType.READ)
        String bad(String text) {
            return "";
        }

        @SkillTool(name = "good", description = "d", action = ActionType.READ)
        String good() {
            return "";
        }
    }

    static class WrongReturn implements Skill {
        @SkillTool(name = "bad", description = "d", action = ActionType.READ)
        int bad() {
            return 1;
        }
    }

    static class Empty implements Skill {}

    private static Candidate tool(String name) {
        return SkillMethods.candidates(new Everything(), false).stream()
                .filter(c -> c.descriptor().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String fault(Skill skill) {
        return SkillMethods.candidates(skill, false).stream()
                .flatMap(c -> c.fault().stream())
                .findFirst()
                .orElse("none");
    }

    @Test
    @Tag("F-242")
    void the_schema_follows_from_the_parameters() throws IOException {
        var schema = new ObjectMapper().readTree(tool("mix").descriptor().schema());

        assertEquals("[\"text\",\"whole\",\"big\",\"exact\",\"about\",\"truth\",\"size\",\"tags\"]", schema.get("required").toString());
        assertEquals("{\"type\":\"string\",\"description\":\"size\",\"enum\":[\"small\",\"large\"]}", schema.at("/properties/size").toString());
        assertEquals(
                "{\"type\":\"array\",\"description\":\"tags\",\"items\":{\"type\":\"string\"}}", schema.at("/properties/tags").toString());
        assertEquals("number", schema.at("/properties/exact/type").asText());
        assertEquals("integer", schema.at("/properties/whole/type").asText());
        assertEquals("false", schema.get("additionalProperties").toString());
    }

    @Test
    void descriptor_and_policy_follow_from_the_annotation() {
        var mix = tool("mix").descriptor();
        assertEquals(List.of("blend"), mix.aliases());
        assertEquals(5, mix.timeout().toSeconds());
        assertEquals(java.util.Set.of("api_key"), mix.secretParameters());
        assertEquals(Scope.READ, mix.policy().scope());
        assertEquals("web", mix.policy().resource());
        assertEquals(DefaultAction.CONFIRM, tool("nothing").descriptor().policy().defaultAction());
        assertTrue(tool("throwing").descriptor().policy().requiresExecutionGate());
    }

    @Test
    void arguments_arrive_as_the_method_wants_them() throws Exception {
        Map<String, Object> given = tool("mix").schema().orElseThrow().check(Map.of(
                "text", "t", "whole", "3", "big", 9_000_000_000L, "exact", new BigDecimal("0.10"), "about", 1L, "truth", "yes", "size",
                "Large", "tags", List.of("a", 2L)));

        ToolResult result = tool("mix").tool().call(TestCall.with(given));

        assertEquals("t|3|9000000000|0.10|1.0|true|LARGE|[a, 2]|-|Optional.empty|ada", result.text());
    }

    @Test
    void no_answer_is_an_empty_result_and_exceptions_come_through_unwrapped() throws Exception {
        assertEquals(ToolResult.Status.EMPTY, tool("nothing").tool().call(TestCall.with(Map.of())).status());
        assertThrows(IOException.class, () -> tool("throwing").tool().call(TestCall.with(Map.of())));
    }

    @Test
    void a_method_that_cannot_be_a_tool_is_rejected_with_what_to_change() {
        assertTrue(fault(new BadParameter()).contains("java.util.Map<java.lang.String, java.lang.String>"), fault(new BadParameter()));
        assertTrue(fault(new BadParameter()).contains("use String, int"));
        assertTrue(fault(new Unmarked()).contains("neither a ToolCall nor marked with @Param"));
        assertTrue(fault(new WrongReturn()).contains("must return String or ToolResult"));
        assertTrue(fault(new Empty()).contains("no @SkillTool method"));
    }

    @Test
    void one_bad_method_rejects_the_good_ones_too() {
        Shelf shelf = Shelf.of(List.of(Offer.of(new Origin(1, "s", "1", false), new Unmarked())), Map.of(), id -> false);

        assertTrue(shelf.find("good").isEmpty());
        assertEquals(2, shelf.placed().size());
    }
}
