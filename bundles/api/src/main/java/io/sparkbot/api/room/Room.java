package io.sparkbot.api.room;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A room.
 *
 * @param name 1 to 200 characters
 * @param persona extra instruction of the room's owner, at most 500 characters
 * @param executionAllowed the execution gate: tools that run commands or code need it open
 */
public record Room(
        UUID id,
        String name,
        Optional<String> description,
        UUID createdBy,
        Instant createdAt,
        Instant updatedAt,
        Optional<String> persona,
        boolean executionAllowed) {}
