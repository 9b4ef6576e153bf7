package io.sparkbot.llm.http;

import java.time.Duration;

/**
 * Bounds of one call.
 *
 * @param answer until the first byte of the answer's head
 * @param silence between two bytes of the answer
 * @param size bytes of a whole answer
 */
public record Limits(Duration answer, Duration silence, long size) {

    /** 120 s, 60 s, 32 MiB. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(120), Duration.ofSeconds(60), 32L << 20);

    /** For questions that a person waits for: 10 s. */
    public static final Limits SHORT = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), 8L << 20);
}
