package io.sparkbot.cli;

/**
 * One line of {@code doctor}.
 *
 * @param remedy what to do; empty when there is nothing to do
 */
record Finding(Level level, String subject, String detail, String remedy) {
    /** How bad it is. */
    enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String subject, String detail) {
        return new Finding(Level.OK, subject, detail, "");
    }

    static Finding warn(String subject, String detail, String remedy) {
        return new Finding(Level.WARN, subject, detail, remedy);
    }

    static Finding fail(String subject, String detail, String remedy) {
        return new Finding(Level.FAIL, subject, detail, remedy);
    }
}
