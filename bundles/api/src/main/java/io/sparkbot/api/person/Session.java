package io.sparkbot.api.person;

import java.time.Instant;
import java.util.UUID;

/**
 * A signed-in session, or an API key at work. The token itself is known to the client only; the server keeps its hash.
 *
 * @param access what the credential opens
 */
public record Session(UUID id, Person person, Instant expiresAt, Access access) {

    /** A session that came from a sign-in. */
    public Session(UUID id, Person person, Instant expiresAt) {
        this(id, person, expiresAt, Access.SIGN_IN);
    }
}
