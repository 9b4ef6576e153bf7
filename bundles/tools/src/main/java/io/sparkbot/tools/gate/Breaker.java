package io.sparkbot.tools.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Stops calls of a tool that keeps failing: after five failures in a row for a minute, then one call tries whether it is well again. */
final class Breaker {

    private static final int FAILURES = 5;
    private static final Duration OPEN = Duration.ofSeconds(60);

    private final Clock clock;
    private int failures;
    private Instant openUntil = Instant.MIN;

    Breaker(Clock clock) {
        this.clock = clock;
    }

    /** How long calls are still refused; empty when one may run. The call that tries again keeps the others out meanwhile. */
    synchronized Optional<Duration> refusal() {
        Instant now = clock.instant();
        if (failures < FAILURES) {
            return Optional.empty();
        }
        if (now.isBefore(openUntil)) {
            return Optional.of(Duration.between(now, openUntil));
        }
        openUntil = now.plus(OPEN);
        return Optional.empty();
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        openUntil = clock.instant().plus(OPEN);
    }
}
