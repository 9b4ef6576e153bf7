package io.sparkbot.cli.chat;

import java.time.Duration;

/** Until when an answer is waited for. */
record Deadline(long nanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    long leftMillis() {
        return Math.max(0, (nanos - System.nanoTime()) / 1_000_000);
    }

    boolean isOver() {
        return leftMillis() == 0;
    }
}
