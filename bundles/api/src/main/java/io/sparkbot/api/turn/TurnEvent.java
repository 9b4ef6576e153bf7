package io.sparkbot.api.turn;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What happens in a turn. Each is numbered from 1 within its turn by {@link Numbered}. */
public sealed interface TurnEvent {

    /** An event with its number. */
    record Numbered(long seq, TurnEvent event) {}

    /** The person's message is stored. */
    record HumanMessage(UUID messageId, UUID turnId) implements TurnEvent {}

    /** Which model answers, with what the client may show of the choice. */
    record Routing(Map<String, Object> payload) implements TurnEvent {}

    record Token(String text) implements TurnEvent {}

    record ToolStart(UUID callId, String tool, String title, Map<String, Object> input) implements TurnEvent {}

    /** @param result at most 300 characters, masked */
    record ToolDone(UUID callId, String tool, String result, String status) implements TurnEvent {}

    record ConfirmRequired(
            UUID confirmId,
            UUID turnId,
            String tool,
            String title,
            Map<String, Object> input,
            String reason,
            Instant expiresAt)
            implements TurnEvent {}

    /** The answer is stored; the last event. @param silent whether the model chose not to reply */
    record Done(Optional<UUID> messageId, boolean interrupted, boolean silent) implements TurnEvent {

        public Done(Optional<UUID> messageId, boolean interrupted) {
            this(messageId, interrupted, false);
        }
    }

    /** The turn failed; the last event. @param text plain words, fit to show */
    record Failed(String code, String text) implements TurnEvent {}
}
