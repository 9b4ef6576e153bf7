package io.sparkbot.api.turn;

import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;

/**
 * A wish for a turn.
 *
 * @param content the person's text, 1 to 100,000 characters
 * @param source where it came from: {@code web}, {@code cli}, {@code telegram} …
 * @param tools whether tools may be offered to the model
 * @param meta what the message carries beside its words, a JSON object as text; {@link Enclosures} read it
 */
public record TurnRequest(
        UUID roomId, Person person, String content, Optional<UUID> replyTo, String source, boolean tools, Optional<String> meta) {

    public TurnRequest(UUID roomId, Person person, String content, Optional<UUID> replyTo, String source, boolean tools) {
        this(roomId, person, content, replyTo, source, tools, Optional.empty());
    }

    /** A turn with tools. */
    public TurnRequest(UUID roomId, Person person, String content, Optional<UUID> replyTo, String source) {
        this(roomId, person, content, replyTo, source, true);
    }
}
