package io.sparkbot.rooms;

import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Coming into a room with an invitation. */
@Component(service = JoiningResource.class)
@JakartarsResource
@Path("/chat/rooms")
@Produces(MediaType.APPLICATION_JSON)
public final class JoiningResource {

    private final Invitations invitations;
    private final People people;

    @Activate
    public JoiningResource(@Reference Invitations invitations, @Reference People people) {
        this.invitations = invitations;
        this.people = people;
    }

    /** The token that was given out when the invitation was made. */
    @ApiName("JoinToken")
    record Token(String inviteToken) {}

    /** The room that was joined. */
    @ApiName("JoinedRoom")
    record Joined(UUID roomId, @ApiField(oneOf = {"OWNER", "MOD", "MEMBER", "VIEWER", "BOT"}) String role, String message) {

        static Joined of(Member member) {
            return new Joined(member.roomId(), member.role().name(), "You are now a member of the room.");
        }
    }

    @POST
    @Path("join")
    @ApiDoc(value = "Joins the room that an invitation opens", refusals = {"invite_invalid", "already_member"})
    public Joined join(Token token, @Context Person person) {
        return Joined.of(invitations.join(Optional.empty(), token.inviteToken(), person));
    }

    @POST
    @Path("{room_id}/join")
    @ApiDoc(value = "Joins this room with an invitation", refusals = {"invite_invalid", "already_member", "not_found"})
    public Joined joinRoom(@PathParam("room_id") UUID roomId, Token token, @Context Person person) {
        return Joined.of(invitations.join(Optional.of(roomId), token.inviteToken(), person));
    }

    @GET
    @Path("invites/preview")
    @ApiDoc(value = "What an invitation leads to", refusals = "invite_invalid")
    public Invitations.Preview preview(@ApiField(required = true) @QueryParam("token") @Nullable String token, @Context Person person) {
        return invitations.preview(token == null ? "" : token);
    }

    /** How many invitations were removed. */
    record CleanedUp(int removed, String message) {}

    @POST
    @Path("invites/cleanup")
    @ApiDoc(value = "Removes invitations that are used up or expired, in all rooms", details = "For operators.", refusals = "not_operator")
    public CleanedUp cleanUp(@Context Person person) {
        if (!people.isOperator(person)) {
            throw Problem.forbidden("not_operator", "Only an operator can clean up the invitations of all rooms.");
        }
        int removed = invitations.cleanUp();
        return new CleanedUp(removed, removed + " invitations removed.");
    }
}
