package io.sparkbot.tools.gate;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.audit.Redactor;
import io.sparkbot.api.person.People;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.policy.Gatekeeper;
import io.sparkbot.api.room.Rooms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Those whom the Gate asks, as they are at the moment of a call. Each may be missing while its bundle is stopped or updated.
 */
public record Guardians(
        @Nullable Gatekeeper gatekeeper,
        @Nullable Audit audit,
        @Nullable Redactor redactor,
        @Nullable Approvals approvals,
        @Nullable People people,
        @Nullable Rooms rooms) {

    /** The four without which no call runs, all of them there. */
    record Present(Gatekeeper gatekeeper, Audit audit, Redactor redactor, Approvals approvals) {}

    Optional<Present> present() {
        return gatekeeper == null || audit == null || redactor == null || approvals == null
                ? Optional.empty()
                : Optional.of(new Present(gatekeeper, audit, redactor, approvals));
    }

    /** What is missing of them, in plain words. */
    public String missing() {
        List<String> missing = new ArrayList<>();
        if (gatekeeper == null) {
            missing.add("the policy (guardian.shield)");
        }
        if (audit == null || redactor == null) {
            missing.add("the audit log (guardian.audit)");
        }
        if (approvals == null) {
            missing.add("the approvals (guardian.approvals)");
        }
        return String.join(", ", missing);
    }
}
