package io.sparkbot.guardian.audit;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.GET;
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

/** The audit log over HTTP: a room's entries for its members, entries without a room for operators. */
@Component(service = AuditResource.class)
@JakartarsResource
@Path("/chat/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {

    private static final int MAX_PAGE = 100;
    private static final int IN_LIST = 200;

    private final EntryStore store;
    private final Rooms rooms;
    private final People people;
    private final ChainWatch watch;
    private final ObjectMapper json = new ObjectMapper();

    @Activate
    public AuditResource(
            @Reference(target = "(schema=guardian_audit)") Database database,
            @Reference Rooms rooms,
            @Reference People people,
            @Reference ChainWatch watch) {
        this.store = new EntryStore(database);
        this.rooms = rooms;
        this.people = people;
        this.watch = watch;
    }

    /** One entry as clients see it. */
    @ApiName("AuditItem")
    public record Item(
            UUID id,
            Instant createdAt,
            String toolName,
            JsonNode toolInput,
            String toolResult,
            Optional<String> agentName,
            Optional<String> model,
            Optional<UUID> userId,
            Optional<UUID> roomId) {}

    /** A page of entries, newest first. */
    @ApiName("AuditPage")
    public record Page(List<Item> items, int total, int limit, int offset) {}

    @GET
    @ApiDoc(value = "What was decided and done in a room, newest first.", refusals = {"room_required", "not_member", "not_found", "invalid"})
    public Page list(
            @ApiField(format = "uuid", required = true) @QueryParam("room_id") @Nullable String roomId,
            @QueryParam("tool") @Nullable String tool,
            @QueryParam("limit") @ApiField(min = 1, max = MAX_PAGE, standard = "20") @Nullable Integer limit,
            @QueryParam("offset") @ApiField(min = 0, max = 1_000_000, standard = "0") @Nullable Integer offset,
            @Context Person person) {
        if (roomId == null || roomId.isBlank()) {
            throw Problem.badRequest("room_required", "Say which room: add room_id to the address.");
        }
        UUID room = id("query", "room_id", roomId);
        rooms.require(room, person);
        int count = number("limit", limit, 1, MAX_PAGE, 20);
        int from = number("offset", offset, 0, 1_000_000, 0);
        Optional<String> name = Optional.ofNullable(tool).filter(text -> !text.isBlank());
        List<Item> items = store.page(room, name, count, from).stream()
                .map(entry -> item(entry, EntryText.cut(entry.result(), IN_LIST)))
                .toList();
        return new Page(items, store.count(room, name), count, from);
    }

    @GET
    @Path("{id}")
    @ApiDoc(value = "One entry in full.", refusals = {"not_found", "not_member", "not_operator"})
    public Item one(@PathParam("id") UUID id, @Context Person person) {
        Entry entry = store.find(id)
                .orElseThrow(() -> Problem.notFound("There is no audit entry with this id."));
        if (entry.roomId().isPresent()) {
            rooms.require(entry.roomId().get(), person);
        } else if (!people.isOperator(person)) {
            throw Problem.forbidden("not_operator", "Entries without a room are for operators.");
        }
        return item(entry, entry.result());
    }

    /**
     * How the log stands against its hash chain and its seals.
     *
     * @param firstBroken number of the first entry that does not fit
     * @param sealedUpTo number of the newest sealed entry
     * @param detail a sentence for people; empty when all is well
     */
    @ApiName("AuditChain")
    public record Chain(boolean intact, Optional<Long> firstBroken, long sealedUpTo, String detail) {}

    @GET
    @Path("chain")
    @ApiDoc(value = "Checks the whole log against its hash chain and its seals.", refusals = "not_operator")
    public Chain chain(@Context Person person) {
        if (!people.isOperator(person)) {
            throw Problem.forbidden("not_operator", "Checking the audit log is for operators.");
        }
        ChainState state = watch.prove();
        return new Chain(state.broken().isEmpty(), state.broken().map(Break::seq), state.sealed(), state.broken().map(Break::what).orElse(""));
    }

    private Item item(Entry entry, String result) {
        return new Item(
                entry.id(), entry.createdAt(), entry.tool(), parsed(entry.input()), result,
                entry.agent(), entry.model(), entry.personId(), entry.roomId());
    }

    private JsonNode parsed(String input) {
        try {
            return json.readTree(input);
        } catch (IOException e) {
            throw new IllegalStateException("a stored audit input is no JSON", e);
        }
    }

    private static UUID id(String place, String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidField(place, field, "uuid", field + " must be an identifier such as 0190a6f0-0000-7000-8000-000000000000");
        }
    }

    private static int number(String field, @Nullable Integer number, int min, int max, int otherwise) {
        if (number == null) {
            return otherwise;
        }
        if (number < min || number > max) {
            throw outOfRange(field, min, max);
        }
        return number;
    }

    private static InvalidField outOfRange(String field, int min, int max) {
        return new InvalidField("query", field, "out_of_range", field + " must be a whole number from " + min + " to " + max);
    }
}
