package io.sparkbot.rooms;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.web.Problem;
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

/** Single messages: reading, storing without an answer, rewording, deleting. */
@Component(service = TranscriptResource.class)
@JakartarsResource
@Path("/chat/messages/{room_id}")
@Produces(MediaType.APPLICATION_JSON)
public final class TranscriptResource {

    private final RoomDirectory rooms;
    private final Transcript transcript;

    @Activate
    public TranscriptResource(@Reference RoomDirectory rooms, @Reference Transcript transcript) {
        this.rooms = rooms;
        this.transcript = transcript;
    }

    @GET
    public MessageListView list(
            @PathParam("room_id") UUID roomId,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("before") @Nullable String before,
            @Context Person person) {
        return new MessagePages(rooms, transcript).page(roomId, limit, before, person);
    }

    @POST
    public MessageView add(@PathParam("room_id") UUID roomId, MessagesResource.Said said, @Context Person person) {
        rooms.require(roomId, person).sending();
        return MessageView.of(transcript.add(new NewMessage(roomId, person.id(), said.content(), Optional.ofNullable(said.replyToId()), Optional.empty())));
    }

    @GET
    @Path("message/{message_id}")
    public MessageView one(@PathParam("room_id") UUID roomId, @PathParam("message_id") UUID messageId, @Context Person person) {
        rooms.require(roomId, person);
        return transcript.find(roomId, messageId)
                .map(MessageView::of)
                .orElseThrow(() -> Problem.notFound("There is no such message in this room."));
    }

    @PATCH
    @Path("message/{message_id}")
    public MessageView edit(
            @PathParam("room_id") UUID roomId, @PathParam("message_id") UUID messageId, MessagesResource.Said said, @Context Person person) {
        rooms.require(roomId, person).sending();
        return MessageView.of(transcript.edit(roomId, messageId, person, said.content()));
    }

    @DELETE
    @Path("message/{message_id}")
    public Map<String, String> delete(@PathParam("room_id") UUID roomId, @PathParam("message_id") UUID messageId, @Context Person person) {
        Rooms.Access access = rooms.require(roomId, person).sending();
        transcript.delete(access, messageId);
        return Map.of("message", "The message is deleted.");
    }
}
