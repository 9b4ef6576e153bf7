package io.sparkbot.guardian.approvals;

import java.util.Map;
import java.util.UUID;

import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.ApiDoc;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What waits for a decision in one room, and the no to it. The yes is a stream and belongs to the turn. */
@Component(service = RoomConfirmationsResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/confirmations")
@Produces(MediaType.APPLICATION_JSON)
public final class RoomConfirmationsResource {

    private final Rooms rooms;
    private final Turns turns;
    private final ConfirmationsResource.Listing listing;

    @Activate
    public RoomConfirmationsResource(
            @Reference Approvals approvals, @Reference Rooms rooms, @Reference People people, @Reference Turns turns) {
        this.rooms = rooms;
        this.turns = turns;
        this.listing = new ConfirmationsResource.Listing(approvals, people, rooms);
    }

    @GET
    @ApiDoc(value = "What waits for a decision in the room, newest first.", refusals = {"not_found", "not_member"})
    public ConfirmationsResource.Listing.Items list(@PathParam("room_id") UUID roomId, @Context Person person) {
        Room room = rooms.require(roomId, person).room();
        return listing.of(Map.of(room.id(), room.name()), person, 100);
    }

    @DELETE
    @Path("{confirm_id}")
    @ApiDoc(value = "Says no. The model is told and the turn goes on.", refusals = {"not_found", "not_member", "viewer_read_only", "not_allowed", "expired"})
    public void deny(@PathParam("room_id") UUID roomId, @PathParam("confirm_id") UUID confirmId, @Context Person person) {
        rooms.require(roomId, person).sending();
        turns.decide(confirmId, roomId, person, false, "web");
    }
}
