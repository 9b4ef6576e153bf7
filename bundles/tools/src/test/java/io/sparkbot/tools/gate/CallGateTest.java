package io.sparkbot.tools.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.audit.Redactor;
import io.sparkbot.api.policy.Gatekeeper;
import io.sparkbot.api.policy.PolicyDecision;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.policy.Verdict;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.ToolResult.Status;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.tools.shelf.TestTool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a call that the model asks for. */
class CallGateTest {

    private final GateFixture house = new GateFixture();

    private static ToolResult result(Gate.Outcome outcome) {
        return ((Gate.Outcome.Done) outcome).result();
    }

    @Test
    @Tag("F-271")
    @Tag("F-245")
    void an_allowed_call_is_judged_recorded_announced_and_run_in_this_order() {
        house.builtin(TestTool.reading("look", call -> {
            assertEquals(List.of("policy_decision"), house.auditedNames(), "the decision is on record before the tool runs");
            assertEquals(1, house.started.size());
            return ToolResult.ok("seen");
        }));

        assertEquals("seen", house.ask("look", "{\"text\":\"x\"}").text());
        assertEquals(List.of("policy_decision", "look"), house.auditedNames());
        assertEquals(
                "{\"tool_name\":\"look\",\"scope\":\"read\",\"resource\":\"workspace\",\"action\":\"allow\",\"action_type\":\"read\",\"high_risk\":false,\"reason\":\"because of the test.\"}",
                house.audited.get(0).result());
        assertEquals(
                Map.of("tool_name", "look", "tool_args", Map.of("text", "x"), "source", "web"), house.audited.get(0).input());
        assertEquals("seen", house.audited.get(1).result());
        assertEquals(Optional.of(GateFixture.TURN), house.audited.get(1).turnId());
    }

    @Test
    @Tag("F-271")
    void a_denied_call_leaves_a_decision_record_and_no_effect() {
        house.builtin(house.counting("look"));
        house.verdicts.put("look", Verdict.DENY);

        ToolResult result = house.ask("look", "{}");

        assertEquals(Status.DENIED, result.status());
        assertEquals("POLICY DENIED: because of the test.", result.text());
        assertEquals(List.of("policy_decision"), house.auditedNames());
        assertEquals(0, house.runs.get());
        assertTrue(house.started.isEmpty());
    }

    @Test
    @Tag("F-267")
    void an_unknown_tool_is_denied_named_and_recorded() {
        ToolResult result = house.ask("never_heard_of_it", "{}");

        assertEquals(Status.DENIED, result.status());
        assertTrue(result.text().startsWith("POLICY DENIED: Unknown tool: never_heard_of_it."), result.text());
        assertEquals(List.of("policy_decision"), house.auditedNames());
    }

    @Test
    void an_unknown_name_is_made_harmless_before_it_is_shown_or_stored() {
        String text = house.ask("evil\n\u001b[31m" + "x".repeat(500), "{}").text();

        assertFalse(text.contains("\n"));
        assertTrue(text.length() < 200, text);
    }

    @Test
    void an_alias_is_judged_and_recorded_by_the_canonical_name_and_both_are_kept() {
        house.builtin(house.counting("calculate", "calculator"));

        String byName = house.ask("calculate", "{\"text\":\"1\"}").text();
        assertEquals(byName, house.ask("calculator", "{\"text\":\"1\"}").text());
        assertEquals("calculate", house.questions.get(1).tool());
        assertEquals("calculator", house.audited.get(2).input().get("alias"));
        assertEquals("calculate", house.audited.get(3).tool());
    }

    @Test
    void wrong_arguments_are_explained_and_nothing_is_asked_or_run() {
        house.builtin(house.counting("look"));

        ToolResult result = house.ask("look", "{\"text\":{}}");

        assertEquals(Status.ERROR, result.status());
        assertEquals("Invalid arguments for look: text must be text, not an object.", result.text());
        assertEquals(0, house.runs.get());
        assertTrue(house.questions.isEmpty());
    }

    @Test
    @Tag("A1")
    @Tag("W-14")
    void A1_without_any_one_of_the_guardians_every_call_is_denied() {
        for (int missing = 0; missing < 4; missing++) {
            GateFixture gap = new GateFixture();
            gap.builtin(house.counting("look"));
            switch (missing) {
                case 0 -> gap.gatekeeper = null;
                case 1 -> gap.audit = null;
                case 2 -> gap.redactor = null;
                default -> gap.approvalsService = null;
            }
            ToolResult result = gap.ask("look", "{}");
            assertEquals(Status.DENIED, result.status());
            assertTrue(result.text().startsWith("POLICY DENIED: Not running right now: the "), result.text());
        }
        assertEquals(0, house.runs.get());
    }

    @Test
    void a_guardian_that_breaks_denies() {
        GateFixture noPolicy = new GateFixture();
        noPolicy.gatekeeper = new Gatekeeper() {
            @Override
            public PolicyDecision judge(Question question) {
                throw new IllegalStateException("broken");
            }

            @Override
            public ToolPolicy policy(String tool, Map<String, Object> arguments, Optional<ToolPolicy> declared, boolean skill) {
                throw new IllegalStateException("broken");
            }
        };
        GateFixture noRedaction = new GateFixture();
        noRedaction.redactor = new Redactor() {
            @Override
            public Map<String, Object> redact(Map<String, ?> values) {
                throw new IllegalStateException("broken");
            }

            @Override
            public String redact(String text) {
                throw new IllegalStateException("broken");
            }
        };

        for (GateFixture broken : List.of(noPolicy, noRedaction)) {
            broken.builtin(broken.counting("look"));
            assertEquals(Status.DENIED, broken.ask("look", "{}").status());
            assertEquals(0, broken.runs.get());
        }
    }

    @Test
    @Tag("X3")
    void X3_with_a_broken_audit_only_low_risk_reads_go_on() {
        house.builtin(house.counting("look"));
        house.builtin(house.deleting());
        house.builtin(TestTool.of("note", ToolPolicy.of(ActionType.ROOM_WRITE, "room"), Duration.ofSeconds(60), call -> ToolResult.ok("x")));
        house.auditBroken.set(true);

        assertEquals(Status.OK, house.ask("look", "{}").status());
        assertEquals(Status.DENIED, house.ask("note", "{}").status());
        assertEquals(Status.DENIED, house.ask("delete_it", "{}").status());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        assertEquals(Status.DENIED, house.ask("delete_it", "{}").status());
        assertTrue(house.approvals.rows.isEmpty());
    }

    @Test
    @Tag("A8")
    void A8_an_unavailable_tool_says_so_and_nobody_is_asked_for_a_confirmation() {
        house.builtin(house.deleting().unavailable("not configured: MAIL_HOST"));
        house.verdicts.put("delete_it", Verdict.CONFIRM);

        ToolResult result = house.ask("delete_it", "{}");

        assertEquals(Status.UNAVAILABLE, result.status());
        assertEquals("not configured: MAIL_HOST", result.text());
        assertTrue(house.approvals.rows.isEmpty());
        assertEquals(0, house.runs.get());
    }

    @Test
    @Tag("S4")
    @Tag("S5")
    void a_call_that_needs_a_yes_is_stored_with_its_exact_arguments_and_shown_without_secrets() {
        house.builtin(house.deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);

        Gate.Request request = house.request("delete_it", "{'text':'send hunter2 now', 'password':'pw1', 'junk': 1}");
        Gate.Outcome.NeedsApproval outcome = assertInstanceOf(Gate.Outcome.NeedsApproval.class, house.gate.ask(request));

        assertEquals("{\"text\":\"send hunter2 now\",\"password\":\"pw1\"}", outcome.approval().argumentsJson());
        assertEquals(Map.of("text", "send [REDACTED] now", "password", "[REDACTED]"), outcome.shown().input());
        assertEquals("delete it: text send [REDACTED] now, password [REDACTED]", outcome.shown().title());
        assertEquals(outcome.shown().input(), outcome.approval().input());
        assertEquals(0, house.runs.get());
        assertFalse(house.audited.toString().contains("hunter2") || house.audited.toString().contains("pw1"));
    }

    @Test
    void without_a_room_there_is_nobody_to_ask_and_the_call_is_denied() {
        house.builtin(house.deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request inRoom = house.request("delete_it", "{}");
        Gate.Request nowhere = new Gate.Request(inRoom.callId(), inRoom.tool(), inRoom.argumentsJson(), inRoom.person(), Optional.empty(),
                Optional.empty(), Optional.empty(), "cli", () -> false, shown -> {});

        ToolResult result = result(house.gate.ask(nowhere));

        assertEquals(Status.DENIED, result.status());
        assertTrue(result.text().endsWith("There is no room in which somebody could be asked."), result.text());
        assertEquals(0, house.runs.get());
    }

    @Test
    void an_approval_that_cannot_be_stored_denies() {
        house.builtin(house.deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        house.approvals.broken = true;

        assertEquals(Status.DENIED, house.ask("delete_it", "{}").status());
    }

    @Test
    void when_the_caller_cannot_take_note_of_the_start_nothing_runs() {
        house.builtin(house.counting("look"));
        Gate.Request r = house.request("look", "{}");
        Gate.Request broken = new Gate.Request(r.callId(), r.tool(), "{}", r.person(), r.room(), r.turn(), r.agent(), "web", r.cancelled(),
                shown -> {
                    throw new IllegalStateException("the event could not be stored");
                });

        assertThrows(IllegalStateException.class, () -> house.gate.ask(broken));
        assertEquals(0, house.runs.get());
    }

    @Test
    void the_policy_gets_the_facts_of_the_room_and_the_person() {
        house.builtin(house.counting("look"));
        house.ask("look", "{}");
        house.gateOpen = true;
        house.ask("look", "{}");
        house.rooms = null;
        house.ask("look", "{}");

        assertEquals(Optional.of(false), house.questions.get(0).roomExecutionAllowed());
        assertEquals(Optional.of(true), house.questions.get(1).roomExecutionAllowed());
        assertEquals(Optional.empty(), house.questions.get(2).roomExecutionAllowed());
        assertFalse(house.questions.get(0).skill());
        assertEquals(TestCall.ADA, house.questions.get(0).person());
    }
}
