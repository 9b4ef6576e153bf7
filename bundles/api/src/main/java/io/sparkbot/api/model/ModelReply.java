package io.sparkbot.api.model;

import java.util.List;

/**
 * A whole answer.
 *
 * @param text everything that was streamed
 * @param calls wished tool calls, in order
 * @param inputTokens as reported by the provider; 0 when it reported nothing
 * @param outputTokens as reported by the provider; 0 when it reported nothing
 */
public record ModelReply(String text, List<ModelMessage.ToolWish> calls, long inputTokens, long outputTokens) {

    public ModelReply {
        calls = List.copyOf(calls);
    }
}
