package io.sparkbot.api.model;

import java.util.List;
import java.util.UUID;

/** One message of the conversation as the model gets it. */
public sealed interface ModelMessage {

    /** Instructions. */
    record System(String text) implements ModelMessage {}

    record User(String text) implements ModelMessage {}

    /** What the model said and which calls it wished. */
    record Assistant(String text, List<ToolWish> calls) implements ModelMessage {

        public Assistant {
            calls = List.copyOf(calls);
        }
    }

    /** The result of one wished call. */
    record Result(UUID callId, String tool, String text, boolean error) implements ModelMessage {}

    /**
     * A call the model wishes.
     *
     * @param callId ours, whatever id the provider gave
     * @param argumentsJson a valid JSON object; {@code {}} when the model wrote something else
     * @param fault what was wrong with the arguments as written; empty when nothing was
     */
    record ToolWish(UUID callId, String tool, String argumentsJson, String fault) {}
}
