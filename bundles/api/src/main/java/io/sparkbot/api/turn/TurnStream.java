package io.sparkbot.api.turn;

import java.time.Duration;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** One reader of a turn's events. Reading blocks; a slow reader never holds the turn back. */
@ProviderType
public interface TurnStream extends AutoCloseable {

    /** The next event; empty when none came within {@code wait} (send a heartbeat and ask again) or the stream {@link #ended}. */
    Optional<TurnEvent.Numbered> next(Duration wait) throws InterruptedException;

    /** Whether no further event will come: the turn is over or parked and everything was read. */
    boolean ended();

    @Override
    void close();
}
