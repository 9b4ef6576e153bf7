package io.sparkbot.bridge.openai;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.web.Problem;

/**
 * What a client asks for. Parameters that change the taste of an answer (temperature, seed …) are the installation's own and are not taken;
 * what would change its meaning and is not offered is refused.
 *
 * @param tools functions that the client runs itself
 * @param usage whether a stream ends with the number of tokens
 */
record Wish(String model, List<ModelMessage> messages, List<ToolDescriptor> tools, boolean stream, boolean usage, Optional<Integer> maxTokens) {

    private static final int MAX_MESSAGES = 2000;
    private static final int MAX_TOOLS = 128;
    private static final String CALL = "call_";

    /** @throws Problem 400 {@code bad_request}, naming the field and what it may hold */
    static Wish of(JsonNode body) {
        if (body.path("n").asInt(1) != 1) {
            throw refused("n is " + body.path("n") + "; one answer is given per request, so leave it out or send 1.");
        }
        String format = body.path("response_format").path("type").asText("text");
        if (!format.equals("text")) {
            throw refused("response_format \"" + format + "\" is not offered; only \"text\" is.");
        }
        String model = body.path("model").asText("");
        if (model.isBlank()) {
            throw refused("model is missing; send the id of a model, or \"sparkbot\" for the one you have chosen.");
        }
        return new Wish(
                model,
                messages(body.path("messages")),
                tools(body),
                body.path("stream").asBoolean(false),
                body.path("stream_options").path("include_usage").asBoolean(false),
                maxTokens(body));
    }

    private static Optional<Integer> maxTokens(JsonNode body) {
        JsonNode limit = body.hasNonNull("max_completion_tokens") ? body.get("max_completion_tokens") : body.path("max_tokens");
        if (limit.isMissingNode() || limit.isNull()) {
            return Optional.empty();
        }
        if (!limit.canConvertToInt() || limit.asInt() < 1) {
            throw refused("max_tokens must be a whole number from 1.");
        }
        return Optional.of(limit.asInt());
    }

    private static List<ModelMessage> messages(JsonNode wanted) {
        if (!wanted.isArray() || wanted.isEmpty() || wanted.size() > MAX_MESSAGES) {
            throw refused("messages must be a list of 1 to " + MAX_MESSAGES + " messages.");
        }
        List<ModelMessage> messages = new ArrayList<>();
        for (JsonNode message : wanted) {
            String role = message.path("role").asText();
            messages.add(switch (role) {
                case "system", "developer" -> new ModelMessage.System(text(message.path("content")));
                case "user" -> new ModelMessage.User(text(message.path("content")));
                case "assistant" -> new ModelMessage.Assistant(text(message.path("content")), calls(message.path("tool_calls")));
                case "tool" -> new ModelMessage.Result(callId(message.path("tool_call_id").asText()), toolOf(messages, message), text(message.path("content")), false);
                default -> throw refused("role \"" + role + "\" is unknown; it is one of system, developer, user, assistant, tool.");
            });
        }
        return messages;
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.isNull() ? "" : content.asText("");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("type").asText().equals("text")) {
                throw refused("content of type \"" + part.path("type").asText() + "\" is not taken; only text is.");
            }
            text.append(part.path("text").asText());
        }
        return text.toString();
    }

    private static List<ModelMessage.ToolWish> calls(JsonNode wanted) {
        List<ModelMessage.ToolWish> calls = new ArrayList<>();
        for (JsonNode call : wanted) {
            JsonNode function = call.path("function");
            calls.add(new ModelMessage.ToolWish(callId(call.path("id").asText()), function.path("name").asText(), function.path("arguments").asText("{}"), ""));
        }
        return calls;
    }

    private static String toolOf(List<ModelMessage> before, JsonNode result) {
        UUID id = callId(result.path("tool_call_id").asText());
        return before.stream()
                .filter(ModelMessage.Assistant.class::isInstance)
                .flatMap(message -> ((ModelMessage.Assistant) message).calls().stream())
                .filter(call -> call.callId().equals(id))
                .map(ModelMessage.ToolWish::tool)
                .findFirst()
                .orElseThrow(() -> refused("tool_call_id \"" + result.path("tool_call_id").asText() + "\" belongs to no call of an earlier message."));
    }

    /** The id that a client knows a call by. */
    static String clientId(UUID callId) {
        return CALL + callId.toString().replace("-", "");
    }

    private static UUID callId(String clientId) {
        if (clientId.matches(CALL + "[0-9a-f]{32}")) {
            String hex = clientId.substring(CALL.length());
            return new UUID(Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
        }
        return UUID.nameUUIDFromBytes(clientId.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ToolDescriptor> tools(JsonNode body) {
        JsonNode wanted = body.path("tools");
        if (wanted.size() > MAX_TOOLS) {
            throw refused("tools holds " + wanted.size() + " functions; the limit is " + MAX_TOOLS + ".");
        }
        if (body.path("tool_choice").asText("").equals("none")) {
            return List.of();
        }
        List<ToolDescriptor> tools = new ArrayList<>();
        for (JsonNode tool : wanted) {
            JsonNode function = tool.path("function");
            if (!tool.path("type").asText().equals("function") || function.path("name").asText("").isBlank()) {
                throw refused("tools may hold functions with a name, nothing else.");
            }
            String schema = function.path("parameters").isObject() ? function.path("parameters").toString() : "{\"type\":\"object\",\"properties\":{}}";
            tools.add(new ToolDescriptor(function.path("name").asText(), function.path("description").asText(""), schema, ToolPolicy.of(ActionType.READ, "client")));
        }
        return tools;
    }

    static Problem refused(String detail) {
        return Problem.badRequest("bad_request", detail);
    }
}
