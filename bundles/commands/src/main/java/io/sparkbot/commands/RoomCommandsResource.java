package io.sparkbot.commands;

import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.command.Commands;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.InvalidField;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Running a command in a room. */
@Component(service = RoomCommandsResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/commands")
@Produces(MediaType.APPLICATION_JSON)
public final class RoomCommandsResource {

    private static final int LONGEST = 4_000;

    private final Commands commands;

    @Activate
    public RoomCommandsResource(@Reference Commands commands) {
        this.commands = commands;
    }

    /** @param text the line as it was typed, with its slash; at most 4,000 characters */
    @ApiName("CommandLine")
    public record Wish(@ApiField(min = 1, max = LONGEST) String text) {}

    /**
     * What the command led to; not stored.
     *
     * @param text for the person
     * @param action something the client is to do
     */
    @ApiName("CommandOutcome")
    public record Outcome(String text, Optional<CommandResult.Action> action) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(
            value = "Run a command in a room",
            details = "The answer is for the caller alone and is not stored. An unknown command is answered with the one that was probably meant.",
            refusals = {"bad_request", "conflict", "expired", "rate_limited", "unknown_model", "invalid", "not_found", "not_member", "viewer_read_only", "not_allowed", "not_operator", "unavailable"})
    public Outcome run(@PathParam("room_id") UUID roomId, Wish wish, @Context Person person, @Context Caller caller) {
        String text = wish.text().strip();
        if (text.length() > LONGEST) {
            throw InvalidField.body("text", "too_long", "the command has " + text.length() + " characters; the limit is " + LONGEST);
        }
        if (!text.startsWith("/")) {
            throw InvalidField.body("text", "no_command", "a command begins with a slash, for example /help");
        }
        CommandResult result = commands.run(text, roomId, person, caller.browser() ? "web" : "cli");
        return new Outcome(result.text(), result.action());
    }
}
