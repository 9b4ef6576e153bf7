package io.sparkbot.api.model;

import java.util.List;

/**
 * A whole answer.
 *
 * @param text everything that was streamed
 * @param calls wished tool calls, in order
 * @param inputTokens as reported by the provider; 0 when it reported nothing
 * @param outputTokens as reported by the provider; 0 when it reported nothing
 * @param blind whether pictures of the request were left out because the model takes none
 */
public record ModelReply(String text, List<ModelMessage.ToolWish> calls, long inputTokens, long outputTokens, boolean blind) {

    public ModelReply(String text, List<ModelMessage.ToolWish> calls, long inputTokens, long outputTokens) {
        this(text, calls, inputTokens, outputTokens, false);
    }

    public ModelReply {
        calls = List.copyOf(calls);
    }
}
