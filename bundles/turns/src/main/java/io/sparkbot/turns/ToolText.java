package io.sparkbot.turns;

import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.tool.ToolResult;

/** A tool's result as the model and as people read it. */
final class ToolText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolText() {}

    /** What the model reads. The Gate has bounded it and put content from outside into an envelope. */
    static String forModel(ToolResult result) {
        String body = result.data().map(ToolText::json).orElse(result.text());
        return body.isBlank() ? "(no content)" : body;
    }

    /** What people read: without the envelope, whose first and last line carry the id of the call. */
    static String forPeople(UUID callId, ToolResult result) {
        String text = result.text();
        if (!result.untrusted()) {
            return text;
        }
        String mark = callId.toString();
        return text.lines().filter(line -> !line.contains(mark)).collect(Collectors.joining("\n"));
    }

    static boolean isError(ToolResult.Status status) {
        return status != ToolResult.Status.OK && status != ToolResult.Status.EMPTY;
    }

    private static String json(Object data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a tool's data cannot be written as JSON", e);
        }
    }
}
