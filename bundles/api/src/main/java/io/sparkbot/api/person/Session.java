package io.sparkbot.api.person;

import java.time.Instant;
import java.util.UUID;

/** A signed-in session. The token itself is known to the client only; the server keeps its hash. */
public record Session(UUID id, Person person, Instant expiresAt) {}
