package io.sparkbot.cli.chat;

import java.util.Optional;

/** Where the person's lines come from. */
interface Asker extends AutoCloseable {

    /** Whether a person sits there who can be asked something. */
    boolean isPerson();

    /** The next line; empty at the end. */
    Optional<String> line(String prompt);

    /** A line that is not shown while it is typed; empty when nobody can be asked. */
    Optional<String> secret(String prompt);

    /** Runs the action whenever the person presses Ctrl-C, until the answer is run. */
    Runnable onInterrupt(Runnable action);

    @Override
    void close();
}
