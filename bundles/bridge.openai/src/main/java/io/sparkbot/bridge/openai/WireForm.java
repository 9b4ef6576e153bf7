package io.sparkbot.bridge.openai;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.web.Problem;

/** Answers as other programs read them: whole, or piece by piece. */
final class WireForm {

    private final String id;
    private final String model;
    private final long created;

    WireForm(UUID id, String model, long created) {
        this.id = "chatcmpl-" + id.toString().replace("-", "");
        this.model = model;
        this.created = created;
    }

    ObjectNode whole(Answering.Answer answer) {
        ObjectNode root = root("chat.completion");
        ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant").put("content", answer.calls().isEmpty() ? answer.text() : answer.text().isEmpty() ? null : answer.text());
        message.putNull("refusal");
        if (!answer.calls().isEmpty()) {
            message.set("tool_calls", calls(answer.calls(), false));
        }
        choice.putNull("logprobs").put("finish_reason", answer.finish());
        root.set("usage", usage(answer));
        return root;
    }

    ObjectNode opening() {
        return chunk(JsonNodeFactory.instance.objectNode().put("role", "assistant").put("content", ""), null);
    }

    ObjectNode piece(String text) {
        return chunk(JsonNodeFactory.instance.objectNode().put("content", text), null);
    }

    ObjectNode wished(List<ModelMessage.ToolWish> calls) {
        ObjectNode delta = JsonNodeFactory.instance.objectNode();
        delta.set("tool_calls", calls(calls, true));
        return chunk(delta, null);
    }

    ObjectNode closing(Answering.Answer answer) {
        return chunk(JsonNodeFactory.instance.objectNode(), answer.finish());
    }

    ObjectNode counted(Answering.Answer answer) {
        ObjectNode root = root("chat.completion.chunk");
        root.putArray("choices");
        root.set("usage", usage(answer));
        return root;
    }

    static ObjectNode failed(Problem problem) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("error").put("message", problem.detail()).put("type", problem.status() < 500 ? "invalid_request_error" : "server_error").putNull("param").put("code", problem.code());
        return root;
    }

    /** The refusal that a failed model call becomes. */
    static Problem problem(ModelFailure failure) {
        return switch (failure.kind()) {
            case NOT_CONFIGURED -> new Problem(503, "not_configured", failure.advice());
            case MODEL_UNKNOWN -> new Problem(404, "model_not_found", failure.advice());
            case RATE_LIMITED, QUOTA -> new Problem(429, "rate_limited", failure.advice());
            case CONTEXT_TOO_LONG -> Problem.badRequest("context_length_exceeded", failure.advice());
            default -> new Problem(502, "upstream_failed", failure.advice());
        };
    }

    private ObjectNode chunk(ObjectNode delta, @org.jspecify.annotations.Nullable String finish) {
        ObjectNode root = root("chat.completion.chunk");
        ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finish);
        return root;
    }

    private ObjectNode root(String kind) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("object", kind).put("created", created).put("model", model);
    }

    private static ObjectNode usage(Answering.Answer answer) {
        return JsonNodeFactory.instance.objectNode()
                .put("prompt_tokens", answer.inputTokens())
                .put("completion_tokens", answer.outputTokens())
                .put("total_tokens", answer.inputTokens() + answer.outputTokens());
    }

    private static ArrayNode calls(List<ModelMessage.ToolWish> wished, boolean numbered) {
        ArrayNode calls = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < wished.size(); i++) {
            ObjectNode call = calls.addObject();
            if (numbered) {
                call.put("index", i);
            }
            call.put("id", Wish.clientId(wished.get(i).callId())).put("type", "function");
            call.putObject("function").put("name", wished.get(i).tool()).put("arguments", wished.get(i).argumentsJson());
        }
        return calls;
    }
}
