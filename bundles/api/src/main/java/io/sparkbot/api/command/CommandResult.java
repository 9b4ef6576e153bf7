package io.sparkbot.api.command;

import java.util.Optional;
import java.util.UUID;

/**
 * What a command led to.
 *
 * @param text for the person; several lines, no markup
 * @param action something the client is to do
 */
public record CommandResult(String text, Optional<Action> action) {

    public static CommandResult of(String text) {
        return new CommandResult(text, Optional.empty());
    }

    public static CommandResult of(String text, String type, String value) {
        return new CommandResult(text, Optional.of(new Action(type, value)));
    }

    /**
     * Something the client is to do: {@code clear} (empty the view), {@code download} (value: address), {@code search} (value: words),
     * {@code turn} (follow a turn that goes on; value: {@code TURN_ID:AFTER}, see {@link #turn}).
     */
    public record Action(String type, String value) {

        public static final String CLEAR = "clear";
        public static final String DOWNLOAD = "download";
        public static final String SEARCH = "search";
        public static final String TURN = "turn";
    }

    /** A result after which the client follows a turn from behind an event number. */
    public static CommandResult turn(String text, UUID turnId, long after) {
        return of(text, Action.TURN, turnId + ":" + after);
    }
}
