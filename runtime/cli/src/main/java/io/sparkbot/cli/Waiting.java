package io.sparkbot.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** Says what is waited for, once that takes longer than a moment: one line that changes on a terminal, else one line each. */
public final class Waiting implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final PrintWriter out;
    private final boolean terminal;
    private final long from;
    private final long begin = System.nanoTime();
    private String last = "";
    private int width;

    public Waiting(PrintWriter out) {
        this.out = out;
        this.terminal = System.console() != null && System.console().isTerminal();
        this.from = begin + MOMENT.toNanos();
    }

    public void show(String words) {
        if (System.nanoTime() < from) {
            return;
        }
        String line = terminal
                ? words + " … " + (System.nanoTime() - begin) / 1_000_000_000 + " s"
                : words + " …";
        if (!line.equals(last)) {
            last = line;
            out.print(terminal ? "\r" + line + " ".repeat(Math.max(0, width - line.length())) : line + "\n");
            out.flush();
            width = line.length();
        }
    }

    @Override
    public void close() {
        if (terminal && width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
            width = 0;
        }
    }
}
