package io.sparkbot.config;

/** A value that a setting cannot take. The message says what it takes, and what was given unless that is a secret. */
final class BadValue extends Exception {

    private static final long serialVersionUID = 1L;

    BadValue(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
