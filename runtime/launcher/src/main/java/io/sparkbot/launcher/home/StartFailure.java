package io.sparkbot.launcher.home;

/** The server cannot start; the message names the thing, the limit and the remedy, and is shown to the person as it is. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
