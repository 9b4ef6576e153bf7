package io.sparkbot.api.turn;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A turn as a row.
 *
 * @param messageId the human message it answers
 * @param lastSeq number of its newest stored event
 */
public record Turn(
        UUID id,
        UUID roomId,
        UUID personId,
        UUID messageId,
        TurnState state,
        Instant startedAt,
        Optional<Instant> endedAt,
        long lastSeq) {}
