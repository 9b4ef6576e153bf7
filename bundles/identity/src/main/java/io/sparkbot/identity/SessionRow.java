package io.sparkbot.identity;

import java.time.Instant;
import java.util.UUID;

/** A live session as its owner sees it. */
record SessionRow(UUID id, String device, String address, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {}
