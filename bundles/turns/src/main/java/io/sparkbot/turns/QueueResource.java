package io.sparkbot.turns;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.Problem;
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

/** What a person has waiting in a room, to be said when what runs there for them has ended. */
@Component(service = QueueResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/turns/queue")
@Produces(MediaType.APPLICATION_JSON)
public final class QueueResource {

    private final Turns turns;
    private final Rooms rooms;

    @Activate
    public QueueResource(@Reference Turns turns, @Reference Rooms rooms) {
        this.turns = turns;
        this.rooms = rooms;
    }

    @POST
    @ApiDoc(
            value = "Say something when the running answer has ended",
            details = "The position counts from 1; 0 means that nothing ran and the message is being answered now. Waiting messages survive a restart "
                    + "and a stop of the running answer. The limit is the setting turns.max-queued.",
            refusals = {"not_member", "viewer_read_only", "not_found", "invalid", "rate_limited"})
    public PlaceView add(@PathParam("room_id") UUID roomId, Wish wish, @Context Person person, @Context Caller caller) {
        TurnRequest request = new TurnRequest(roomId, person, wish.content(), Optional.ofNullable(wish.replyToId()), StreamResource.source(caller));
        Turns.Queued queued = turns.queue(request);
        return new PlaceView(queued.id(), queued.position());
    }

    @GET
    @ApiDoc(value = "Your waiting messages in this room, first to last", refusals = {"not_member", "not_found"})
    public QueueView list(@PathParam("room_id") UUID roomId, @Context Person person) {
        rooms.require(roomId, person);
        List<QueuedView> items = turns.queued(roomId, person.id()).stream().map(QueuedView::of).toList();
        return new QueueView(items, items.size());
    }

    @DELETE
    @Path("{queued_id}")
    @ApiDoc(value = "Take a waiting message out", refusals = {"not_member", "not_found"})
    public Removed remove(@PathParam("room_id") UUID roomId, @PathParam("queued_id") UUID queuedId, @Context Person person) {
        rooms.require(roomId, person);
        if (!turns.unqueue(roomId, person.id(), queuedId)) {
            throw Problem.notFound("You have no such message waiting in this room; perhaps it is being answered already.");
        }
        return new Removed(queuedId);
    }

    /** @param content 1 to 100,000 characters */
    @ApiName("QueuedMessage")
    record Wish(@ApiField(min = 1, max = 100_000) String content, @Nullable UUID replyToId) {}

    /** @param position from 1; 0 when it is being answered already */
    @ApiName("QueuePlace")
    record PlaceView(UUID id, int position) {}

    @ApiName("RemovedFromQueue")
    record Removed(UUID deleted) {}

    record QueueView(List<QueuedView> items, int count) {}

    /** @param position from 1 */
    record QueuedView(UUID id, int position, String content, @Nullable UUID replyToId, Instant createdAt) {

        static QueuedView of(Turns.Queued queued) {
            return new QueuedView(queued.id(), queued.position(), queued.content(), queued.replyTo().orElse(null), queued.createdAt());
        }
    }
}
