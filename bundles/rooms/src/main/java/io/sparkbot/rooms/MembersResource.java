package io.sparkbot.rooms;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.Notice;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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

/** The members of a room over HTTP. */
@Component(service = MembersResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/members")
@Produces(MediaType.APPLICATION_JSON)
public final class MembersResource {

    private final RoomDirectory rooms;
    private final Memberships memberships;
    private final People people;

    @Activate
    public MembersResource(@Reference RoomDirectory rooms, @Reference Memberships memberships, @Reference People people) {
        this.rooms = rooms;
        this.memberships = memberships;
        this.people = people;
    }

    @GET
    @ApiDoc(value = "The members of a room, in the order of joining", refusals = {"not_member", "not_found"})
    public List<MemberView> members(@PathParam("room_id") UUID roomId, @Context Person person) {
        rooms.require(roomId, person);
        List<Member> members = rooms.members(roomId);
        Map<UUID, Person> known = people.byIds(members.stream().map(Member::personId).collect(Collectors.toSet()));
        return members.stream().map(member -> MemberView.of(member, known.get(member.personId()))).toList();
    }

    @GET
    @Path("me")
    @ApiDoc(value = "One's own membership", refusals = "not_found")
    public MemberView me(@PathParam("room_id") UUID roomId, @Context Person person) {
        return rooms.member(roomId, person.id())
                .map(member -> MemberView.of(member, person))
                .orElseThrow(() -> Problem.notFound("You are not a member of this room."));
    }

    @POST
    @ApiDoc(value = "Takes somebody into the room", details = "For owners and moderators. Who is a member already keeps the role they have.",
            refusals = {"not_member", "not_allowed", "not_found"})
    public MemberView add(@PathParam("room_id") UUID roomId, NewMember wanted, @Context Person person) {
        return view(memberships.add(roomId, person, wanted.userId(), wanted.role() == null ? RoomRole.MEMBER : wanted.role()));
    }

    /** @param role MEMBER when left out; only owners give OWNER */
    record NewMember(UUID userId, @Nullable RoomRole role) {}

    @PATCH
    @Path("{user_id}")
    @ApiDoc(value = "Gives a member another role", details = "For owners and moderators; only owners make or change owners. A room keeps at least one owner.",
            refusals = {"not_member", "not_allowed", "not_found"})
    public MemberView change(@PathParam("room_id") UUID roomId, @PathParam("user_id") UUID userId, ChangedMember wanted, @Context Person person) {
        return view(memberships.change(roomId, person, userId, wanted.role()));
    }

    /** The role to give. */
    record ChangedMember(RoomRole role) {}

    @DELETE
    @Path("{user_id}")
    @ApiDoc(value = "Removes a member, or leaves the room", details = "For oneself, or for owners and moderators. What the person has open in the room is closed.", answer = Notice.class,
            refusals = {"not_member", "not_allowed", "not_found"})
    public Map<String, String> remove(@PathParam("room_id") UUID roomId, @PathParam("user_id") UUID userId, @Context Person person) {
        memberships.remove(roomId, person, userId);
        return Map.of("message", userId.equals(person.id()) ? "You have left the room." : "The person is no longer a member of the room.");
    }

    private MemberView view(Member member) {
        return MemberView.of(member, people.find(member.personId()).orElse(null));
    }
}
