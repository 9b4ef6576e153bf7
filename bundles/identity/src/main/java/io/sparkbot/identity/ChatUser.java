package io.sparkbot.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sparkbot.api.person.PersonType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A person or bot as everybody in the chat sees it. */
public record ChatUser(
        UUID id,
        String username,
        PersonType type,
        Optional<String> botDisplayName,
        Optional<String> botSlug,
        boolean botAutoMode,
        @JsonProperty("is_active") boolean active,
        Instant createdAt,
        Instant updatedAt) {

    static ChatUser of(PersonRow row) {
        return new ChatUser(
                row.id(), row.username(), row.type(), row.botDisplayName(), row.botSlug(), row.botAutoMode(), row.active(), row.createdAt(), row.updatedAt());
    }
}
