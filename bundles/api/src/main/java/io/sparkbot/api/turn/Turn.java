package io.sparkbot.api.turn;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A turn as a row.
 *
 * @param messageId the human message it answers
 * @param lastSeq number of its newest stored event
 * @param silent whether it ended because the model chose not to reply
 */
public record Turn(
        UUID id,
        UUID roomId,
        UUID personId,
        UUID messageId,
        TurnState state,
        Instant startedAt,
        Optional<Instant> endedAt,
        long lastSeq,
        boolean silent) {

    /** A turn that has not ended in silence. */
    public Turn(
            UUID id, UUID roomId, UUID personId, UUID messageId, TurnState state, Instant startedAt, Optional<Instant> endedAt, long lastSeq) {
        this(id, roomId, personId, messageId, state, startedAt, endedAt, lastSeq, false);
    }
}
