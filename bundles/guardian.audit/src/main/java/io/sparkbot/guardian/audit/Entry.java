package io.sparkbot.guardian.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A stored entry. */
record Entry(
        UUID id,
        Instant createdAt,
        Optional<UUID> personId,
        Optional<UUID> roomId,
        String tool,
        String input,
        String result,
        Optional<String> agent,
        Optional<String> model) {}
