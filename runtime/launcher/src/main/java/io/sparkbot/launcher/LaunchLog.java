package io.sparkbot.launcher;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Everything that logs without OSGi (this launcher, the framework, Jersey) logs through java.util.logging. Until the
 * log bundle can take the records they are held here; at the end, when it is gone, they go to the terminal.
 */
final class LaunchLog extends Handler {
    private static final int HELD_AT_MOST = 500;

    private final PrintStream terminal;
    private final List<LogRecord> held = new ArrayList<>();
    /** java.util.logging forgets the level of a logger that nobody holds. */
    private final List<Logger> adjusted = new ArrayList<>();
    private @Nullable Handler next;
    private boolean ending;

    private LaunchLog(PrintStream terminal) {
        this.terminal = terminal;
        setFormatter(new SimpleFormatter());
    }

    static LaunchLog install(PrintStream terminal) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT %4$s %3$s: %5$s%6$s%n");
        LogManager.getLogManager().reset();
        LaunchLog log = new LaunchLog(terminal);
        log.level("", Level.WARNING);
        log.level("io.sparkbot", Level.INFO);
        // says for every resource of every bundle that it implements no provider interface, which is as it should be
        log.level("org.glassfish.jersey.internal.inject.Providers", Level.SEVERE);
        Logger.getLogger("").addHandler(log);
        return log;
    }

    private void level(String name, Level level) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(level);
        adjusted.add(logger);
    }

    /** From now on records go to the log bundle, first those held. */
    synchronized void forwardTo(Handler handler) {
        next = handler;
        held.forEach(handler::publish);
        held.clear();
    }

    /** The log bundle goes away: from now on records go to the terminal, first those nobody took. */
    synchronized void end() {
        ending = true;
        next = null;
        held.forEach(this::print);
        held.clear();
    }

    @Override
    public synchronized void publish(LogRecord record) {
        if (next != null) {
            next.publish(record);
        } else if (ending) {
            print(record);
        } else if (held.size() < HELD_AT_MOST) {
            held.add(record);
        }
    }

    private void print(LogRecord record) {
        terminal.print(getFormatter().format(record));
    }

    @Override
    public void flush() {
        terminal.flush();
    }

    @Override
    public void close() {
        end();
    }
}
