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
 * @param toolRounds how often the model may use tools within one turn here, 1 to 100; empty: as often as the installation allows
 */
public record Room(
        UUID id,
        String name,
        Optional<String> description,
        UUID createdBy,
        Instant createdAt,
        Instant updatedAt,
        Optional<String> persona,
        boolean executionAllowed,
        Optional<Integer> toolRounds) {

    /** A room without a number of tool rounds of its own. */
    public Room(
            UUID id,
            String name,
            Optional<String> description,
            UUID createdBy,
            Instant createdAt,
            Instant updatedAt,
            Optional<String> persona,
            boolean executionAllowed) {
        this(id, name, description, createdBy, createdAt, updatedAt, persona, executionAllowed, Optional.empty());
    }
}
