package io.sparkbot.turns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelInfo;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.api.model.Models;

/** A model that says what the test wrote down, call by call. */
final class ScriptedModel implements Models {

    final List<ModelRequest> requests = Collections.synchronizedList(new ArrayList<>());
    volatile Optional<String> active = Optional.of("test/model");
    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
    private volatile Step otherwise = saying("fine");

    /** One call of the model. */
    interface Step {
        ModelReply answer(ModelRequest request, TokenListener listener, Cancellation cancellation) throws ModelFailure;
    }

    ScriptedModel then(Step step) {
        steps.add(step);
        return this;
    }

    ScriptedModel always(Step step) {
        otherwise = step;
        return this;
    }

    static Step saying(String... tokens) {
        return (request, listener, cancellation) -> {
            for (String token : tokens) {
                listener.token(token);
            }
            return new ModelReply(String.join("", tokens), List.of(), 1, tokens.length);
        };
    }

    /** Says something and wishes calls, given as tool names. */
    static Step wishing(String text, String... tools) {
        return (request, listener, cancellation) -> {
            if (!text.isEmpty()) {
                listener.token(text);
            }
            List<ModelMessage.ToolWish> wishes = new ArrayList<>();
            for (String tool : tools) {
                wishes.add(new ModelMessage.ToolWish(UUID.randomUUID(), tool, "{\"name\":\"" + tool + "\"}", ""));
            }
            return new ModelReply(text, wishes, 1, 1);
        };
    }

    static Step failing(ModelFailure.Kind kind, String said) {
        return (request, listener, cancellation) -> {
            if (!said.isEmpty()) {
                listener.token(said);
            }
            throw new ModelFailure(kind, "advice about " + kind);
        };
    }

    /** Says something, tells that it did, and hangs until it is cancelled. */
    static Step hanging(String said, CountDownLatch reached) {
        return (request, listener, cancellation) -> {
            if (!said.isEmpty()) {
                listener.token(said);
            }
            CountDownLatch cancelled = new CountDownLatch(1);
            try (Cancellation.Registration hook = cancellation.onCancel(cancelled::countDown)) {
                reached.countDown();
                cancelled.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new ModelFailure(ModelFailure.Kind.CANCELLED, "cancelled");
        };
    }

    @Override
    public List<ModelInfo> catalogue() {
        return List.of();
    }

    @Override
    public Optional<String> activeFor(UUID personId) {
        return active;
    }

    @Override
    public ModelReply call(ModelRequest request, TokenListener listener, Cancellation cancellation) throws ModelFailure {
        requests.add(request);
        Step step = steps.poll();
        return (step == null ? otherwise : step).answer(request, listener, cancellation);
    }
}
