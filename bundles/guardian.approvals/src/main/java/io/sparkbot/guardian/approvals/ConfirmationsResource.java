package io.sparkbot.guardian.approvals;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiName;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The inbox: what waits for a decision in all rooms of the caller. */
@Component(service = ConfirmationsResource.class)
@JakartarsResource
@Path("/chat/confirmations")
@Produces(MediaType.APPLICATION_JSON)
public final class ConfirmationsResource {

    private static final int ROOMS = 500;
    private static final int ITEMS = 100;

    private final Rooms rooms;
    private final Listing listing;

    @Activate
    public ConfirmationsResource(@Reference Approvals approvals, @Reference Rooms rooms, @Reference People people) {
        this.rooms = rooms;
        this.listing = new Listing(approvals, people, rooms);
    }

    @GET
    @ApiDoc("What waits for a decision in the caller's rooms, newest first.")
    public Listing.Items inbox(@Context Person person) {
        Map<UUID, String> names = rooms.of(person.id(), 0, ROOMS).stream().collect(Collectors.toMap(Room::id, Room::name));
        return listing.of(names, person, ITEMS);
    }

    /** Pending approvals with what people need to know of them; a constant number of statements. */
    static final class Listing {

        /** A list on the wire. */
        @ApiName("ConfirmationList")
        public record Items(List<ConfirmationView> items, int count) {}

        private final Approvals approvals;
        private final People people;
        private final Rooms rooms;

        Listing(Approvals approvals, People people, Rooms rooms) {
            this.approvals = approvals;
            this.people = people;
            this.rooms = rooms;
        }

        Items of(Map<UUID, String> roomNames, Person person, int limit) {
            List<Approval> pending = approvals.pending(roomNames.keySet(), limit);
            Map<UUID, Person> askers = people.byIds(pending.stream().map(Approval::personId).distinct().toList());
            Map<UUID, Boolean> mine = decidable(pending, person);
            List<ConfirmationView> items = pending.stream()
                    .map(approval -> ConfirmationView.of(
                            approval,
                            roomNames.getOrDefault(approval.roomId(), ""),
                            askers.containsKey(approval.personId()) ? askers.get(approval.personId()).username() : "",
                            mine.getOrDefault(approval.id(), false)))
                    .toList();
            return new Items(items, items.size());
        }

        private Map<UUID, Boolean> decidable(List<Approval> pending, Person person) {
            if (approvals instanceof StoredApprovals stored) {
                return stored.mayDecide(pending, person);
            }
            return pending.stream().collect(Collectors.toMap(Approval::id, approval -> approvals.mayDecide(approval, person)));
        }
    }
}
