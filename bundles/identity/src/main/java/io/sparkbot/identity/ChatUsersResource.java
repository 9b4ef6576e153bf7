package io.sparkbot.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.Access;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.Needs;
import io.sparkbot.api.web.Notice;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The people and bots one can meet in rooms. */
@Component(service = ChatUsersResource.class)
@JakartarsResource
@Path("/chat/users")
@Produces(MediaType.APPLICATION_JSON)
public final class ChatUsersResource {

    private final IdentityStore store;
    private final ChatUsers users;

    @Activate
    public ChatUsersResource(@Reference IdentityStore store, @Reference ChatUsers users) {
        this.store = store;
        this.users = users;
    }

    /** @param password of a person, 8 to 128 characters; without it nobody signs in as them */
    public record NewChatUser(
            String username,
            Optional<PersonType> type,
            Optional<String> botDisplayName,
            Optional<String> botSlug,
            boolean botAutoMode,
            Optional<String> password) {

        @Override
        public String toString() {
            return "NewChatUser[" + username + "]";
        }
    }

    /** What may be changed of a person or bot. */
    public record ChatUserChange(String username, @ApiField(max = 100) Optional<String> botDisplayName, boolean botAutoMode) {}

    @GET
    @ApiDoc("People and bots, newest first")
    public List<ChatUser> list(@ApiField(min = 0) @QueryParam("skip") @DefaultValue("0") int skip, @ApiField(min = 1, max = 1000) @QueryParam("limit") @DefaultValue("100") int limit) {
        Paging.check(skip, limit);
        return store.newest(skip, limit).stream().map(ChatUser::of).toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(value = "Add a person or a bot", refusals = {"not_operator", "name_taken", "invalid"})
    public ChatUser make(NewChatUser wanted, @Context Person person) {
        var user = new ChatUsers.NewUser(
                wanted.username(), wanted.type().orElse(PersonType.HUMAN), wanted.botDisplayName(), wanted.botSlug(), wanted.botAutoMode(), wanted.password());
        return ChatUser.of(users.make(user, person));
    }

    @PATCH
    @Path("{user_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(
            value = "Change a person or bot: the own one, or any for operators",
            body = ChatUserChange.class,
            refusals = {"not_operator", "not_admin", "not_allowed", "name_taken", "not_found", "nothing_to_change"})
    public ChatUser change(@PathParam("user_id") UUID id, ObjectNode changes, @Context Person person) {
        return ChatUser.of(users.change(id, changes, person));
    }

    @DELETE
    @Path("{user_id}")
    @Needs(Access.SIGN_IN)
    @ApiDoc(
            value = "Delete a person or bot: the own one, or any for operators",
            details = "Deactivates, and takes names and whatever signs in away for good; rooms and messages stay without a name.",
            refusals = {"not_operator", "not_admin", "not_allowed", "not_found"})
    public Notice erase(@PathParam("user_id") UUID id, @Context Person person) {
        users.erase(id, person);
        return new Notice("The user is deleted.");
    }

    @GET
    @Path("{user_id}")
    @ApiDoc(value = "One person or bot", refusals = "not_found")
    public ChatUser one(@PathParam("user_id") UUID id) {
        return found(store.person(id));
    }

    @GET
    @Path("username/{username}")
    @ApiDoc(value = "The person or bot with this user name", refusals = "not_found")
    public ChatUser byUsername(@PathParam("username") String username) {
        return found(store.byUsername(username));
    }

    @GET
    @Path("slug/{slug}")
    @ApiDoc(value = "The bot with this handle", refusals = "not_found")
    public ChatUser bySlug(@PathParam("slug") String slug) {
        return found(store.bySlug(slug));
    }

    private static ChatUser found(Optional<PersonRow> row) {
        return row.map(ChatUser::of).orElseThrow(() -> Problem.notFound("There is no such person."));
    }
}
