package io.sparkbot.api.policy;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import org.osgi.annotation.versioning.ProviderType;

/** The durable store of calls that wait for a yes. */
@ProviderType
public interface Approvals {

    /** How long an approval waits. */
    Duration LIFETIME = Duration.ofMinutes(10);

    /** Stores a call that needs a decision; joins a transaction open on this thread. */
    Approval store(New approval);

    /** The approval in whatever state, an overdue one already marked expired. */
    Optional<Approval> find(UUID id);

    /** Pending approvals of these rooms, newest first, at most 100. */
    List<Approval> pending(Collection<UUID> roomIds, int limit);

    /** Whether the person may decide it: the requester, a lead of the room or an operator, never a viewer or a stranger to the room. */
    boolean mayDecide(Approval approval, Person person);

    /**
     * Takes the approval for one run: pending becomes granted, atomically.
     *
     * @param roomId the room the decision is made in
     * @return the granted approval with its arguments
     * @throws io.sparkbot.api.web.Problem 404 {@code not_found} when unknown, of another room, or no longer pending; 410 {@code expired}; 403 when the person may not decide, 403 {@code privileged_required}
     */
    Approval grant(UUID id, UUID roomId, Person decider, String source);

    /** Says no; the same refusals as {@link #grant}. */
    Approval deny(UUID id, UUID roomId, Person decider, String source);

    /** Records how the run of a granted approval ended. */
    void finished(UUID id, boolean ok);

    /** Takes pending approvals of a turn back, because the turn was stopped or has ended. */
    void withdraw(UUID turnId, String cause);

    /** A call to store. */
    record New(
            Approval.Kind kind,
            String tool,
            String argumentsJson,
            Map<String, Object> input,
            String title,
            String reason,
            UUID personId,
            UUID roomId,
            Optional<UUID> turnId,
            UUID callId,
            Optional<String> agent,
            String source) {}
}
