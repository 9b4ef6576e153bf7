package io.sparkbot.api.web;

import org.osgi.annotation.versioning.ConsumerType;

/** A WebSocket route. The web bundle checks origin and size, authenticates (cookie, or a first auth frame) and then opens it. */
@ConsumerType
public interface SocketEndpoint {

    /** Service property with the path template below {@code /api/v1}, for example {@code /chat/ws/rooms/{room_id}}. */
    String PATH = "sparkbot.socket.path";

    /**
     * Called on a virtual thread once the caller is known. Refuses with {@link SocketConnection#close}.
     *
     * @return what receives the frames of this connection
     */
    SocketHandler open(SocketConnection connection);
}
