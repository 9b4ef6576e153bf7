package io.sparkbot.tools.gate;

import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.tool.Gate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether an approval stands for exactly this call and is still unused, by what the store says of it. */
final class GrantCheck {

    private static final Logger LOG = LoggerFactory.getLogger(GrantCheck.class);

    private GrantCheck() {}

    /** The approval as stored; empty when it is not granted, was used, or belongs to another call. */
    static Optional<Approval> usable(Approvals approvals, Approval granted, Gate.Request request) {
        try {
            return approvals.find(granted.id()).filter(stored -> fits(stored, request));
        } catch (RuntimeException e) {
            LOG.error("approval {} could not be read: {}", granted.id(), e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static boolean fits(Approval stored, Gate.Request request) {
        return stored.state() == Approval.State.GRANTED
                && !stored.argumentsJson().isEmpty() // unreadable: never to be taken for a call without arguments
                && stored.callId().equals(request.callId())
                && stored.personId().equals(request.person().id())
                && request.room().equals(Optional.of(stored.roomId()))
                && stored.turnId().equals(request.turn());
    }

    /** The request with tool and arguments of the approval, whatever the caller says they are. */
    static Gate.Request exact(Approval granted, Gate.Request request) {
        return new Gate.Request(
                request.callId(),
                granted.tool(),
                granted.argumentsJson(),
                request.person(),
                request.room(),
                request.turn(),
                granted.agent(),
                request.source(),
                request.cancelled(),
                request.started());
    }
}
