package io.sparkbot.api.policy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A call that waits for a person, or was decided.
 *
 * @param id the {@code confirm_id}
 * @param argumentsJson exact arguments to run; never leaves the server; empty once the approval has ended, and when it cannot be read
 * @param input what people may see of them, redacted
 * @param title the call in plain words
 * @param callId the model's call that this approval answers
 */
public record Approval(
        UUID id,
        Kind kind,
        String tool,
        String argumentsJson,
        Map<String, Object> input,
        String title,
        String reason,
        UUID personId,
        UUID roomId,
        Optional<UUID> turnId,
        UUID callId,
        Optional<String> agent,
        String source,
        State state,
        Instant createdAt,
        Instant expiresAt,
        Optional<UUID> decidedBy,
        Optional<Instant> decidedAt) {

    /** What kind of yes is needed. */
    public enum Kind {
        CONFIRM,
        PRIVILEGED,
        PRIVILEGED_REVEAL;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Where it stands. A grant is used once: granted, then executed or failed. */
    public enum State {
        PENDING,
        GRANTED,
        DENIED,
        EXPIRED,
        EXECUTED,
        FAILED;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
