package io.sparkbot.api.event;

import org.osgi.annotation.versioning.ProviderType;

/** Where room events are published. Inside a database transaction the event goes out after commit, never after a roll-back. */
@ProviderType
public interface RoomEvents {

    void publish(RoomEvent event);
}
