package io.sparkbot.rooms;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import org.jspecify.annotations.Nullable;

/**
 * An invitation on the wire.
 *
 * @param token only in the answer that made it
 */
@ApiName("RoomInvite")
record InviteView(
        UUID id,
        UUID roomId,
        UUID createdBy,
        Instant createdAt,
        @ApiField(oneOf = {"OWNER", "MOD", "MEMBER", "VIEWER", "BOT"}) String role,
        @Nullable Integer usageLimit,
        @Nullable Instant expiresAt,
        int usedCount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {

    static InviteView of(InviteStore.Invite invite) {
        return of(invite, null);
    }

    static InviteView of(Invitations.Made made) {
        return of(made.invite(), made.token());
    }

    private static InviteView of(InviteStore.Invite invite, @Nullable String token) {
        return new InviteView(
                invite.id(),
                invite.roomId(),
                invite.createdBy(),
                invite.createdAt(),
                invite.role().name(),
                invite.usageLimit().orElse(null),
                invite.expiresAt().orElse(null),
                invite.usedCount(),
                token);
    }
}
