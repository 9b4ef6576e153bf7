package io.sparkbot.bridge.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.api.model.Models;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.tool.ToolResult;

/**
 * One answer for another program. Functions of the client go back to it as wishes; without any, the model may use the installation's reading
 * tools, each call through the Gate in the person's name. Nothing is stored in a room.
 */
final class Answering {

    /** How often the model may use tools before it has to answer. */
    private static final int MAX_ROUNDS = 8;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Services services;
    private final Person person;
    private final String model;
    private final Wish wish;
    private final Cancellation cancellation = new Cancellation();
    private final UUID id = UUID.randomUUID();

    Answering(Services services, Person person, String model, Wish wish) {
        this.services = services;
        this.person = person;
        this.model = model;
        this.wish = wish;
    }

    /** @param finish as the interface names it: {@code stop}, {@code length} or {@code tool_calls} */
    record Answer(String text, List<ModelMessage.ToolWish> calls, String finish, long inputTokens, long outputTokens) {}

    UUID id() {
        return id;
    }

    /** The reader has gone. */
    void cancel() {
        cancellation.cancel();
    }

    /** Blocks until the answer is complete; its text goes to the listener as it comes. */
    Answer answer(Models.TokenListener listener) throws ModelFailure {
        boolean clientRuns = !wish.tools().isEmpty();
        List<ModelMessage> messages = new ArrayList<>(wish.messages());
        StringBuilder text = new StringBuilder();
        Models.TokenListener both = token -> {
            text.append(token);
            listener.token(token);
        };
        long input = 0;
        long output = 0;
        for (int round = 0; ; round++) {
            List<ToolDescriptor> offered = clientRuns ? wish.tools() : round < MAX_ROUNDS ? services.readingTools() : List.of();
            ModelReply reply;
            try {
                reply = services.models().call(new ModelRequest(model, messages, offered, wish.maxTokens()), both, cancellation);
            } catch (ModelFailure e) {
                if (e.kind() == ModelFailure.Kind.TRUNCATED && !text.isEmpty()) {
                    return new Answer(text.toString(), List.of(), "length", input, output);
                }
                throw e;
            }
            input += reply.inputTokens();
            output += reply.outputTokens();
            if (reply.calls().isEmpty() || offered.isEmpty()) {
                return new Answer(text.toString(), List.of(), "stop", input, output);
            }
            if (clientRuns) {
                return new Answer(text.toString(), reply.calls(), "tool_calls", input, output);
            }
            messages.add(new ModelMessage.Assistant(reply.text(), reply.calls()));
            reply.calls().forEach(call -> messages.add(run(call)));
        }
    }

    private ModelMessage.Result run(ModelMessage.ToolWish call) {
        if (!call.fault().isEmpty()) {
            return error(call, "The arguments could not be read: " + call.fault());
        }
        Optional<Gate> gate = services.gate();
        if (gate.isEmpty()) {
            return error(call, "Tools are being updated.");
        }
        Gate.Request request = new Gate.Request(
                call.callId(), call.tool(), call.argumentsJson(), person, Optional.empty(), Optional.of(id), Optional.empty(), "openai", cancellation::isCancelled, shown -> {});
        return switch (gate.get().ask(request)) {
            case Gate.Outcome.Done done -> new ModelMessage.Result(call.callId(), call.tool(), text(done.result()), isError(done.result()));
            case Gate.Outcome.NeedsApproval needs -> {
                services.withdraw(id);
                yield error(call, "This needs a person's approval, which cannot be asked for here. It did not run.");
            }
        };
    }

    private static ModelMessage.Result error(ModelMessage.ToolWish call, String text) {
        return new ModelMessage.Result(call.callId(), call.tool(), text, true);
    }

    private static boolean isError(ToolResult result) {
        return result.status() != ToolResult.Status.OK && result.status() != ToolResult.Status.EMPTY;
    }

    private static String text(ToolResult result) {
        String text = result.data().map(Answering::json).orElse(result.text());
        return text.isBlank() ? "(no content)" : text;
    }

    private static String json(Object data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a tool's data cannot be written as JSON", e);
        }
    }
}
