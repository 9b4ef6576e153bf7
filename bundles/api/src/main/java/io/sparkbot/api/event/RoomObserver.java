package io.sparkbot.api.event;

import org.osgi.annotation.versioning.ConsumerType;

/** A service that is told of every room event, in order within a room. It must return quickly and hand long work to its own thread. */
@ConsumerType
public interface RoomObserver {

    void on(RoomEvent event);
}
