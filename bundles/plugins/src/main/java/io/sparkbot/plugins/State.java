package io.sparkbot.plugins;

import java.util.Locale;

/** How a plugin is. Names on the wire are lower case. */
enum State {
    /** Runs. */
    ACTIVE,
    /** Started, but waits for something: its configuration, another bundle. */
    IDLE,
    /** Stopped by a person. */
    STOPPED,
    /** Does not work: cannot be resolved, or broke while it started. */
    FAILED,
    /** Was not let in. */
    REJECTED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
