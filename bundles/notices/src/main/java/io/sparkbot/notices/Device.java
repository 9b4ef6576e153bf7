package io.sparkbot.notices;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A browser that wants notices.
 *
 * @param endpoint where its push service takes them
 * @param publicKey of the browser, 65 bytes
 * @param secret of the browser, 16 bytes
 * @param label made of the user agent
 * @param toldAt when its push service last took a notice
 */
record Device(UUID id, UUID personId, URI endpoint, byte[] publicKey, byte[] secret, String label, Instant createdAt, Optional<Instant> toldAt) {}
