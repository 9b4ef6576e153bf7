package io.sparkbot.rooms;

import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.web.ApiDoc;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The first call of a client after sign-in: the person's own room with the assistant. */
@Component(service = BootstrapResource.class)
@JakartarsResource
@Path("/chat/users/bootstrap")
@Produces(MediaType.APPLICATION_JSON)
public final class BootstrapResource {

    private final RoomDirectory rooms;

    @Activate
    public BootstrapResource(@Reference RoomDirectory rooms) {
        this.rooms = rooms;
    }

    @POST
    @ApiDoc("The caller's own room with the assistant, made on the first call")
    public Bootstrap bootstrap(@Context Person person) {
        Room room = rooms.direct(person);
        return new Bootstrap(room.id(), room.name());
    }

    /** The direct room. */
    record Bootstrap(UUID roomId, String roomName) {}
}
