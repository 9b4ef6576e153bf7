package io.sparkbot.guardian.approvals;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.web.ApiField;

/** A pending approval as those who may decide or watch it see it. */
record ConfirmationView(
        UUID confirmId,
        Optional<UUID> turnId,
        UUID roomId,
        String roomName,
        String tool,
        String title,
        Map<String, Object> input,
        String reason,
        @ApiField(oneOf = {"confirm", "privileged"}) String kind,
        String requestedBy,
        Instant createdAt,
        Instant expiresAt,
        boolean canDecide) {

    static ConfirmationView of(Approval approval, String roomName, String requestedBy, boolean canDecide) {
        return new ConfirmationView(
                approval.id(), approval.turnId(), approval.roomId(), roomName, approval.tool(), approval.title(), approval.input(),
                approval.reason(), approval.kind().wire(), requestedBy, approval.createdAt(), approval.expiresAt(), canDecide);
    }
}
