package io.sparkbot.api.turn;

import java.io.OutputStream;
import java.util.Map;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import org.osgi.annotation.versioning.ProviderType;

/** A turn's events as server-sent events, for resources of other bundles that start turns. */
@ProviderType
public interface TurnAnswers {

    /**
     * The answer to a request for a turn's events after a number. The reader is told only of what they may decide, and stops reading when
     * they leave the room.
     *
     * @param plainScript whether the reader is an older script client, which knows other names for some events
     * @param added fields that the first event and {@code done} carry in addition
     */
    Body events(UUID turnId, long after, UUID roomId, Person reader, boolean plainScript, Map<String, String> added);

    /** Writes events as they come until there are no more; a reader that goes away ends the writing and nothing else. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out);
    }
}
