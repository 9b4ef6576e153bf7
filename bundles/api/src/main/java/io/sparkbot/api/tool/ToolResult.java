package io.sparkbot.api.tool;

import java.util.Map;
import java.util.Optional;

/**
 * What came out of a call.
 *
 * @param text what the model and people read; at most 12,000 characters reach the model unless the tool says otherwise
 * @param proof machine evidence for the verifier, such as a message id
 * @param data the structured form of the result; where present the model is given this as JSON instead of the text
 * @param untrusted whether the text was fetched from outside and must not be taken for instructions
 */
public record ToolResult(
        Status status, String text, Optional<String> proof, Optional<Map<String, Object>> data, boolean untrusted) {

    /** How the call ended. Names on the wire are lower case. */
    public enum Status {
        OK,
        EMPTY,
        ERROR,
        UNAVAILABLE,
        DENIED,
        TIMEOUT;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static ToolResult ok(String text) {
        return new ToolResult(Status.OK, text, Optional.empty(), Optional.empty(), false);
    }

    /** A structured result; {@code text} is for people. */
    public static ToolResult ok(String text, Map<String, Object> data) {
        return new ToolResult(Status.OK, text, Optional.empty(), Optional.of(data), false);
    }

    public static ToolResult error(String text) {
        return new ToolResult(Status.ERROR, text, Optional.empty(), Optional.empty(), false);
    }

    public static ToolResult of(Status status, String text) {
        return new ToolResult(status, text, Optional.empty(), Optional.empty(), false);
    }

    /** The same result, marked as coming from outside. */
    public ToolResult fromOutside() {
        return new ToolResult(status, text, proof, data, true);
    }
}
