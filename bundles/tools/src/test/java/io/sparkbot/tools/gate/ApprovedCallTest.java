package io.sparkbot.tools.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Verdict;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.ToolResult.Status;
import io.sparkbot.api.tool.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a call after somebody said yes. */
class ApprovedCallTest {

    private final GateFixture house = new GateFixture();

    private Approval parked(Gate.Request request) {
        return assertInstanceOf(Gate.Outcome.NeedsApproval.class, house.gate.ask(request)).approval();
    }

    /** An approval that was asked for and given. */
    private Approval granted(Gate.Request request) {
        return house.approvals.grant(parked(request));
    }

    private static ToolResult result(Gate.Outcome outcome) {
        return ((Gate.Outcome.Done) outcome).result();
    }

    @Test
    void an_approved_call_runs_once_and_its_end_is_recorded() {
        house.builtin(house.deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request request = house.request("delete_it", "{}");
        Approval granted = granted(request);

        assertEquals("deleted", result(house.gate.run(granted, request)).text());
        assertEquals(Map.of(granted.id(), true), house.approvals.finished);
        assertEquals(true, house.audited.get(1).input().get("confirmed"));
        assertEquals(Status.DENIED, result(house.gate.run(granted, request)).status());
        assertEquals(1, house.runs.get());
    }

    @Test
    @Tag("A7")
    void A7_an_approval_is_good_for_its_own_call_only() {
        house.builtin(house.deleting());
        house.builtin(house.counting("look"));
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request first = house.request("delete_it", "{}");
        Gate.Request second = house.request("delete_it", "{}");
        Approval granted = granted(first);

        assertEquals(Status.DENIED, result(house.gate.run(granted, second)).status());
        assertEquals(0, house.runs.get());
        assertTrue(house.approvals.finished.isEmpty(), "the approval is still good for its own call");
    }

    @Test
    @Tag("A3")
    void A3_what_runs_are_the_stored_tool_and_arguments_whatever_the_caller_hands_in() {
        house.builtin(GateFixture.deleting(call -> ToolResult.ok(
                "deleted " + call.arguments().get("text"))));
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request asked = house.request("delete_it", "{\"text\":\"a.txt\"}");
        Approval granted = granted(asked);
        Gate.Request forged = new Gate.Request(asked.callId(), "look", "{\"text\":\"everything\"}", asked.person(), asked.room(), asked.turn(),
                asked.agent(), asked.source(), asked.cancelled(), asked.started());

        assertEquals("deleted a.txt", result(house.gate.run(granted, forged)).text());
    }

    @Test
    @Tag("A3")
    @Tag("W-10")
    void A3_an_approval_of_another_person_room_or_turn_runs_nothing() {
        house.builtin(house.deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request r = house.request("delete_it", "{}");
        Approval granted = granted(r);
        var bob = new Person(UUID.randomUUID(), "bob", "Bob", r.person().type(), r.person().role(), true);

        for (Gate.Request other : List.of(
                new Gate.Request(r.callId(), r.tool(), "{}", bob, r.room(), r.turn(), r.agent(), "web", r.cancelled(), r.started()),
                new Gate.Request(r.callId(), r.tool(), "{}", r.person(), Optional.of(UUID.randomUUID()), r.turn(), r.agent(), "web", r.cancelled(), r.started()),
                new Gate.Request(r.callId(), r.tool(), "{}", r.person(), r.room(), Optional.empty(), r.agent(), "web", r.cancelled(), r.started()))) {
            assertEquals(Status.DENIED, result(house.gate.run(granted, other)).status());
        }
        assertEquals(0, house.runs.get());
    }

    @Test
    @Tag("A2")
    @Tag("W-11")
    void A2_a_pending_approval_runs_nothing() {
        house.builtin(house.deleting());
        house.verdicts.put("delete_it", Verdict.PRIVILEGED);
        Gate.Request request = house.request("delete_it", "{}");
        Approval pending = parked(request);
        assertEquals(Approval.Kind.PRIVILEGED, pending.kind());

        assertEquals(Status.DENIED, result(house.gate.run(pending, request)).status());
        assertEquals(0, house.runs.get());
    }

    @Test
    @Tag("A2")
    @Tag("W-11")
    void A2_an_approved_call_that_needs_more_by_now_is_not_run() {
        house.builtin(house.deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request request = house.request("delete_it", "{}");
        Approval granted = granted(request);
        house.verdicts.put("delete_it", Verdict.PRIVILEGED);

        assertEquals(Status.DENIED, result(house.gate.run(granted, request)).status());
        assertEquals(Map.of(granted.id(), false), house.approvals.finished);
        assertEquals(0, house.runs.get());
    }

    @Test
    void the_rights_of_the_moment_count_not_those_of_the_wish() {
        house.builtin(house.deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        for (Runnable change : List.<Runnable>of(
                () -> house.active = false, () -> house.role = RoomRole.VIEWER, () -> house.people = null, () -> house.rooms = null,
                () -> house.verdicts.put("delete_it", Verdict.DENY))) {
            Gate.Request request = house.request("delete_it", "{}");
            Approval granted = granted(request);
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
        assertEquals(0, house.runs.get());
    }

    @Test
    @Tag("W-16")
    void W16_parallel_runs_of_one_approval_execute_once() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        house.builtin(GateFixture.deleting(call -> {
            house.runs.incrementAndGet();
            go.await();
            return ToolResult.ok("deleted");
        }));
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request request = house.request("delete_it", "{}");
        Approval granted = granted(request);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> result(house.gate.run(granted, request)).status()))
                    .toList();
            while (answers.stream().filter(Future::isDone).count() < 15) {
                Thread.onSpinWait();
            }
            go.countDown();
            long ok = 0;
            for (var answer : answers) {
                ok += answer.get() == Status.OK ? 1 : 0;
            }
            assertEquals(1, ok);
        }
        assertEquals(1, house.runs.get());
    }

    @Test
    void when_the_end_cannot_be_recorded_the_approval_is_still_not_run_again() {
        house.builtin(house.deleting());
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request request = house.request("delete_it", "{}");
        Approval granted = granted(request);
        house.approvals.broken = true;

        assertEquals(Status.OK, result(house.gate.run(granted, request)).status());
        house.approvals.broken = false;
        assertEquals(Approval.State.GRANTED, house.approvals.find(granted.id()).orElseThrow().state());
        assertEquals(Status.DENIED, result(house.gate.run(granted, request)).status());
        assertEquals(1, house.runs.get());
    }

    @Test
    void an_approved_call_that_fails_is_recorded_as_failed() {
        house.builtin(GateFixture.deleting(call -> {
            throw new IllegalStateException("boom");
        }));
        house.verdicts.put("delete_it", Verdict.CONFIRM);
        Gate.Request request = house.request("delete_it", "{}");
        Approval granted = granted(request);

        assertEquals(Status.ERROR, result(house.gate.run(granted, request)).status());
        assertEquals(Map.of(granted.id(), false), house.approvals.finished);
    }
}
