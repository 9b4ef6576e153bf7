package io.sparkbot.api.room;

import java.util.Optional;
import java.util.UUID;

/**
 * A message to store.
 *
 * @param content 1 to 100,000 characters
 * @param meta a JSON object as text
 */
public record NewMessage(UUID roomId, UUID senderId, String content, Optional<UUID> replyTo, Optional<String> meta) {

    public NewMessage(UUID roomId, UUID senderId, String content) {
        this(roomId, senderId, content, Optional.empty(), Optional.empty());
    }
}
