package io.sparkbot.bench;

import java.util.Arrays;

/** Measured values of one kind, in whatever unit the row names. */
final class Sample {

    private final double[] sorted;

    Sample(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    /** Nearest-rank percentile, 0 to 100. */
    double percentile(double p) {
        int rank = (int) Math.ceil(p / 100 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    double median() {
        return percentile(50);
    }

    int size() {
        return sorted.length;
    }

    String range() {
        return "%.1f-%.1f".formatted(sorted[0], sorted[sorted.length - 1]);
    }
}
