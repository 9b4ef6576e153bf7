package io.sparkbot.api.person;

import java.util.UUID;

import org.osgi.annotation.versioning.ConsumerType;

/** Told when a session ends before its time, so that open streams and sockets can be closed. */
@ConsumerType
public interface SessionObserver {

    void ended(UUID sessionId, UUID personId);
}
