package io.sparkbot.llm.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.sparkbot.api.model.ModelMessage.ToolWish;
import java.util.UUID;

/**
 * Checks a wished call before it enters the history: some provider modules put arguments into the next request as raw text, where broken
 * JSON would spoil the conversation for good and could smuggle in a message.
 */
final class Arguments {

    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Arguments() {}

    static ToolWish wish(UUID id, ToolExecutionRequest request) {
        String text = request.arguments() == null ? "" : request.arguments().strip();
        String name = request.name() == null ? "" : request.name();
        if (text.isEmpty()) {
            return new ToolWish(id, name, "{}", "");
        }
        try {
            var node = JSON.readTree(text);
            return node.isObject()
                    ? new ToolWish(id, name, node.toString(), "")
                    : new ToolWish(
                            id,
                            name,
                            "{}",
                            "The arguments must be a JSON object, not "
                                    + kind(node.getNodeType().name()) + ".");
        } catch (JsonProcessingException e) {
            return new ToolWish(id, name, "{}", "The arguments were not valid JSON: " + e.getOriginalMessage() + at(e));
        }
    }

    private static String kind(String type) {
        return "a JSON " + type.toLowerCase(java.util.Locale.ROOT);
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (at character " + e.getLocation().getCharOffset() + ")";
    }
}
