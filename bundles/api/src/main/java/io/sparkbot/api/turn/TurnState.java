package io.sparkbot.api.turn;

/** Where a turn stands. Names on the wire are lower case. */
public enum TurnState {
    RUNNING,
    PARKED,
    DONE,
    STOPPED,
    FAILED,
    INTERRUPTED;

    public boolean isOver() {
        return this != RUNNING && this != PARKED;
    }

    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
