package io.sparkbot.cli.dev;

import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** One line per thing that happened, with the time of day. */
final class Reports {

    private final PrintWriter out;

    Reports(PrintWriter out) {
        this.out = out;
    }

    synchronized void line(String text) {
        out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "  " + text);
        out.flush();
    }
}
