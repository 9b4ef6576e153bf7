package io.sparkbot.rooms;

import java.time.LocalDate;
import java.time.ZoneOffset;

import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.ApiDoc;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Everything a person owns, as one file to take away. */
@Component(service = ArchiveExportResource.class)
@JakartarsResource
@Path("/chat/export")
@Produces(MediaType.APPLICATION_JSON)
public final class ArchiveExportResource {

    private final ArchiveStore store;
    private final RoomDirectory rooms;
    private final People people;

    @Activate
    public ArchiveExportResource(@Reference(target = "(schema=rooms)") Database database, @Reference RoomDirectory rooms, @Reference People people) {
        this.store = new ArchiveStore(database);
        this.rooms = rooms;
        this.people = people;
    }

    @GET
    @ApiDoc(
            value = "Everything the caller owns, as one JSON file",
            details = "The rooms the caller is an owner of, with all messages, earlier wordings, branches and papers. POST /chat/import reads it again.",
            answer = Archive.Whole.class)
    public Response export(@Context Person person) {
        return Response.ok(new ArchiveWriter(store, rooms, people, person), "application/json; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"sparkbot-" + LocalDate.now(ZoneOffset.UTC) + ".json\"")
                .header("Cache-Control", "no-store")
                .build();
    }
}
