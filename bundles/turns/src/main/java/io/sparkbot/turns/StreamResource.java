package io.sparkbot.turns;

import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.turn.StreamEvent;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.InvalidField;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Sending a message, or approving a waiting call, and reading the answer as it comes. */
@Component(service = StreamResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/messages/stream")
public final class StreamResource {

    private final Turns turns;
    private final OpenStreams streams;
    private final SaidCommands commands;

    @Activate
    public StreamResource(@Reference Turns turns, @Reference OpenStreams streams, @Reference SaidCommands commands) {
        this.turns = turns;
        this.streams = streams;
        this.commands = commands;
    }

    @POST
    @ApiDoc(
            value = "Send a message and stream the answer",
            details = "The turn belongs to the server: it goes on when the client leaves, and can be followed again by its events. With confirm_id "
                    + "a waiting call is approved instead, and the stream holds what happens after that. A message that is a command of the server, "
                    + "such as /deny, is carried out instead of being sent to the model, and is not stored.",
            event = StreamEvent.class,
            types = "text/event-stream",
            refusals = {"not_member", "viewer_read_only", "not_allowed", "privileged_required", "invalid", "rate_limited", "not_found", "conflict", "unreadable", "expired"})
    public Response stream(
            @PathParam("room_id") UUID roomId, Wish wish, @Context Person person, @Context Caller caller, @Context HttpHeaders headers) {
        String source = source(caller);
        UUID confirmId = wish.confirmId();
        if (confirmId != null) {
            Turns.Resumed resumed = turns.decide(confirmId, roomId, person, true, source);
            return streams.follow(turns, resumed.turn().id(), resumed.after(), roomId, person, caller, headers);
        }
        String content = wish.content();
        if (content == null) {
            throw InvalidField.body("content", "missing", "a message needs a text of 1 to 100,000 characters");
        }
        Optional<CommandResult> command = commands.run(content, roomId, person, source);
        if (command.isPresent()) {
            return SaidCommands.followed(command.get())
                    .map(turn -> streams.follow(turns, turn.turnId(), turn.after(), roomId, person, caller, headers))
                    .orElseGet(() -> OpenStreams.asStream(SaidCommands.events(command.get())));
        }
        Turn turn = turns.start(new TurnRequest(roomId, person, content, Optional.ofNullable(wish.replyToId()), source));
        return streams.follow(turns, turn.id(), 0, roomId, person, caller, headers);
    }

    /**
     * @param content 1 to 100,000 characters; may be empty with {@code confirmId}
     * @param confirmId a waiting call to approve
     */
    @ApiName("NewMessage")
    record Wish(@ApiField(max = 100_000) @Nullable String content, @Nullable UUID replyToId, @Nullable UUID confirmId) {}

    static String source(Caller caller) {
        return caller.browser() ? "web" : "cli";
    }
}
