package io.sparkbot.rooms;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.Notice;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Rooms over HTTP. */
@Component(service = RoomsResource.class)
@JakartarsResource
@Path("/chat/rooms")
@Produces(MediaType.APPLICATION_JSON)
public final class RoomsResource {

    private static final int MAX_PAGE = 500;

    private final RoomDirectory rooms;
    private final People people;

    @Activate
    public RoomsResource(@Reference RoomDirectory rooms, @Reference People people) {
        this.rooms = rooms;
        this.people = people;
    }

    @GET
    @ApiDoc("The caller's rooms, the one changed last first")
    public List<RoomView> list(@ApiField(min = 0, standard = "0") @QueryParam("skip") @Nullable Integer skip, @ApiField(min = 1, max = 500, standard = "100") @QueryParam("limit") @Nullable Integer limit, @Context Person person) {
        int from = Fields.within("query", "skip", skip, 0, Integer.MAX_VALUE, 0);
        int count = Fields.within("query", "limit", limit, 1, MAX_PAGE, 100);
        return rooms.keptBy(person.id(), from, count).stream().map(RoomView::of).toList();
    }

    @POST
    @ApiDoc(value = "Makes a room, which the caller owns", refusals = "invalid")
    public RoomView create(NewRoom room, @Context Person person) {
        return RoomView.of(rooms.create(person, Fields.roomName(room.name()), Fields.text("description", room.description(), Fields.MAX_DESCRIPTION)));
    }

    /** @param name 1 to 200 characters */
    record NewRoom(@ApiField(min = 1, max = 200) String name, @ApiField(max = 2000) @Nullable String description) {}

    @GET
    @Path("{room_id}")
    @ApiDoc(value = "A room in full", refusals = {"not_member", "not_found"})
    public RoomView detail(@PathParam("room_id") UUID roomId, @Context Person person) {
        RoomDetails details = rooms.enter(roomId, person).details();
        Person owner = people.find(details.room().createdBy()).orElse(person);
        return RoomView.detail(details, PersonView.of(owner), rooms.standing(roomId, person.id()));
    }

    @PATCH
    @Path("{room_id}")
    @ApiDoc(value = "Changes a room", details = "For owners. Only what is given changes.", body = RoomChange.class, refusals = {"not_member", "not_allowed", "not_found", "invalid"})
    public RoomView change(@PathParam("room_id") UUID roomId, ObjectNode body, @Context Person person) {
        return RoomView.of(rooms.change(roomId, person, body));
    }

    /**
     * What may be changed of a room.
     *
     * @param toolRounds how often the model may use tools within one turn; null: as often as the installation allows
     * @param meetingModeMaxBotMsgsPerMin 0 for no limit
     */
    record RoomChange(
            @ApiField(min = 1, max = 200) String name,
            @ApiField(max = 2000) @Nullable String description,
            @ApiField(max = 500) @Nullable String persona,
            boolean executionAllowed,
            @ApiField(min = 1, max = 100) @Nullable Integer toolRounds,
            boolean meetingModeEnabled,
            boolean meetingModeBotsMentionOnly,
            @ApiField(min = 0, max = 1000) int meetingModeMaxBotMsgsPerMin,
            @ApiField(max = 50) @Nullable String meetingModeNoteTakerBotSlug) {}

    @DELETE
    @Path("{room_id}")
    @ApiDoc(value = "Deletes a room with everything in it", details = "For owners.", answer = Notice.class, refusals = {"not_member", "not_allowed", "not_found"})
    public Map<String, String> delete(@PathParam("room_id") UUID roomId, @Context Person person) {
        rooms.delete(roomId, person);
        return Map.of("message", "The room and its messages are deleted.");
    }
}
