package io.sparkbot.rooms;

import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import jakarta.ws.rs.PATCH;
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

/** How a person keeps a room: folder, pin, and how far it is read. */
@Component(service = MineResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/mine")
@Produces(MediaType.APPLICATION_JSON)
public final class MineResource {

    static final int MAX_FOLDER = 100;

    private final Database database;
    private final MineStore store;
    private final RoomDirectory rooms;

    @Activate
    public MineResource(@Reference(target = "(schema=rooms)") Database database, @Reference RoomDirectory rooms) {
        this.database = database;
        this.store = new MineStore(database);
        this.rooms = rooms;
    }

    /** What may be changed. */
    record MineChange(@ApiField(max = MAX_FOLDER) @Nullable String folder, boolean pinned, UUID readUpTo) {}

    @PATCH
    @ApiDoc(
            value = "Changes how the caller keeps the room",
            details = "Any of folder (at most 100 characters, null for none), pinned, read_up_to (the id of the newest message seen; it only moves forwards). "
                    + "Only what is given changes, and only for the caller.",
            body = MineChange.class,
            refusals = {"not_member", "not_found", "invalid"})
    public Mine change(@PathParam("room_id") UUID roomId, ObjectNode body, @Context Person person) {
        return database.transaction(sql -> {
            rooms.require(roomId, person);
            if (body.has("folder")) {
                store.folder(roomId, person.id(), Fields.text("folder", Fields.string("folder", body.get("folder")), MAX_FOLDER).map(String::strip));
            }
            if (body.has("pinned")) {
                store.pin(roomId, person.id(), Fields.flag("pinned", body.get("pinned")));
            }
            if (body.has("read_up_to")) {
                store.read(roomId, person.id(), Fields.id("body", "read_up_to", Fields.string("read_up_to", body.get("read_up_to"))));
            }
            return store.find(roomId, person.id()).orElseThrow(RoomDirectory::noRoom).mine();
        });
    }
}
