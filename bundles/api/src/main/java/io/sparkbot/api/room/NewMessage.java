package io.sparkbot.api.room;

import java.util.Optional;
import java.util.UUID;

/**
 * A message to store.
 *
 * @param content 1 to 100,000 characters
 * @param meta a JSON object as text
 * @param answers the message it answers; it stands on the same path, shown or not
 * @param versionOf a message that it is another version of; it is shown unless one of its versions is
 */
public record NewMessage(
        UUID roomId, UUID senderId, String content, Optional<UUID> replyTo, Optional<String> meta, Optional<UUID> answers, Optional<UUID> versionOf) {

    public NewMessage(UUID roomId, UUID senderId, String content, Optional<UUID> replyTo, Optional<String> meta) {
        this(roomId, senderId, content, replyTo, meta, Optional.empty(), Optional.empty());
    }

    public NewMessage(UUID roomId, UUID senderId, String content) {
        this(roomId, senderId, content, Optional.empty(), Optional.empty());
    }
}
