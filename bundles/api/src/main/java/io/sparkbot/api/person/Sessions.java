package io.sparkbot.api.person;

import java.util.Optional;
import java.util.UUID;

import org.osgi.annotation.versioning.ProviderType;

/** Server-side, revocable sessions. */
@ProviderType
public interface Sessions {

    /** The live session of this token or API key; empty when it is unknown, expired, revoked. An inactive person's session is returned, so that the door can say why. */
    Optional<Session> verify(String token);

    /** Whether the session or API key is still live; long-running streams and sockets ask again from time to time. */
    boolean isLive(UUID sessionId);
}
