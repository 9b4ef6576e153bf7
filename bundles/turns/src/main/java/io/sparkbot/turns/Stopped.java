package io.sparkbot.turns;

/** The turn was stopped by somebody else, who stores its ending; its own thread has nothing more to do. */
final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Stopped() {
        super("the turn was stopped", null, false, false);
    }
}
