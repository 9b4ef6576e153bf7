package io.sparkbot.api.web;

import java.util.Map;

import io.sparkbot.api.person.Session;
import org.osgi.annotation.versioning.ProviderType;

/** One open WebSocket. */
@ProviderType
public interface SocketConnection {

    Session session();

    /** Values of the path template's variables. */
    Map<String, String> path();

    /** Queues a text frame; never blocks. A client that does not read is closed when its queue is full (1013). */
    void send(String frame);

    /** Closes with a code of the contract, for example 4003. */
    void close(int code, String reason);
}
