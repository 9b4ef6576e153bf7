package io.sparkbot.rooms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.InvalidField;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** A whole room as a file to read. */
@Component(service = RoomExportResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/export")
public final class RoomExportResource {

    private final RoomDirectory rooms;
    private final Transcript transcript;

    @Activate
    public RoomExportResource(@Reference RoomDirectory rooms, @Reference Transcript transcript) {
        this.rooms = rooms;
        this.transcript = transcript;
    }

    @GET
    @Produces({"text/markdown", MediaType.APPLICATION_JSON})
    @ApiDoc(
            value = "The whole room as Markdown",
            types = "text/markdown",
            details = "A title, then each message under a heading with speaker and time. zone is a time zone such as Europe/Berlin; UTC when left out.",
            refusals = {"not_member", "not_found", "invalid"})
    public Response export(@PathParam("room_id") UUID roomId, @QueryParam("zone") @Nullable String zone, @Context Person person) {
        return Response.ok(page(roomId, zone(zone), person), "text/markdown; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"sparkbot-" + LocalDate.now(zone(zone)) + ".md\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    RoomMarkdown page(UUID roomId, ZoneId zone, Person person) {
        rooms.require(roomId, person);
        return new RoomMarkdown(rooms, transcript, roomId, person, zone);
    }

    static ZoneId zone(@Nullable String zone) {
        try {
            return zone == null || zone.isBlank() ? ZoneOffset.UTC : ZoneId.of(zone.strip());
        } catch (DateTimeException unknown) {
            throw new InvalidField("query", "zone", "unknown", "zone must be a time zone such as Europe/Berlin");
        }
    }
}
