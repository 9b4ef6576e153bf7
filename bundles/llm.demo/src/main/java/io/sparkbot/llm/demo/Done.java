package io.sparkbot.llm.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call and what came of it.
 *
 * @param text what the tool said, words or JSON
 */
record Done(Call call, String text, boolean error) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NO =
            Pattern.compile("(?i)\\b(denied|declined|refused|rejected|said no|not allowed|not permitted)\\b");

    /** Whether somebody or a rule said no. */
    boolean denied() {
        return error && NO.matcher(text).find();
    }

    /** The result as JSON; empty when it is words. */
    Optional<JsonNode> json() {
        try {
            JsonNode node = JSON.readTree(text);
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException words) {
            return Optional.empty();
        }
    }
}
