package io.sparkbot.turns;

/** A turn was about to end, but its person has added something that its model has not read. */
final class Steered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Steered() {
        super("the turn was steered", null, false, false);
    }
}
