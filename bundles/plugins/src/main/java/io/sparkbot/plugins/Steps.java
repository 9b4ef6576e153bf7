package io.sparkbot.plugins;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was done to a bundle, step by step, with times. */
final class Steps {

    private final Clock clock;
    private final List<Step> taken = new CopyOnWriteArrayList<>();

    Steps(Clock clock) {
        this.clock = clock;
    }

    /**
     * One step.
     *
     * @param step verify, stage, resolve, start, health, switch or drain
     * @param at when it began
     * @param micros how long it took, in microseconds
     * @param ok whether it ended well
     */
    record Step(String step, Instant at, long micros, boolean ok) {}

    /** Something that may be refused. */
    interface Action<T> {
        T run() throws Refused;
    }

    <T> T take(String step, Action<T> action) throws Refused {
        Instant at = clock.instant();
        long begin = System.nanoTime();
        boolean ok = false;
        try {
            T result = action.run();
            ok = true;
            return result;
        } finally {
            taken.add(new Step(step, at, (System.nanoTime() - begin) / 1000, ok));
        }
    }

    /** A step that was measured elsewhere and has just ended. */
    void took(String step, long micros, boolean ok) {
        taken.add(new Step(step, clock.instant().minusNanos(micros * 1000), micros, ok));
    }

    List<Step> taken() {
        return List.copyOf(taken);
    }
}
