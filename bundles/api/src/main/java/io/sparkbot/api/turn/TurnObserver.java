package io.sparkbot.api.turn;

import org.osgi.annotation.versioning.ConsumerType;

/** Told after a turn has ended; never in the way of it. */
@ConsumerType
public interface TurnObserver {

    void ended(Turn turn);
}
