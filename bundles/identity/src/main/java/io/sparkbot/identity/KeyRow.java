package io.sparkbot.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An API key as its owner sees it. */
record KeyRow(
        UUID id, String name, String prefix, List<KeyScope> scopes, Instant createdAt, Optional<Instant> lastUsedAt, Optional<Instant> expiresAt) {}
