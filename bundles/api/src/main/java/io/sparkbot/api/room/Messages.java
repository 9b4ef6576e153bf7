package io.sparkbot.api.room;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.osgi.annotation.versioning.ProviderType;

/** The transcript of rooms. */
@ProviderType
public interface Messages {

    /**
     * Stores a message, joins a transaction open on this thread, and tells the room after commit.
     *
     * @throws io.sparkbot.api.web.Problem 422 {@code invalid} for content out of bounds or a foreign {@code replyTo}
     */
    Message add(NewMessage message);

    Optional<Message> find(UUID roomId, UUID messageId);

    /** At most {@code limit} newest messages, oldest first. */
    List<Message> newest(UUID roomId, int limit);

    /** At most {@code limit} messages right before the given one, oldest first. */
    List<Message> before(UUID roomId, UUID messageId, int limit);
}
