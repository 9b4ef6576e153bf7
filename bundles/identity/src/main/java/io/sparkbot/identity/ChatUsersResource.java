package io.sparkbot.identity;

import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

    @Activate
    public ChatUsersResource(@Reference IdentityStore store) {
        this.store = store;
    }

    @GET
    @ApiDoc("People and bots, newest first")
    public List<ChatUser> list(@QueryParam("skip") @DefaultValue("0") int skip, @QueryParam("limit") @DefaultValue("100") int limit) {
        Paging.check(skip, limit);
        return store.newest(skip, limit).stream().map(ChatUser::of).toList();
    }

    @GET
    @Path("{user_id}")
    @ApiDoc("One person or bot")
    public ChatUser one(@PathParam("user_id") UUID id) {
        return found(store.person(id));
    }

    @GET
    @Path("username/{username}")
    @ApiDoc("The person or bot with this user name")
    public ChatUser byUsername(@PathParam("username") String username) {
        return found(store.byUsername(username));
    }

    @GET
    @Path("slug/{slug}")
    @ApiDoc("The bot with this handle")
    public ChatUser bySlug(@PathParam("slug") String slug) {
        return found(store.bySlug(slug));
    }

    private static ChatUser found(Optional<PersonRow> row) {
        return row.map(ChatUser::of).orElseThrow(() -> Problem.notFound("There is no such person."));
    }
}
