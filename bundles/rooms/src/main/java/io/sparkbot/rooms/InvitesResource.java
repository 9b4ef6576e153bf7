package io.sparkbot.rooms;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.Notice;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The invitations of a room, for its owners and moderators. */
@Component(service = InvitesResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/invites")
@Produces(MediaType.APPLICATION_JSON)
public final class InvitesResource {

    private final Invitations invitations;

    @Activate
    public InvitesResource(@Reference Invitations invitations) {
        this.invitations = invitations;
    }

    @GET
    @ApiDoc(value = "The invitations of a room, newest first", details = "For owners and moderators. Tokens are not among what is kept.", refusals = {"not_member", "not_allowed", "not_found"})
    public List<InviteView> list(@PathParam("room_id") UUID roomId, @Context Person person) {
        return invitations.of(roomId, person).stream().map(InviteView::of).toList();
    }

    @POST
    @ApiDoc(value = "Makes an invitation", details = "For owners and moderators. The answer holds the token, and no later answer does.", refusals = {"not_member", "not_allowed", "not_found", "conflict", "invalid"})
    public InviteView make(@PathParam("room_id") UUID roomId, NewInvite wanted, @Context Person person) {
        return InviteView.of(invitations.make(
                roomId,
                person,
                wanted.role() == null ? RoomRole.MEMBER : wanted.role(),
                Optional.ofNullable(wanted.usageLimit()),
                Optional.ofNullable(wanted.expiresAt())));
    }

    /**
     * @param role MOD, MEMBER or VIEWER; MEMBER when left out
     * @param usageLimit how many people may join with it, 1 to 100,000; left out for as many as like
     */
    @ApiName("NewRoomInvite")
    record NewInvite(@Nullable RoomRole role, @ApiField(min = 1, max = 100_000) @Nullable Integer usageLimit, @Nullable Instant expiresAt) {}

    @DELETE
    @Path("{invite_id}")
    @ApiDoc(value = "Revokes an invitation", answer = Notice.class, refusals = {"not_member", "not_allowed", "not_found"})
    public Map<String, String> revoke(@PathParam("room_id") UUID roomId, @PathParam("invite_id") UUID inviteId, @Context Person person) {
        invitations.revoke(roomId, person, inviteId);
        return Map.of("message", "The invitation is revoked.");
    }
}
