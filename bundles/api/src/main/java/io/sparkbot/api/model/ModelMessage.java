package io.sparkbot.api.model;

import java.util.List;
import java.util.UUID;

/** One message of the conversation as the model gets it. */
public sealed interface ModelMessage {

    /** Instructions. */
    record System(String text) implements ModelMessage {}

    /**
     * What a person says.
     *
     * @param images pictures shown with the words; a model that takes none gets a word about each instead
     */
    record User(String text, List<Image> images) implements ModelMessage {

        public User {
            images = List.copyOf(images);
        }

        public User(String text) {
            this(text, List.of());
        }
    }

    /**
     * A picture as it came.
     *
     * @param mime {@code image/jpeg}, {@code image/png}, {@code image/gif} or {@code image/webp}
     * @param data the bytes, which nobody changes
     */
    record Image(String mime, byte[] data) {}

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
