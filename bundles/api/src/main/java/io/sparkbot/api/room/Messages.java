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

    /** At most {@code limit} newest messages of the shown path, oldest first. */
    List<Message> newest(UUID roomId, int limit);

    /** At most {@code limit} messages right before the given one on its path, oldest first. */
    List<Message> before(UUID roomId, UUID messageId, int limit);

    /**
     * What stands for everything up to a message when the conversation is given to a model.
     *
     * @param summary empty for a fresh start
     */
    record Checkpoint(UUID upTo, String summary) {}

    /** The newest checkpoint before the message, on the shown path. */
    Optional<Checkpoint> checkpointBefore(UUID roomId, UUID messageId);

    /** Stores a checkpoint; the messages stay. Nothing happens when its message does not exist any more. */
    void addCheckpoint(UUID roomId, Checkpoint checkpoint);

    /** The newest answer to the message that is on the shown path. */
    Optional<Message> answerTo(UUID roomId, UUID messageId);

    /**
     * Makes the path through the message the shown one; nothing is lost.
     *
     * @throws io.sparkbot.api.web.Problem 404 for an unknown message, 409 {@code conflict} when too many messages would change places
     */
    void choose(UUID roomId, UUID messageId);

    /**
     * Takes the message and everything after it from the shown path, to make place for another version of it.
     *
     * @throws io.sparkbot.api.web.Problem as {@link #choose}
     */
    void setAside(UUID roomId, UUID messageId);

    /** Undoes {@link #setAside} when no other version has taken the place. */
    void putBack(UUID roomId, UUID messageId);
}
