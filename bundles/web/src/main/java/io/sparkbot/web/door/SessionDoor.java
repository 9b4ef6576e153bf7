package io.sparkbot.web.door;

import io.sparkbot.api.person.Session;
import io.sparkbot.api.person.Sessions;
import io.sparkbot.api.web.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Asks the session keeper, whichever is there at this moment. Without one nobody gets in. */
@Component(service = SessionDoor.class)
public final class SessionDoor {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Sessions sessions;

    /**
     * The live session of this token.
     *
     * @throws Problem 503 while there is nobody to ask
     */
    public Optional<Session> verify(String token) {
        return keeper().verify(token);
    }

    public boolean isLive(UUID sessionId) {
        return keeper().isLive(sessionId);
    }

    public boolean isOpen() {
        return sessions != null;
    }

    private Sessions keeper() {
        Sessions present = sessions;
        if (present == null) {
            throw new Problem(503, "unavailable", "Sign-in is not available at the moment. Try again shortly.", Map.of("Retry-After", "2"));
        }
        return present;
    }
}
