package io.sparkbot.llm.call;

import io.sparkbot.llm.http.CallStop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** When and how long to wait before a call is tried again. */
final class Retry {

    /** For a question that is asked once. */
    static final Retry NEVER = new Retry(1, Duration.ZERO, RandomGenerator.getDefault());

    private static final int ATTEMPTS = 3;

    private static final Duration LONGEST_WISH = Duration.ofSeconds(60);

    private final int attempts;
    private final Duration base;
    private final RandomGenerator random;

    /** @param base the first pause without a wish of the provider is between this and twice this, the next twice as long */
    Retry(Duration base, RandomGenerator random) {
        this(ATTEMPTS, base, random);
    }

    private Retry(int attempts, Duration base, RandomGenerator random) {
        this.attempts = attempts;
        this.base = base;
        this.random = random;
    }

    /**
     * @param attempt the one that failed, from 1
     * @return how long to wait; empty when the failure is final
     */
    Optional<Duration> pause(Failure failure, int attempt) {
        if (!failure.retriable() || attempt >= attempts) {
            return Optional.empty();
        }
        if (failure.retryAfter().isPresent()) {
            return failure.retryAfter().filter(wish -> wish.compareTo(LONGEST_WISH) <= 0);
        }
        long most = base.toMillis() << attempt;
        return Optional.of(Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1)));
    }

    /** Waits, or returns at once when the call is stopped. */
    static void sleep(Duration pause, CallStop stop) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (CallStop.Hook waking = stop.onStop(stopped::countDown)) {
            stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
