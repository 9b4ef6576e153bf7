package io.sparkbot.rooms;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.GET;
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
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The transcript of a room, and asking without a stream. */
@Component(service = MessagesResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/messages")
@Produces(MediaType.APPLICATION_JSON)
public final class MessagesResource {

    private final RoomDirectory rooms;
    private final Transcript transcript;
    private volatile @Nullable Turns turns;

    @Activate
    public MessagesResource(@Reference RoomDirectory rooms, @Reference Transcript transcript) {
        this.rooms = rooms;
        this.transcript = transcript;
    }

    /** The turn engine needs rooms itself and comes after them. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setTurns(Turns service) {
        turns = service;
    }

    void unsetTurns(Turns service) {
        if (turns == service) {
            turns = null;
        }
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

    /** Stores the message, answers it without tools, and returns both once the answer is complete. */
    @POST
    @ApiDoc(value = "Asks and answers in one piece, without tools", refusals = {"not_member", "viewer_read_only", "not_found", "invalid", "rate_limited", "not_configured", "unavailable", "upstream_failed"})
    public Exchange ask(@PathParam("room_id") UUID roomId, Said said, @Context Person person) throws InterruptedException {
        Turns engine = turns;
        if (engine == null) {
            throw new Problem(503, "unavailable", "The assistant is being started or updated. Try again in a moment.");
        }
        Turn turn = engine.start(new TurnRequest(roomId, person, said.content(), Optional.ofNullable(said.replyToId()), "web", false));
        Optional<UUID> answer = awaitAnswer(engine, turn);
        return new Exchange(view(roomId, turn.messageId()), answer.map(id -> view(roomId, id)).orElse(null));
    }

    /** Shows the branch that the message is on, as everybody in the room sees it from now on, and returns its newest messages. */
    @POST
    @Path("{message_id}/choose")
    @ApiDoc(
            value = "Show the branch of a message",
            details = "Messages that have several versions carry branch, with the place of this one from 0, how many there are, and the ids of all. "
                    + "Choosing one shows it with everything that followed it, for the whole room; the other versions are kept.",
            refusals = {"not_member", "viewer_read_only", "not_found", "conflict", "invalid"})
    public MessageListView choose(@PathParam("room_id") UUID roomId, @PathParam("message_id") UUID messageId, @Context Person person) {
        rooms.require(roomId, person).sending();
        transcript.choose(roomId, messageId);
        return new MessagePages(rooms, transcript).page(roomId, MessagePages.Wanted.newest(), person);
    }

    /** A question and its answer; {@code bot} is absent when the assistant chose not to answer. */
    record Exchange(@Nullable MessageView human, @Nullable MessageView bot) {}

    /** @param content 1 to 100,000 characters */
    record Said(@ApiField(min = 1, max = 100_000) String content, @Nullable UUID replyToId) {}

    private static Optional<UUID> awaitAnswer(Turns engine, Turn turn) throws InterruptedException {
        try (TurnStream stream = engine.follow(turn.id(), 0)) {
            while (!stream.ended()) {
                TurnEvent event = stream.next(Duration.ofSeconds(5)).map(TurnEvent.Numbered::event).orElse(null);
                if (event instanceof TurnEvent.Done done) {
                    return done.messageId();
                }
                if (event instanceof TurnEvent.Failed failed) {
                    throw failed.code().equals("not_configured")
                            ? new Problem(503, "not_configured", failed.text())
                            : new Problem(502, "upstream_failed", failed.text());
                }
            }
        }
        throw new Problem(502, "upstream_failed", "The answer was cut off. The message is kept; send it again.");
    }

    private @Nullable MessageView view(UUID roomId, UUID messageId) {
        Message message = transcript.find(roomId, messageId).orElse(null);
        return message == null ? null : MessageView.of(message);
    }
}
