package io.sparkbot.plugins;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the last change of a plugin ended.
 *
 * @param name symbolic name of the bundle; the file's name where the jar could not be read that far
 * @param action install, update, remove, start, stop or rollback
 * @param version of what was wished; empty where it is not known
 * @param sha256 of the file; empty for an action without a file
 * @param reason why it is not active; empty when it is
 */
record Outcome(
        String name,
        Optional<String> file,
        String action,
        String version,
        String sha256,
        State state,
        String reason,
        Instant at,
        Steps steps) {

    boolean bad() {
        return state == State.FAILED || state == State.REJECTED;
    }
}
