package io.sparkbot.rooms;

import java.util.function.Supplier;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The search over all rooms of a person, or one of them. */
@Component(service = SearchResource.class)
@JakartarsResource
@Path("/chat/search")
@Produces(MediaType.APPLICATION_JSON)
public final class SearchResource {

    private final Search search;

    @Activate
    public SearchResource(@Reference Search search) {
        this.search = search;
    }

    @GET
    @ApiDoc(
            value = "Finds messages in all rooms of the caller, newest first",
            details = "room_id narrows it to one room. q is taken literally, whatever its case. person is an id; since and until are times or days. cursor is next of the answer before.",
            refusals = {"bad_request", "not_member", "not_found", "invalid"})
    public Search.Everywhere find(
            @QueryParam("q") @ApiField(min = 2, required = true) @Nullable String q,
            @QueryParam("room_id") @ApiField(format = "uuid") @Nullable String room,
            @QueryParam("person") @ApiField(format = "uuid") @Nullable String sender,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("cursor") @ApiField(format = "uuid") @Nullable String cursor,
            @QueryParam("limit") @ApiField(min = 1, max = 100, standard = "30") @Nullable Integer limit,
            @Context Person person) {
        Supplier<SearchQuery> query = () -> SearchQuery.of(q).by(sender).between(since, until).after(cursor);
        return room == null || room.isBlank()
                ? search.inAllRooms(query.get(), limit, person)
                : search.inOneOf(Fields.id("query", "room_id", room.strip()), query, limit, person);
    }
}
