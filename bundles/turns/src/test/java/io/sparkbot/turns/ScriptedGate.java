package io.sparkbot.turns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.Queue;

import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.ToolResult;

/** A gate that runs what the test gave it, by tool name; names that begin with {@code ask_} need an approval first. */
final class ScriptedGate implements Gate {

    private final Desk desk;
    final Map<String, Effect> effects = new ConcurrentHashMap<>();
    final Queue<String> runs = new ConcurrentLinkedQueue<>();
    final List<UUID> approvedRuns = Collections.synchronizedList(new ArrayList<>());

    /** What a tool does. */
    interface Effect {
        ToolResult run(Request request) throws InterruptedException;
    }

    ScriptedGate(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Outcome ask(Request request) {
        Shown shown = shown(request);
        if (request.tool().startsWith("denied_")) {
            return new Outcome.Done(shown, ToolResult.of(ToolResult.Status.DENIED, "POLICY DENIED: not here"));
        }
        if (request.tool().startsWith("ask_")) {
            Approval approval = desk.store(new Approvals.New(
                    Approval.Kind.CONFIRM, request.tool(), request.argumentsJson(), shown.input(), shown.title(), "it changes something", request.person().id(),
                    request.room().orElseThrow(), request.turn(), request.callId(), request.agent(), request.source()));
            return new Outcome.NeedsApproval(shown, approval);
        }
        return run(request);
    }

    @Override
    public Outcome run(Approval granted, Request request) {
        approvedRuns.add(granted.id());
        boolean ok = false;
        try {
            Outcome outcome = run(request);
            ok = true;
            return outcome;
        } finally {
            desk.finished(granted.id(), ok);
        }
    }

    private Outcome run(Request request) {
        Shown shown = shown(request);
        request.started().accept(shown);
        runs.add(request.tool());
        try {
            Effect effect = effects.getOrDefault(request.tool(), any -> ToolResult.ok("result of " + request.tool()));
            return new Outcome.Done(shown, effect.run(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Done(shown, ToolResult.error("interrupted"));
        }
    }

    private static Shown shown(Request request) {
        return new Shown(request.tool(), "use " + request.tool(), Map.of("name", request.tool()));
    }
}
