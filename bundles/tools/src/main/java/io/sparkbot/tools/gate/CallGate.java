package io.sparkbot.tools.gate;

import static io.sparkbot.api.tool.ToolResult.Status.DENIED;
import static io.sparkbot.api.tool.ToolResult.Status.UNAVAILABLE;

import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.policy.PolicyDecision;
import io.sparkbot.api.policy.Scope;
import io.sparkbot.api.policy.Verdict;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.tools.args.ArgumentDecoder;
import io.sparkbot.tools.args.InvalidArguments;
import io.sparkbot.tools.shelf.Asking;
import io.sparkbot.tools.shelf.Catalog;
import io.sparkbot.tools.shelf.Slot;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Gate: arguments, judgement, record, and only then the tool. Whatever is missing, broken or unknown on the way ends in a refusal.
 */
public final class CallGate implements Gate {

    static final String DENIED_MARK = "POLICY DENIED: ";

    /** Characters of a result, whatever the tool says. */
    static final int LONGEST_RESULT = 300_000;

    private static final String ALREADY_USED =
            "This approval was not given for exactly this call, or was used before. Nothing was run.";

    private static final Logger LOG = LoggerFactory.getLogger(CallGate.class);

    private final Catalog catalog;
    private final ToolRunner runner;
    private final CallFactory calls;
    private final Supplier<Guardians> guardians;
    private final ArgumentDecoder decoder = new ArgumentDecoder();
    private final AuditTrail trail = new AuditTrail();
    /** Approvals that run, or whose end could not be recorded. */
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    public CallGate(Catalog catalog, ToolRunner runner, CallFactory calls, Supplier<Guardians> guardians) {
        this.catalog = catalog;
        this.runner = runner;
        this.calls = calls;
        this.guardians = guardians;
    }

    /** Entries about the end of a call that could not be written since the start. */
    public long lost() {
        return trail.lost();
    }

    /** Where a wish stands after everything but the tool itself. */
    private sealed interface Step {

        record Ended(Outcome outcome) implements Step {}

        /** @param harmless whether it only reads and risks little */
        record MayRun(Wish wish, boolean harmless) implements Step {}
    }

    /** A wish whose tool and arguments are known. */
    private record Wish(
            Request request, Catalog.Held held, Map<String, Object> arguments, Shown shown, Guardians.Present present, Optional<Approval> granted) {

        Slot slot() {
            return held.slot();
        }
    }

    @Override
    public Outcome ask(Request request) {
        Guardians now = guardians.get();
        return now.present()
                .map(present -> proceed(request, () -> judged(request, present, Facts.of(now, request, request.person()), Optional.empty())))
                .orElseGet(() -> nobodyToAsk(request, now));
    }

    @Override
    public Outcome run(Approval granted, Request request) {
        Guardians now = guardians.get();
        if (!running.add(granted.id())) {
            return denied(bare(request), ALREADY_USED);
        }
        Approvals approvals = now.approvals();
        boolean settled = false;
        try {
            Optional<Approval> stored = approvals == null ? Optional.empty() : GrantCheck.usable(approvals, granted, request);
            if (approvals == null) {
                return nobodyToAsk(request, now);
            }
            if (stored.isEmpty()) {
                settled = true;
                return denied(bare(request), ALREADY_USED);
            }
            boolean ok = false;
            try {
                Outcome outcome = runGranted(stored.get(), GrantCheck.exact(stored.get(), request), now);
                ok = outcome instanceof Outcome.Done done && done.result().status().compareTo(ToolResult.Status.EMPTY) <= 0;
                return outcome;
            } finally {
                settled = finished(approvals, granted.id(), ok);
            }
        } finally {
            if (settled) {
                running.remove(granted.id());
            }
        }
    }

    private Outcome runGranted(Approval granted, Request exact, Guardians now) {
        return now.present()
                .map(present -> proceed(exact, () -> Facts.current(now, exact)
                        .map(facts -> judged(exact, present, facts, Optional.of(granted)))
                        .orElseGet(() -> new Step.Ended(denied(
                                bare(exact), "The person who asked for this may not write in this room any more. Nothing was run.")))))
                .orElseGet(() -> nobodyToAsk(exact, now));
    }

    /** Whether the end is on record; while it is not, the approval must not come by here again. */
    private static boolean finished(Approvals approvals, UUID id, boolean ok) {
        try {
            approvals.finished(id, ok);
            return true;
        } catch (RuntimeException e) {
            LOG.error("the end of the approved call {} could not be recorded: {}", id, e.getClass().getSimpleName());
            return false;
        }
    }

    /** Judges, and runs the tool when it may. What breaks while judging is a refusal; what the caller's own callback throws is the caller's. */
    private Outcome proceed(Request request, Supplier<Step> judging) {
        Step step;
        try {
            step = judging.get();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("call {} denied, since it could not be judged: {}", request.callId(), e.getClass().getSimpleName());
            return denied(bare(request), "The call could not be judged. Nothing was run.");
        }
        return switch (step) {
            case Step.Ended ended -> ended.outcome();
            case Step.MayRun mayRun -> run(mayRun.wish(), mayRun.harmless());
        };
    }

    private Step judged(Request request, Guardians.Present present, Facts facts, Optional<Approval> granted) {
        Optional<Catalog.Held> held;
        try {
            Optional<Slot> slot = catalog.find(request.tool());
            if (slot.isEmpty()) {
                return new Step.Ended(unknown(request, present, facts));
            }
            held = catalog.hold(slot.get());
            if (held.isEmpty()) {
                return new Step.Ended(new Outcome.Done(bare(request), ToolRunner.removed(slot.get())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Step.Ended(new Outcome.Done(bare(request), ToolResult.error("The call was stopped.")));
        }
        boolean mayRun = false;
        try {
            Step step = judged(request, held.get(), present, facts, granted);
            mayRun = step instanceof Step.MayRun;
            return step;
        } finally {
            if (!mayRun) {
                held.get().lease().close();
            }
        }
    }

    /** The lease is held from before the judgement on: the version that was judged is the one that runs. */
    private Step judged(Request request, Catalog.Held held, Guardians.Present present, Facts facts, Optional<Approval> granted) {
        String name = held.slot().name();
        try {
            Map<String, Object> arguments = Frozen.of(held.slot().schema().check(decoder.decode(request.argumentsJson())));
            Shown shown = new Titles(present.redactor()).shown(held.slot(), arguments);
            return decided(new Wish(request, held, arguments, shown, present, granted), facts);
        } catch (InvalidArguments e) {
            return new Step.Ended(new Outcome.Done(
                    new Shown(name, name.replace('_', ' '), Map.of()),
                    ToolResult.error("Invalid arguments for " + name + ": " + e.getMessage() + ".")));
        }
    }

    private Step decided(Wish wish, Facts facts) {
        PolicyDecision decision = wish.present().gatekeeper().judge(facts.question(wish.slot(), wish.arguments(), wish.granted()));
        boolean recorded = trail.decided(
                wish.present().audit(), wish.request(), wish.shown(), decision, wish.granted().map(Approval::id));
        if (decision.action() == Verdict.DENY) {
            return new Step.Ended(denied(wish.shown(), decision.reason()));
        }
        boolean harmless = decision.scope() == Scope.READ && !decision.highRisk() && decision.action() == Verdict.ALLOW;
        if (!recorded && !harmless) {
            return new Step.Ended(denied(wish.shown(), "The audit log cannot be written, so nothing that changes something is run."));
        }
        Optional<String> unavailable = unavailable(wish.slot());
        if (unavailable.isPresent()) {
            return new Step.Ended(new Outcome.Done(wish.shown(), ToolResult.of(UNAVAILABLE, unavailable.get())));
        }
        return decision.action() == Verdict.ALLOW ? new Step.MayRun(wish, harmless) : new Step.Ended(park(wish, decision));
    }

    private static Optional<String> unavailable(Slot slot) {
        try {
            return Asking.of(slot.origin(), slot.tool()::unavailable);
        } catch (Asking.Unanswered e) {
            LOG.warn("tool {} failed to say whether it is available: {}", slot.name(), e.getMessage());
            return Optional.of("The tool " + slot.name() + " failed to say whether it is available.");
        }
    }

    private Outcome park(Wish wish, PolicyDecision decision) {
        if (wish.granted().isPresent()) {
            return denied(wish.shown(), decision.reason() + " The approval given is not enough for it now.");
        }
        if (wish.request().room().isEmpty()) {
            return denied(wish.shown(), decision.reason() + " There is no room in which somebody could be asked.");
        }
        try {
            Approval stored = wish.present().approvals().store(new Approvals.New(
                    kind(decision.action()),
                    wish.slot().name(),
                    calls.json(wish.arguments()),
                    wish.shown().input(),
                    wish.shown().title(),
                    decision.reason(),
                    wish.request().person().id(),
                    wish.request().room().get(),
                    wish.request().turn(),
                    wish.request().callId(),
                    wish.request().agent(),
                    wish.request().source()));
            return new Outcome.NeedsApproval(wish.shown(), stored);
        } catch (RuntimeException e) {
            LOG.error("the approval of {} could not be stored: {}", wish.slot().name(), e.getClass().getSimpleName());
            return denied(wish.shown(), "It needs a confirmation, and the request for one could not be stored.");
        }
    }

    private static Approval.Kind kind(Verdict verdict) {
        return switch (verdict) {
            case PRIVILEGED -> Approval.Kind.PRIVILEGED;
            case PRIVILEGED_REVEAL -> Approval.Kind.PRIVILEGED_REVEAL;
            default -> Approval.Kind.CONFIRM;
        };
    }

    private Outcome run(Wish wish, boolean harmless) {
        try {
            wish.request().started().accept(wish.shown());
        } catch (RuntimeException | Error e) {
            wish.held().lease().close();
            throw e;
        }
        ToolResult raw = runner.run(
                wish.held(), (slot, timeout, stopped) -> calls.make(wish.request(), slot, wish.arguments(), timeout), wish.request().cancelled());
        trail.ended(wish.present().audit(), wish.request(), wish.shown(), raw, harmless);
        String mark = wish.request().callId().toString();
        return new Outcome.Done(wish.shown(), Results.bounded(wish.slot().name(), raw, resultLimit(wish.slot()), mark));
    }

    private static int resultLimit(Slot slot) {
        try {
            return Math.clamp(Asking.of(slot.origin(), slot.tool()::resultLimit), 1, LONGEST_RESULT);
        } catch (Asking.Unanswered e) {
            LOG.warn("tool {} failed to say how long its results may be: {}", slot.name(), e.getMessage());
            return Tool.DEFAULT_RESULT_LIMIT;
        }
    }

    private Outcome unknown(Request request, Guardians.Present present, Facts facts) {
        Shown shown = bare(request);
        PolicyDecision decision = present.gatekeeper().judge(facts.unknown(shown.tool()));
        trail.decided(present.audit(), request, shown, decision, Optional.empty());
        return denied(shown, "Unknown tool: " + shown.tool() + ". " + decision.reason());
    }

    private Outcome nobodyToAsk(Request request, Guardians now) {
        LOG.error("call {} of {} denied: not running: {}", request.callId(), bare(request).tool(), now.missing());
        return denied(bare(request), "Not running right now: " + now.missing() + ". Without it no tool is called.");
    }

    /** What can be shown of a call that did not get far: a name, made harmless. */
    private static Shown bare(Request request) {
        String name = request.tool().replaceAll("[^A-Za-z0-9_.-]", "?");
        String shortened = name.length() > 64 ? name.substring(0, 64) : name;
        return new Shown(shortened, shortened.replace('_', ' '), Map.of());
    }

    private static Outcome denied(Shown shown, String reason) {
        return new Outcome.Done(shown, ToolResult.of(DENIED, DENIED_MARK + reason));
    }
}
