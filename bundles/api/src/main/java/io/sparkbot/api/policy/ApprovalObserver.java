package io.sparkbot.api.policy;

import org.osgi.annotation.versioning.ConsumerType;

/** Told when an approval ended without a decision (expired or withdrawn), so that the turn that waits for it can end. */
@ConsumerType
public interface ApprovalObserver {

    void lapsed(Approval approval);
}
