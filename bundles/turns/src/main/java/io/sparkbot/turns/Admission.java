package io.sparkbot.turns;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.Problem;

/** How many turns this server takes on, and how many a person may start. */
final class Admission {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TurnStore store;
    private final TurnSettings settings;
    private final AtomicInteger admitted = new AtomicInteger();

    Admission(TurnStore store, TurnSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** @throws Problem 429 when this server or this person has as many turns as the settings allow */
    void admit(Person person) {
        int perMinute = settings.sendsPerMinute();
        if (perMinute > 0 && store.startedSince(person.id(), MINUTE, perMinute) >= perMinute) {
            throw new Problem(429, "rate_limited", "You have sent " + perMinute + " messages within a minute, which is the limit. Wait a little.", Map.of("Retry-After", "30"));
        }
        if (admitted.incrementAndGet() > settings.maxRunning()) {
            admitted.decrementAndGet();
            throw new Problem(429, "rate_limited", "The assistant is answering " + settings.maxRunning() + " messages at once, which is the limit. Send yours again in a moment.", Map.of("Retry-After", "5"));
        }
    }

    /** A turn that was admitted before goes on. */
    void goesOn() {
        admitted.incrementAndGet();
    }

    void left() {
        admitted.decrementAndGet();
    }
}
