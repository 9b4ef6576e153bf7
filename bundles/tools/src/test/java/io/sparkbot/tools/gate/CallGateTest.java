package io.sparkbot.tools.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.policy.Verdict;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.tool.ToolResult.Status;
import io.sparkbot.tools.shelf.TestTool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CallGateTest {

    private final GateFixture house = new GateFixture();
    private final AtomicInteger runs = new AtomicInteger();

    private TestTool counting(String name, String... aliases) {
        return TestTool.reading(
                name,
                call -> {
                    runs.incrementAndGet();
                    return ToolResult.ok("got " + call.arguments());
                },
                aliases);
    }

    private TestTool deleting() {
        return TestTool.of("delete_it", ToolPolicy.of(ActionType.WRITE_EXTERNAL, "web"), Duration.ofSeconds(60), call -> {
            runs.incrementAndGet();
            return ToolResult.ok("deleted");
        });
    }

    private Approval parked(Gate.Request request) {
        return assertInstanceOf(Gate.Outcome.NeedsApproval.class, house.gate.ask(request)).approval();
    }

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
        house.builtin(counting("look"));
        house.verdicts.put("look", Verdict.DENY);

        ToolResult result = house.ask("look", "{}");

        assertEquals(Status.DENIED, result.status());
        assertEquals("POLICY DENIED: because of the test.", result.text());
        assertEquals(List.of("policy_decision"), house.auditedNames());
        assertEquals(0, runs.get());
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
        house.builtin(counting("calculate", "calculator"));

        String byName = house.ask("calculate", "{\"text\":\"1\"}").text();
        assertEquals(byName, house.ask("calculator", "{\"text\":\"1\"}").text());
        assertEquals("calculate", house.questions.get(1).tool());
        assertEquals("calculator", house.audited.get(2).input().get("alias"));
        assertEquals("calculate", house.audited.get(3).tool());
    }

    @Test
    void wrong_arguments_are_explained_and_nothing_is_asked_or_run() {
        house.builtin(counting("look"));

        ToolResult result = house.ask("look", "{\"text\":{}}");

        assertEquals(Status.ERROR, result.status());
        assertEquals("Invalid arguments for look: text must be text, not an object.", result.text());
        assertEquals(0, runs.get());
        assertTrue(house.questions.isEmpty());
    }

    @Test
    @Tag("A1")
    @Tag("W-14")
    void A1_without_any_one_of_the_guardians_every_call_is_denied() {
        house.builtin(counting("look"));
        for (int missing = 0; missing < 4; missing++) {
            GateFixture gap = new GateFixture();
            gap.builtin(counting("look"));
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
        assertEquals(0, runs.get());
    }

    @Test
    void a_policy_that_breaks_denies() {
        house.builtin(counting("look"));
        house.gatekeeper = null;
        GateFixture broken = new GateFixture();
        broken.builtin(counting("look"));
        broken.redactor = new io.sparkbot.api.audit.Redactor() {
            @Override
            public Map<String, Object> redact(Map<String, ?> values) {
                throw new IllegalStateException("broken");
            }

            @Override
            public String redact(String text) {
                throw new IllegalStateException("broken");
            }
        };

        assertEquals(Status.DENIED, broken.ask("look", "{}").status());
        assertEquals(0, runs.get());
    }

    @Test
    @Tag("X3")
    void X3_with_a_broken_audit_only_low_risk_reads_go_on() {
        house.builtin(counting("look"));
        house.builtin(deleting());
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
        house.builtin(deleting().unavailable("not configured: MAIL_HOST"));
        house.verdicts.put("delete_it", Verdict.CONFIRM);

        ToolResult result = house.ask("delete_it", "{}");

        assertEquals(Status.UNAVAILABLE, result.status());
        assertEquals("not configured: MAIL_HOST", result.text());
        assertTrue(house.approvals.rows.isEmpty());
        assertEquals(0, runs.get());
    }

    @Test
    @Tag("S4")
    @Tag("S5")
    void a_call_that_needs_a_yes_is_stored_with_its_exact_arguments_and_shown_without_secrets() {
        house.builtin(deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);

        Gate.Request request = house.request("delete_it", "{'text':'send hunter2 now', 'password':'pw1', 'junk': 1}");
        Gate.Outcome.NeedsApproval outcome = assertInstanceOf(Gate.Outcome.NeedsApproval.class, house.gate.ask(request));

        assertEquals("{\"text\":\"send hunter2 now\",\"password\":\"pw1\"}", outcome.approval().argumentsJson());
        assertEquals(Map.of("text", "send [REDACTED] now", "password", "[REDACTED]"), outcome.shown().input());
        assertEquals("delete it: text send [REDACTED] now, password [REDACTED]", outcome.shown().title());
        assertEquals(outcome.shown().input(), outcome.approval().input());
        assertEquals(0, runs.get());
        assertFalse(house.audited.toString().contains("hunter2") || house.audited.toString().contains("pw1"));
    }

    @Test
    void without_a_room_there_is_nobody_to_ask_and_the_call_is_denied() {
        house.builtin(deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request inRoom = house.request("delete_it", "{}");
        Gate.Request nowhere = new Gate.Request(inRoom.callId(), inRoom.tool(), inRoom.argumentsJson(), inRoom.person(), Optional.empty(),
                Optional.empty(), Optional.empty(), "cli", () -> false, shown -> {});

        ToolResult result = result(house.gate.ask(nowhere));

        assertEquals(Status.DENIED, result.status());
        assertTrue(result.text().endsWith("There is no room in which somebody could be asked."), result.text());
        assertEquals(0, runs.get());
    }

    @Test
    void an_approval_that_cannot_be_stored_denies() {
        house.builtin(deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        house.approvals.broken = true;

        assertEquals(Status.DENIED, house.ask("delete_it", "{}").status());
    }

    @Test
    void an_approved_call_runs_once_and_its_end_is_recorded() {
        house.builtin(deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request request = house.request("delete_it", "{}");
        Approval granted = house.approvals.grant(parked(request));

        assertEquals("deleted", result(house.gate.run(granted, request)).text());
        assertEquals(Map.of(granted.id(), true), house.approvals.finished);
        assertEquals(true, house.audited.get(1).input().get("confirmed"));
        assertEquals(Status.DENIED, result(house.gate.run(granted, request)).status());
        assertEquals(1, runs.get());
    }

    @Test
    @Tag("A7")
    void A7_an_approval_is_good_for_its_own_call_only() {
        house.builtin(deleting());
        house.builtin(counting("look"));
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request first = house.request("delete_it", "{}");
        Gate.Request second = house.request("delete_it", "{}");
        Approval granted = house.approvals.grant(parked(first));

        assertEquals(Status.DENIED, result(house.gate.run(granted, second)).status());
        assertEquals(0, runs.get());
        assertTrue(house.approvals.finished.isEmpty(), "the approval is still good for its own call");
    }

    @Test
    @Tag("A3")
    void A3_what_runs_are_the_stored_tool_and_arguments_whatever_the_caller_hands_in() {
        house.builtin(TestTool.of("delete_it", ToolPolicy.of(ActionType.WRITE_EXTERNAL, "web"), Duration.ofSeconds(60), call -> ToolResult.ok(
                "deleted " + call.arguments().get("text"))));
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request asked = house.request("delete_it", "{\"text\":\"a.txt\"}");
        Approval granted = house.approvals.grant(parked(asked));
        Gate.Request forged = new Gate.Request(asked.callId(), "look", "{\"text\":\"everything\"}", asked.person(), asked.room(), asked.turn(),
                asked.agent(), asked.source(), asked.cancelled(), asked.started());

        assertEquals("deleted a.txt", result(house.gate.run(granted, forged)).text());
    }

    @Test
    @Tag("A3")
    @Tag("W-10")
    void A3_an_approval_of_another_person_room_or_turn_runs_nothing() {
        house.builtin(deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request r = house.request("delete_it", "{}");
        Approval granted = house.approvals.grant(parked(r));
        var bob = new io.sparkbot.api.person.Person(UUID.randomUUID(), "bob", "Bob", r.person().type(), r.person().role(), true);

        for (Gate.Request other : List.of(
                new Gate.Request(r.callId(), r.tool(), "{}", bob, r.room(), r.turn(), r.agent(), "web", r.cancelled(), r.started()),
                new Gate.Request(r.callId(), r.tool(), "{}", r.person(), Optional.of(UUID.randomUUID()), r.turn(), r.agent(), "web", r.cancelled(), r.started()),
                new Gate.Request(r.callId(), r.tool(), "{}", r.person(), r.room(), Optional.empty(), r.agent(), "web", r.cancelled(), r.started()))) {
            assertEquals(Status.DENIED, result(house.gate.run(granted, other)).status());
        }
        assertEquals(0, runs.get());
    }

    @Test
    @Tag("A2")
    @Tag("W-11")
    void A2_a_pending_approval_runs_nothing() {
        house.builtin(deleting());
        house.verdicts.put("delete_it", Verdict.PRIVILEGED);
        Gate.Request request = house.request("delete_it", "{}");
        Approval pending = parked(request);
        assertEquals(Approval.Kind.PRIVILEGED, pending.kind());

        assertEquals(Status.DENIED, result(house.gate.run(pending, request)).status());
        assertEquals(0, runs.get());
    }

    @Test
    @Tag("A2")
    @Tag("W-11")
    void A2_an_approved_call_that_needs_more_by_now_is_not_run() {
        house.builtin(deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request request = house.request("delete_it", "{}");
        Approval granted = house.approvals.grant(parked(request));
        house.verdicts.put("delete_it", Verdict.PRIVILEGED);

        assertEquals(Status.DENIED, result(house.gate.run(granted, request)).status());
        assertEquals(Map.of(granted.id(), false), house.approvals.finished);
        assertEquals(0, runs.get());
    }

    @Test
    void the_rights_of_the_moment_count_not_those_of_the_wish() {
        house.builtin(deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        for (Runnable change : List.<Runnable>of(
                () -> house.active = false, () -> house.role = RoomRole.VIEWER, () -> house.people = null, () -> house.rooms = null,
                () -> house.verdicts.put("delete_it", Verdict.DENY))) {
            Gate.Request request = house.request("delete_it", "{}");
            Approval granted = house.approvals.grant(parked(request));
            var people = house.people;
            var rooms = house.rooms;
            change.run();

            assertEquals(Status.DENIED, result(house.gate.run(granted, request)).status());
            assertEquals(false, house.approvals.finished.get(granted.id()));
            house.active = true;
            house.role = RoomRole.MEMBER;
            house.people = people;
            house.rooms = rooms;
        }
        assertEquals(0, runs.get());
    }

    @Test
    @Tag("W-16")
    void W16_parallel_runs_of_one_approval_execute_once() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        house.builtin(TestTool.of("delete_it", ToolPolicy.of(ActionType.WRITE_EXTERNAL, "web"), Duration.ofSeconds(60), call -> {
            runs.incrementAndGet();
            go.await();
            return ToolResult.ok("deleted");
        }));
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request request = house.request("delete_it", "{}");
        Approval granted = house.approvals.grant(parked(request));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = java.util.stream.IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> result(house.gate.run(granted, request)).status()))
                    .toList();
            while (answers.stream().filter(java.util.concurrent.Future::isDone).count() < 15) {
                Thread.onSpinWait();
            }
            go.countDown();
            long ok = 0;
            for (var answer : answers) {
                ok += answer.get() == Status.OK ? 1 : 0;
            }
            assertEquals(1, ok);
        }
        assertEquals(1, runs.get());
    }

    @Test
    void when_the_end_cannot_be_recorded_the_approval_is_still_not_run_again() {
        house.builtin(deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request request = house.request("delete_it", "{}");
        Approval granted = house.approvals.grant(parked(request));
        house.approvals.broken = true;

        assertEquals(Status.OK, result(house.gate.run(granted, request)).status());
        house.approvals.broken = false;
        assertEquals(Approval.State.GRANTED, house.approvals.find(granted.id()).orElseThrow().state());
        assertEquals(Status.DENIED, result(house.gate.run(granted, request)).status());
        assertEquals(1, runs.get());
    }

    @Test
    void an_approved_call_that_fails_is_recorded_as_failed() {
        house.builtin(TestTool.of("delete_it", ToolPolicy.of(ActionType.WRITE_EXTERNAL, "web"), Duration.ofSeconds(60), call -> {
            throw new IllegalStateException("boom");
        }));
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request request = house.request("delete_it", "{}");
        Approval granted = house.approvals.grant(parked(request));

        assertEquals(Status.ERROR, result(house.gate.run(granted, request)).status());
        assertEquals(Map.of(granted.id(), false), house.approvals.finished);
    }

    @Test
    void when_the_caller_cannot_take_note_of_the_start_nothing_runs() {
        house.builtin(counting("look"));
        Gate.Request r = house.request("look", "{}");
        Gate.Request broken = new Gate.Request(r.callId(), r.tool(), "{}", r.person(), r.room(), r.turn(), r.agent(), "web", r.cancelled(),
                shown -> {
                    throw new IllegalStateException("the event could not be stored");
                });

        assertThrows(IllegalStateException.class, () -> house.gate.ask(broken));
        assertEquals(0, runs.get());
    }

    @Test
    void the_policy_gets_the_facts_of_the_room_and_the_person() {
        house.builtin(counting("look"));
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
