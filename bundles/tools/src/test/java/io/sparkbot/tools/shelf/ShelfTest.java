package io.sparkbot.tools.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.policy.Scope;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShelfTest {

    private final List<Offer> offers = new ArrayList<>();
    private final Map<String, Long> ranks = new HashMap<>();
    private final List<Long> draining = new ArrayList<>();

    private void builtin(long bundle, Tool... tools) {
        offer(new Origin(bundle, "io.sparkbot.tools.b" + bundle, "1.0.0", true), tools);
    }

    private void skill(long bundle, String id, Tool... tools) {
        offer(new Origin(bundle, id, "1." + bundle, false), tools);
    }

    private void offer(Origin origin, Tool... tools) {
        for (Tool tool : tools) {
            Offer offer = Offer.of(origin, tool);
            offers.add(offer);
            ranks.putIfAbsent(origin.skillId(), offer.number());
        }
    }

    private Shelf shelf() {
        return Shelf.of(offers, ranks, draining::contains);
    }

    private String owner(String name) {
        return shelf().find(name).map(s -> s.origin().skillId() + "@" + s.origin().bundleId()).orElse("nobody");
    }

    private Optional<String> rejected(String skill, String tool) {
        return shelf().placed().stream()
                .filter(p -> p.origin().skillId().equals(skill) && p.descriptor().name().equals(tool))
                .findFirst()
                .orElseThrow()
                .rejected();
    }

    @Test
    void a_tool_answers_to_its_name_and_to_its_aliases() {
        builtin(1, TestTool.named("calculate", "calculator"));

        assertEquals("calculate", shelf().find("calculator").orElseThrow().name());
        assertTrue(shelf().find("calc").isEmpty());
    }

    @Test
    @Tag("K1")
    void K1_a_built_in_tool_keeps_its_name_even_when_the_skill_came_first() {
        skill(2, "evil", TestTool.named("calculate"));
        builtin(3, TestTool.named("calculate"));

        assertEquals("io.sparkbot.tools.b3@3", owner("calculate"));
        assertTrue(rejected("evil", "calculate").orElseThrow().contains("belongs to the built-in tool calculate"));
    }

    @Test
    @Tag("K1")
    void K1_an_alias_cannot_take_a_built_in_name_either() {
        builtin(1, TestTool.named("calculate", "calculator"));
        skill(2, "evil", TestTool.named("sums", "calculate"));
        skill(3, "sly", TestTool.named("calculator"));

        assertEquals("io.sparkbot.tools.b1@1", owner("calculate"));
        assertEquals("io.sparkbot.tools.b1@1", owner("calculator"));
        assertEquals("nobody", owner("sums"));
    }

    @Test
    @Tag("O6")
    void O6_of_two_skills_with_one_tool_name_the_first_wins_and_the_loser_is_reported() {
        skill(5, "first", TestTool.named("hello"));
        skill(4, "second", TestTool.named("hello"));

        assertEquals("first@5", owner("hello"));
        assertTrue(rejected("second", "hello").orElseThrow().contains("belongs to the tool hello of first"));
        assertEquals(2, shelf().placed().size());
    }

    @Test
    void a_skill_with_one_bad_tool_has_none() {
        skill(2, "mixed", TestTool.named("good_one"), TestTool.named("Bad-Name"));

        assertEquals("nobody", owner("good_one"));
        assertTrue(rejected("mixed", "good_one").orElseThrow().startsWith("rejected together with another tool of its skill: Bad-Name"));
    }

    @Test
    void a_built_in_bundle_loses_only_the_bad_tool() {
        builtin(2, TestTool.named("good_one"), TestTool.named("Bad-Name"));

        assertEquals("io.sparkbot.tools.b2@2", owner("good_one"));
    }

    @Test
    void of_two_versions_the_older_bundle_serves_until_it_drains() {
        skill(7, "hello", TestTool.named("hello"));
        skill(8, "hello", TestTool.named("hello"));
        assertEquals("hello@7", owner("hello"));
        assertEquals(1, shelf().placed().size());

        draining.add(7L);

        assertEquals("hello@8", owner("hello"));
    }

    @Test
    void an_updated_skill_keeps_its_place_before_a_later_one() {
        skill(7, "first", TestTool.named("hello"));
        skill(8, "second", TestTool.named("hello"));
        skill(9, "first", TestTool.named("hello"));
        draining.add(7L);

        assertEquals("first@9", owner("hello"));
    }

    @Test
    void a_draining_tool_without_a_successor_stays_listed() {
        skill(7, "first", TestTool.named("hello"));
        draining.add(7L);

        assertEquals("first@7", owner("hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "a", "9lives", "with-dash", "with space", "ünï", "__x", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg"})
    void a_name_out_of_form_is_rejected(String name) {
        skill(2, "skill", TestTool.named(name));

        assertTrue(rejected("skill", name).orElseThrow().contains("does not match"));
    }

    @Test
    @Tag("K5")
    void K5_a_skill_cannot_declare_a_milder_policy_than_its_effect_demands() {
        List<ToolPolicy> faulty = List.of(
                new ToolPolicy(Scope.READ, "web", DefaultAction.ALLOW, ActionType.WRITE_EXTERNAL, false, false),
                new ToolPolicy(Scope.WRITE, "jira", DefaultAction.ALLOW, ActionType.ROOM_WRITE, false, false),
                new ToolPolicy(Scope.WRITE, "workspace", DefaultAction.ALLOW, ActionType.WRITE_EXTERNAL, false, false),
                new ToolPolicy(Scope.WRITE, "workspace", DefaultAction.ALLOW, ActionType.ROOM_WRITE, true, false),
                new ToolPolicy(Scope.EXECUTE, "host", DefaultAction.CONFIRM, ActionType.CODE_EXEC, true, false),
                new ToolPolicy(Scope.ADMIN, "host", DefaultAction.CONFIRM, ActionType.READ, false, false));
        long bundle = 10;
        for (ToolPolicy policy : faulty) {
            String id = "skill" + bundle;
            skill(bundle++, id, TestTool.of("tool_" + bundle, policy, Duration.ofSeconds(1), call -> ToolResult.ok("")));
            assertTrue(rejected(id, "tool_" + bundle).orElse("").startsWith("invalid policy: "), policy.toString());
        }
    }

    @Test
    void every_policy_that_follows_from_an_action_alone_is_accepted() {
        for (ActionType type : ActionType.values()) {
            assertEquals(Optional.empty(), ToolPolicy.of(type, "workspace").fault(), type.toString());
        }
    }

    @Test
    void a_tool_whose_descriptor_cannot_be_read_is_listed_with_the_reason() {
        Tool broken = new Tool() {
            @Override
            public ToolDescriptor descriptor() {
                throw new NoClassDefFoundError("gone");
            }

            @Override
            public ToolResult call(ToolCall call) {
                return ToolResult.ok("");
            }
        };
        skill(2, "broken", broken);

        assertEquals(1, shelf().placed().size());
        assertTrue(shelf().placed().get(0).rejected().orElseThrow().contains("its descriptor cannot be read"));
    }

    @Test
    @Tag("O2")
    void missing_description_bad_schema_and_unknown_secret_are_rejected() {
        ToolPolicy read = ToolPolicy.of(ActionType.READ, "workspace");
        for (ToolDescriptor bad : List.of(
                new ToolDescriptor("tool", " ", TestTool.ANY_TEXT, read),
                new ToolDescriptor("tool", "Text", "{\"type\":\"array\"}", read),
                new ToolDescriptor("tool", "Text", TestTool.ANY_TEXT, read, Duration.ZERO, Set.of(), List.of(), ""),
                new ToolDescriptor("tool", "Text", TestTool.ANY_TEXT, read, Duration.ofDays(1), Set.of(), List.of(), ""),
                new ToolDescriptor("tool", "Text", TestTool.ANY_TEXT, read, Duration.ofSeconds(1), Set.of("nope"), List.of(), ""))) {
            offers.clear();
            skill(2, "skill", new TestTool(bad, call -> ToolResult.ok(""), Optional.empty()));
            assertTrue(rejected("skill", "tool").isPresent(), bad.toString());
        }
    }
}
