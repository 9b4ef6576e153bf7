package io.sparkbot.turns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the model's wishes to the Gate: those of one round side by side, each told in events, each ending in a result for the model. */
final class ToolCalls {

    private static final Logger log = LoggerFactory.getLogger(ToolCalls.class);

    private static final int SHOWN_CHARACTERS = 300;

    private final Contributions contributions;
    private final EventLog events;
    private final Turn turn;
    private final Person person;
    private final String source;
    private final Cancellation cancellation;
    private final int atOnce;

    ToolCalls(Contributions contributions, EventLog events, Turn turn, Person person, String source, Cancellation cancellation, int atOnce) {
        this.contributions = contributions;
        this.events = events;
        this.turn = turn;
        this.person = person;
        this.source = source;
        this.cancellation = cancellation;
        this.atOnce = atOnce;
    }

    /** How a wish ended. */
    sealed interface Answer {

        record Settled(ModelMessage.Result result) implements Answer {}

        record Waiting(UUID callId, Approval approval) implements Answer {}
    }

    /**
     * Asks for all wishes of a round.
     *
     * @throws Stopped when the turn was stopped meanwhile; calls still running are interrupted and their results dropped
     */
    List<Answer> ask(List<ModelMessage.ToolWish> wishes) {
        Semaphore places = new Semaphore(atOnce);
        return inParallel(wishes, wish -> {
            places.acquireUninterruptibly();
            try {
                return ask(wish);
            } finally {
                places.release();
            }
        });
    }

    /** Tells the model and the people that a call is one too many for this turn. */
    ModelMessage.Result surplus(ModelMessage.ToolWish wish, int limit) {
        String text = "Not run: this turn has used its " + limit + " tool calls. Answer from what you have.";
        return told(wish.callId(), new Gate.Shown(wish.tool(), wish.tool(), Map.of()), ToolResult.of(ToolResult.Status.DENIED, text), new AtomicBoolean());
    }

    /** Runs a call that was approved; once, since the approval has been taken. */
    ModelMessage.Result run(Approval granted) {
        return inParallel(List.of(granted), this::runGranted).getFirst();
    }

    /** Tells the model and the people that the call was refused by a person. */
    ModelMessage.Result refuse(Approval denied, String decider) {
        Gate.Shown shown = new Gate.Shown(denied.tool(), denied.title(), denied.input());
        String text = "Denied by " + decider + ". The call did not run. Do not ask for it again unless somebody wants it.";
        return told(denied.callId(), shown, ToolResult.of(ToolResult.Status.DENIED, text), new AtomicBoolean());
    }

    private Answer ask(ModelMessage.ToolWish wish) {
        AtomicBoolean started = new AtomicBoolean();
        Gate.Shown asWished = new Gate.Shown(wish.tool(), wish.tool(), Map.of());
        if (cancellation.isCancelled()) {
            throw new Stopped();
        }
        if (!wish.fault().isEmpty()) {
            String text = "The arguments of " + wish.tool() + " could not be read: " + wish.fault() + ". Send the call again with one complete JSON object.";
            return new Answer.Settled(told(wish.callId(), asWished, ToolResult.error(text), started));
        }
        Gate.Outcome outcome = guarded(asWished, gate -> gate.ask(request(wish.callId(), wish.tool(), wish.argumentsJson(), started)));
        return switch (outcome) {
            case Gate.Outcome.Done done -> new Answer.Settled(told(wish.callId(), done.shown(), done.result(), started));
            case Gate.Outcome.NeedsApproval needs -> new Answer.Waiting(wish.callId(), needs.approval());
        };
    }

    /** The Gate records how the run of the approval ended; a run that never reaches it is recorded here. */
    private ModelMessage.Result runGranted(Approval granted) {
        AtomicBoolean started = new AtomicBoolean();
        Gate.Shown shown = new Gate.Shown(granted.tool(), granted.title(), granted.input());
        if (contributions.gate().isEmpty()) {
            contributions.approvals().ifPresent(approvals -> approvals.finished(granted.id(), false));
        }
        Gate.Outcome outcome = guarded(shown, gate -> gate.run(granted, request(granted.callId(), granted.tool(), granted.argumentsJson(), started)));
        return switch (outcome) {
            case Gate.Outcome.Done done -> told(granted.callId(), done.shown(), done.result(), started);
            case Gate.Outcome.NeedsApproval again -> told(
                    granted.callId(), shown, ToolResult.of(ToolResult.Status.DENIED, "The approval is no longer enough for this call; it did not run."), started);
        };
    }

    /** Services of bundles may vanish under a call; that is an error of the call, not of the turn. */
    private Gate.Outcome guarded(Gate.Shown shown, Function<Gate, Gate.Outcome> call) {
        Optional<Gate> gate = contributions.gate();
        if (gate.isEmpty()) {
            return new Gate.Outcome.Done(shown, ToolResult.of(ToolResult.Status.UNAVAILABLE, "Tools cannot be used at the moment. Answer without them or try later."));
        }
        try {
            return call.apply(gate.get());
        } catch (CancellationException e) {
            throw new Stopped();
        } catch (IllegalStateException | LinkageError e) {
            log.warn("the gate went away during a call of {}", shown.tool(), e);
            return new Gate.Outcome.Done(shown, ToolResult.error("The call failed because the server was being updated. Nothing is known about its effect."));
        }
    }

    private Gate.Request request(UUID callId, String tool, String argumentsJson, AtomicBoolean started) {
        return new Gate.Request(
                callId,
                tool,
                argumentsJson,
                person,
                Optional.of(turn.roomId()),
                Optional.of(turn.id()),
                Optional.empty(),
                source,
                cancellation::isCancelled,
                shown -> {
                    if (!events.appendDurably(start(callId, shown))) {
                        throw new CancellationException("the turn was stopped before the call began");
                    }
                    started.set(true);
                });
    }

    private ModelMessage.Result told(UUID callId, Gate.Shown shown, ToolResult result, AtomicBoolean started) {
        if (cancellation.isCancelled()) {
            throw new Stopped();
        }
        String forModel = ToolText.forModel(result);
        boolean going = started.get() || events.appendDurably(start(callId, shown));
        String forPeople = contributions.shown(ToolText.forPeople(callId, result), SHOWN_CHARACTERS);
        if (!going || !events.appendDurably(new TurnEvent.ToolDone(callId, shown.tool(), forPeople, result.status().wire()))) {
            throw new Stopped();
        }
        return new ModelMessage.Result(callId, shown.tool(), forModel, ToolText.isError(result.status()));
    }

    private static TurnEvent.ToolStart start(UUID callId, Gate.Shown shown) {
        return new TurnEvent.ToolStart(callId, shown.tool(), shown.title(), shown.input());
    }

    /** One virtual thread for each; a stop leaves them at once and interrupts them. */
    private <T, R> List<R> inParallel(List<T> all, Function<T, R> work) {
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<R>> futures = new ArrayList<>();
        for (T one : all) {
            CompletableFuture<R> future = new CompletableFuture<>();
            futures.add(future);
            threads.add(Thread.ofVirtual().name("turn-tool").unstarted(() -> {
                try {
                    future.complete(work.apply(one));
                } catch (RuntimeException | Error e) {
                    future.completeExceptionally(e);
                }
            }));
        }
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        try (Cancellation.Registration registration = cancellation.onCancel(() -> stopped.complete(null))) {
            threads.forEach(Thread::start);
            CompletableFuture.anyOf(stopped, CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))).join();
            if (cancellation.isCancelled()) {
                threads.forEach(Thread::interrupt);
                throw new Stopped();
            }
            return futures.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
