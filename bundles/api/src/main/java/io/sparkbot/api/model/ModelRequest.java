package io.sparkbot.api.model;

import java.util.List;
import java.util.Optional;

import io.sparkbot.api.tool.ToolDescriptor;

/**
 * One call to a model.
 *
 * @param model model id
 * @param tools offered tools; empty for an answer without tools
 * @param maxOutputTokens sent only when set
 */
public record ModelRequest(
        String model, List<ModelMessage> messages, List<ToolDescriptor> tools, Optional<Integer> maxOutputTokens) {

    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
