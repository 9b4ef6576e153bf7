package io.sparkbot.commands;

import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.Commands;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Which commands there are. */
@Component(service = CommandsResource.class)
@JakartarsResource
@Path("/chat/commands")
@Produces(MediaType.APPLICATION_JSON)
public final class CommandsResource {

    private final Commands commands;

    @Activate
    public CommandsResource(@Reference Commands commands) {
        this.commands = commands;
    }

    /** @param commands by name */
    public record CommandList(List<CommandView> commands) {}

    /**
     * A command in the list.
     *
     * @param name without the slash
     * @param usage how to type it
     * @param place {@code server} or {@code client}
     */
    public record CommandView(String name, List<String> aliases, String usage, String summary, @ApiField(oneOf = {"server", "client"}) String place) {

        static CommandView of(CommandDescriptor command) {
            return new CommandView(command.name(), command.aliases(), command.usage(), command.summary(), command.place().wire());
        }
    }

    @GET
    @ApiDoc(
            value = "The commands the caller may use in a room",
            details = "By name. Bundles bring them, so the list changes while the server runs.",
            refusals = {"room_required", "invalid", "not_member", "not_found"})
    public CommandList list(@ApiField(format = "uuid", required = true) @QueryParam("room_id") @Nullable String roomId, @Context Person person) {
        if (roomId == null || roomId.isBlank()) {
            throw Problem.badRequest("room_required", "Say which room: add room_id to the address.");
        }
        return new CommandList(commands.usable(id(roomId), person).stream().map(CommandView::of).toList());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidField("query", "room_id", "uuid", "room_id must be an identifier such as 0190a6f0-0000-7000-8000-000000000000");
        }
    }
}
