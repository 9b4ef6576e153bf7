package io.sparkbot.turns;

import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.turn.StreamEvent;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.Caller;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Asking again: the same question for another answer, or the question in other words. What was there before stays as a branch. */
@Component(service = AgainResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/messages/{message_id}")
public final class AgainResource {

    private final Turns turns;
    private final OpenStreams streams;

    @Activate
    public AgainResource(@Reference Turns turns, @Reference OpenStreams streams) {
        this.turns = turns;
        this.streams = streams;
    }

    @POST
    @Path("regenerate")
    @ApiDoc(
            value = "Answer a question once more and stream the answer",
            details = "The id is that of the answer or of the question; allowed to the person who asked. The new answer stands beside the old one, "
                    + "which is shown again when the new one fails before its first word.",
            event = StreamEvent.class,
            types = "text/event-stream",
            refusals = {"not_member", "viewer_read_only", "not_allowed", "not_found", "conflict", "rate_limited"})
    public Response regenerate(
            @PathParam("room_id") UUID roomId,
            @PathParam("message_id") UUID messageId,
            @Context Person person,
            @Context Caller caller,
            @Context HttpHeaders headers) {
        Turn turn = turns.regenerate(roomId, messageId, person, StreamResource.source(caller));
        return streams.follow(turns, turn.id(), 0, roomId, person, caller, headers);
    }

    @POST
    @Path("rerun")
    @ApiDoc(
            value = "Put a question in other words and stream the answer",
            details = "Allowed to the person who asked. The new message stands beside the old one; what followed that is kept as a branch of its own.",
            event = StreamEvent.class,
            types = "text/event-stream",
            refusals = {"not_member", "viewer_read_only", "not_allowed", "not_found", "conflict", "invalid", "rate_limited"})
    public Response rerun(
            @PathParam("room_id") UUID roomId,
            @PathParam("message_id") UUID messageId,
            Reworded reworded,
            @Context Person person,
            @Context Caller caller,
            @Context HttpHeaders headers) {
        Turn turn = turns.rerun(roomId, messageId, reworded.content(), person, StreamResource.source(caller));
        return streams.follow(turns, turn.id(), 0, roomId, person, caller, headers);
    }

    /** @param content 1 to 100,000 characters */
    @ApiName("RewordedMessage")
    record Reworded(@ApiField(min = 1, max = 100_000) String content) {}
}
