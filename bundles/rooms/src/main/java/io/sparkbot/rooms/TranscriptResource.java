package io.sparkbot.rooms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.Notice;
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
    private final Search search;

    @Activate
    public TranscriptResource(@Reference RoomDirectory rooms, @Reference Transcript transcript, @Reference Search search) {
        this.rooms = rooms;
        this.transcript = transcript;
        this.search = search;
    }

    @GET
    @ApiDoc(
            value = "A page of the transcript, oldest first",
            details = "The newest messages, or those before a message or time, after a message, or around a message. At most 200 at once.",
            refusals = {"not_member", "not_found", "invalid"})
    public MessageListView list(
            @PathParam("room_id") UUID roomId,
            @ApiField(min = 1, max = 200, standard = "50") @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("before") @Nullable String before,
            @ApiField(format = "uuid") @QueryParam("after") @Nullable String after,
            @ApiField(format = "uuid") @QueryParam("around") @Nullable String around,
            @Context Person person) {
        return new MessagePages(rooms, transcript).page(roomId, new MessagePages.Wanted(limit, before, after, around), person);
    }

    @POST
    @ApiDoc(value = "Stores a message, without an answer", refusals = {"not_member", "viewer_read_only", "not_found", "invalid"})
    public MessageView add(@PathParam("room_id") UUID roomId, MessagesResource.Said said, @Context Person person) {
        rooms.require(roomId, person).sending();
        return MessageView.of(transcript.add(new NewMessage(roomId, person.id(), said.content(), Optional.ofNullable(said.replyToId()), Optional.empty())));
    }

    @GET
    @Path("message/{message_id}")
    @ApiDoc(value = "One message", refusals = {"not_member", "not_found"})
    public MessageView one(@PathParam("room_id") UUID roomId, @PathParam("message_id") UUID messageId, @Context Person person) {
        rooms.require(roomId, person);
        return transcript.find(roomId, messageId)
                .map(MessageView::of)
                .orElseThrow(() -> Problem.notFound("There is no such message in this room."));
    }

    @GET
    @Path("search")
    @ApiDoc(
            value = "Finds messages in a room, newest first",
            details = "q is taken literally, whatever its case, and has 2 characters or more. person is an id; since and until are times or days. "
                    + "cursor is next of the answer before.",
            refusals = {"not_member", "not_found", "bad_request", "invalid"})
    public Search.Hits search(
            @PathParam("room_id") UUID roomId,
            @QueryParam("q") @ApiField(min = 2, required = true) @Nullable String q,
            @QueryParam("person") @ApiField(format = "uuid") @Nullable String sender,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("cursor") @ApiField(format = "uuid") @Nullable String cursor,
            @QueryParam("limit") @ApiField(min = 1, max = 100, standard = "30") @Nullable Integer limit,
            @Context Person person) {
        return search.inRoom(roomId, () -> SearchQuery.of(q).by(sender).between(since, until).after(cursor), limit, person);
    }

    @GET
    @Path("message/{message_id}/versions")
    @ApiDoc(value = "What a message said before it was reworded, oldest first", refusals = {"not_member", "not_found"})
    public Versions versions(@PathParam("room_id") UUID roomId, @PathParam("message_id") UUID messageId, @Context Person person) {
        rooms.require(roomId, person);
        List<ThreadStore.Version> items = transcript.versions(roomId, messageId);
        return new Versions(items, items.size());
    }

    /** Earlier wordings of a message. */
    record Versions(List<ThreadStore.Version> items, int count) {}

    @GET
    @Path("message/{message_id}/replies")
    @ApiDoc(value = "The replies to a message and the replies to those, oldest first", details = "At most 500.", refusals = {"not_member", "not_found"})
    public Replies replies(@PathParam("room_id") UUID roomId, @PathParam("message_id") UUID messageId, @Context Person person) {
        rooms.require(roomId, person);
        List<MessageView> messages = transcript.replies(roomId, messageId).stream().map(MessageView::of).toList();
        return new Replies(messages, messages.size());
    }

    /** A thread of replies. */
    record Replies(List<MessageView> messages, int count) {}

    @PATCH
    @Path("message/{message_id}")
    @ApiDoc(value = "Rewords an own message", refusals = {"not_member", "viewer_read_only", "not_allowed", "not_found", "invalid"})
    public MessageView edit(
            @PathParam("room_id") UUID roomId, @PathParam("message_id") UUID messageId, MessagesResource.Said said, @Context Person person) {
        rooms.require(roomId, person).sending();
        return MessageView.of(transcript.edit(roomId, messageId, person, said.content()));
    }

    @DELETE
    @Path("message/{message_id}")
    @ApiDoc(value = "Deletes a message", details = "For its sender, and for owners and moderators.", answer = Notice.class, refusals = {"not_member", "viewer_read_only", "not_allowed", "not_found"})
    public Map<String, String> delete(@PathParam("room_id") UUID roomId, @PathParam("message_id") UUID messageId, @Context Person person) {
        Rooms.Access access = rooms.require(roomId, person).sending();
        transcript.delete(access, messageId);
        return Map.of("message", "The message is deleted.");
    }
}
