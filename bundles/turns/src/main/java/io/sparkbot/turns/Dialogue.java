package io.sparkbot.turns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;

/**
 * What the model and the tools have exchanged within one turn. Between two calls of the model it is complete or it waits for decisions;
 * in both cases it can be written down and read back. Not thread-safe: it belongs to the thread that runs the turn.
 */
final class Dialogue {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String model;
    private final List<ModelMessage> exchange = new ArrayList<>();
    private int rounds;
    private List<ModelMessage.ToolWish> open = List.of();
    private final Map<UUID, ModelMessage.Result> results = new LinkedHashMap<>();
    private final Map<UUID, UUID> waiting = new LinkedHashMap<>();

    Dialogue(String model) {
        this.model = model;
    }

    String model() {
        return model;
    }

    /** How often the model has used tools. */
    int rounds() {
        return rounds;
    }

    /** How many calls have a result. */
    int settled() {
        return results.size() + (int) exchange.stream().filter(ModelMessage.Result.class::isInstance).count();
    }

    /** Everything after the opening, as the model gets it. */
    List<ModelMessage> exchange() {
        return List.copyOf(exchange);
    }

    /** The model wishes calls; their results are settled one by one. */
    void wished(ModelReply reply) {
        rounds++;
        open = reply.calls();
        exchange.add(new ModelMessage.Assistant(reply.text(), open));
    }

    /** The model has answered, but its person has added something meanwhile. */
    void said(String text) {
        exchange.add(new ModelMessage.Assistant(text, List.of()));
    }

    /** The person adds something, between two calls of the model. */
    void steered(String text) {
        exchange.add(new ModelMessage.User(text));
    }

    void settle(ModelMessage.Result result) {
        results.put(result.callId(), result);
        waiting.values().remove(result.callId());
        if (results.size() == open.size()) {
            open.forEach(wish -> exchange.add(java.util.Objects.requireNonNull(results.get(wish.callId()))));
            results.clear();
            open = List.of();
        }
    }

    void await(UUID confirmId, UUID callId) {
        waiting.put(confirmId, callId);
    }

    /** Approvals that have to be decided before the model can go on. */
    List<UUID> waiting() {
        return List.copyOf(waiting.keySet());
    }

    boolean awaits(UUID confirmId) {
        return waiting.containsKey(confirmId);
    }

    byte[] write() {
        ObjectNode root = JSON.createObjectNode().put("model", model).put("rounds", rounds);
        ArrayNode said = root.putArray("exchange");
        exchange.forEach(message -> said.add(message(message)));
        ArrayNode settled = root.putArray("results");
        results.values().forEach(result -> settled.add(message(result)));
        ObjectNode awaited = root.putObject("waiting");
        waiting.forEach((confirmId, callId) -> awaited.put(confirmId.toString(), callId.toString()));
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException when these are not the bytes of a dialogue */
    static Dialogue read(byte[] written) {
        try {
            JsonNode root = JSON.readTree(written);
            Dialogue dialogue = new Dialogue(root.path("model").asText());
            dialogue.rounds = root.path("rounds").asInt();
            for (JsonNode node : root.path("exchange")) {
                ModelMessage message = node.has("calls") ? assistant(node) : node.has("added") ? new ModelMessage.User(node.path("added").asText()) : result(node);
                dialogue.exchange.add(message);
                if (message instanceof ModelMessage.Assistant assistant) {
                    dialogue.open = assistant.calls();
                } else {
                    dialogue.open = List.of();
                }
            }
            root.path("results").forEach(node -> {
                ModelMessage.Result result = result(node);
                dialogue.results.put(result.callId(), result);
            });
            root.path("waiting").properties().forEach(entry -> dialogue.waiting.put(UUID.fromString(entry.getKey()), UUID.fromString(entry.getValue().asText())));
            return dialogue;
        } catch (IOException e) {
            throw new IllegalArgumentException("not a written dialogue", e);
        }
    }

    private static ObjectNode message(ModelMessage message) {
        return switch (message) {
            case ModelMessage.Assistant assistant -> {
                ObjectNode node = JSON.createObjectNode().put("text", assistant.text());
                ArrayNode calls = node.putArray("calls");
                assistant.calls().forEach(wish -> calls.addObject()
                        .put("id", wish.callId().toString())
                        .put("tool", wish.tool())
                        .put("arguments", wish.argumentsJson())
                        .put("fault", wish.fault()));
                yield node;
            }
            case ModelMessage.Result result -> JSON.createObjectNode()
                    .put("id", result.callId().toString())
                    .put("tool", result.tool())
                    .put("text", result.text())
                    .put("error", result.error());
            case ModelMessage.System system -> throw new IllegalStateException("instructions are no part of the exchange");
            case ModelMessage.User added -> JSON.createObjectNode().put("added", added.text());
        };
    }

    private static ModelMessage.Assistant assistant(JsonNode node) {
        List<ModelMessage.ToolWish> calls = new ArrayList<>();
        for (JsonNode call : node.path("calls")) {
            calls.add(new ModelMessage.ToolWish(id(call), call.path("tool").asText(), call.path("arguments").asText(), call.path("fault").asText()));
        }
        return new ModelMessage.Assistant(node.path("text").asText(), calls);
    }

    private static ModelMessage.Result result(JsonNode node) {
        return new ModelMessage.Result(id(node), node.path("tool").asText(), node.path("text").asText(), node.path("error").asBoolean());
    }

    private static UUID id(JsonNode node) {
        return UUID.fromString(node.path("id").asText());
    }
}
