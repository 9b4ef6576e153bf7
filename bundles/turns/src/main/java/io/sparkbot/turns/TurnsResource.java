package io.sparkbot.turns;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.turn.StreamEvent;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The turns of a room: finding one again, following it, stopping it. */
@Component(service = TurnsResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/turns")
@Produces(MediaType.APPLICATION_JSON)
public final class TurnsResource {

    private static final int LISTED = 50;

    private final Turns turns;
    private final Rooms rooms;
    private final People people;
    private final OpenStreams streams;

    @Activate
    public TurnsResource(@Reference Turns turns, @Reference Rooms rooms, @Reference People people, @Reference OpenStreams streams) {
        this.turns = turns;
        this.rooms = rooms;
        this.people = people;
        this.streams = streams;
    }

    @GET
    @ApiDoc(value = "Turns of the room, newest first", details = "At most 50. With state only turns in that state.", refusals = {"not_member", "not_found", "invalid"})
    public TurnList list(@PathParam("room_id") UUID roomId, @ApiField(words = TurnState.class) @QueryParam("state") @Nullable String state, @Context Person person) {
        rooms.require(roomId, person);
        List<TurnView> items = turns.of(roomId, states(state), LISTED).stream().map(TurnView::of).toList();
        return new TurnList(items, items.size());
    }

    @GET
    @Path("{turn_id}/events")
    @ApiDoc(
            value = "Events of a turn after a number, then live ones",
            details = "Ends when the turn is over or waits for a decision. Single events are kept for a day after the end; the last one stays.",
            event = StreamEvent.class,
            types = "text/event-stream",
            refusals = {"not_member", "not_found", "invalid"})
    @Produces({"text/event-stream", MediaType.APPLICATION_JSON})
    public Response events(
            @PathParam("room_id") UUID roomId,
            @PathParam("turn_id") UUID turnId,
            @ApiField(min = 0, standard = "0") @QueryParam("after") @Nullable Long after,
            @Context Person person,
            @Context Caller caller,
            @Context HttpHeaders headers) {
        rooms.require(roomId, person);
        require(roomId, turnId);
        if (after != null && after < 0) {
            throw new InvalidField("query", "after", "out_of_range", "after is " + after + "; it must be the number of an event, or 0 for all");
        }
        return streams.follow(turns, turnId, after == null ? 0 : after, roomId, person, caller, headers);
    }

    @POST
    @Path("{turn_id}/stop")
    @ApiDoc(
            value = "Stop a turn and keep what it has said",
            details = "Allowed to the person who asked, to owners and moderators of the room, and to operators.",
            refusals = {"not_member", "viewer_read_only", "not_allowed", "not_found"})
    public StopView stop(@PathParam("room_id") UUID roomId, @PathParam("turn_id") UUID turnId, @Context Person person) {
        Rooms.Access access = rooms.require(roomId, person).sending();
        Turn turn = require(roomId, turnId);
        if (!turn.personId().equals(person.id()) && !access.member().role().leads() && !people.isOperator(person)) {
            throw Problem.forbidden("not_allowed", "Only the person who asked, the owners and moderators of the room and operators can stop this answer.");
        }
        return new StopView(turns.stop(turnId, person));
    }

    @POST
    @Path("{turn_id}/steer")
    @ApiDoc(
            value = "Add something to a turn that runs or waits",
            details = "Allowed to the person who asked. The text is stored as a message of the room, and the model reads it before its next step; the "
                    + "turn does not end before it has.",
            refusals = {"not_member", "viewer_read_only", "not_allowed", "not_found", "conflict", "invalid", "rate_limited"})
    public SteerView steer(@PathParam("room_id") UUID roomId, @PathParam("turn_id") UUID turnId, Added added, @Context Person person) {
        return new SteerView(turns.steer(roomId, turnId, person, added.content()));
    }

    /** @param content 1 to 100,000 characters */
    @ApiName("SteeringMessage")
    record Added(@ApiField(min = 1, max = 100_000) String content) {}

    /** @param messageId the stored message */
    @ApiName("SteeredView")
    record SteerView(UUID messageId) {}

    private Turn require(UUID roomId, UUID turnId) {
        return turns.find(turnId)
                .filter(turn -> turn.roomId().equals(roomId))
                .orElseThrow(() -> Problem.notFound("There is no such turn in this room."));
    }

    private static Set<TurnState> states(@Nullable String state) {
        if (state == null || state.isBlank()) {
            return EnumSet.noneOf(TurnState.class);
        }
        return Arrays.stream(TurnState.values())
                .filter(known -> known.wire().equals(state))
                .findFirst()
                .<Set<TurnState>>map(EnumSet::of)
                .orElseThrow(() -> new InvalidField("query", "state", "enum", "state must be one of "
                        + Arrays.stream(TurnState.values()).map(TurnState::wire).collect(Collectors.joining(", "))));
    }

    /** @param stopped false when the turn was over already */
    record StopView(boolean stopped) {}

    record TurnList(List<TurnView> items, int count) {}

    /**
     * A turn on the wire.
     *
     * @param messageId the human message it answers
     * @param lastSeq number of its newest stored event
     * @param silent whether the model chose not to reply
     */
    record TurnView(
            UUID id,
            @ApiField(words = TurnState.class) String state,
            Instant startedAt,
            @Nullable Instant endedAt,
            UUID personId,
            UUID messageId,
            long lastSeq,
            boolean silent) {

        static TurnView of(Turn turn) {
            return new TurnView(
                    turn.id(), turn.state().wire(), turn.startedAt(), turn.endedAt().orElse(null), turn.personId(), turn.messageId(), turn.lastSeq(), turn.silent());
        }
    }
}
