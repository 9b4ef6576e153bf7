package io.sparkbot.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.Session;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** One's own account and sessions. */
@Component(service = OwnAccountResource.class)
@JakartarsResource
@Path("/users/me")
@Produces(MediaType.APPLICATION_JSON)
public final class OwnAccountResource {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 255;

    private final IdentityStore store;
    private final StoredSessions sessions;

    @Activate
    public OwnAccountResource(@Reference IdentityStore store, @Reference StoredSessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    public record SessionView(UUID id, String device, String address, Instant createdAt, Instant lastUsedAt, boolean current) {}

    public record Ended(int ended) {}

    @GET
    @ApiDoc("The own account")
    public Account me(@Context Person person) {
        return account(person);
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(value = "Change the own full name or mail address", details = "Fields: full_name, email; null takes a value away.", refusals = "already_exists")
    public Account change(ObjectNode changes, @Context Person person) {
        Account before = account(person);
        if (!changes.has("full_name") && !changes.has("email")) {
            throw Problem.badRequest("nothing_to_change", "Nothing to change: give full_name or email.");
        }
        Optional<String> name = changes.has("full_name") ? text(changes, "full_name", LONGEST_NAME) : before.fullName();
        Optional<String> email = changes.has("email") ? text(changes, "email", LONGEST_EMAIL) : before.email();
        try {
            store.setProfile(person.id(), name, email);
        } catch (IntegrityConstraintViolationException taken) {
            throw Problem.conflict("already_exists", "Another account has this mail address.");
        }
        sessions.forget();
        return account(person);
    }

    @GET
    @Path("sessions")
    @ApiDoc("The own live sessions, newest first")
    public List<SessionView> sessions(@Context Person person, @Context Caller caller) {
        UUID current = current(caller).id();
        return store.sessions(person.id()).stream()
                .map(row -> new SessionView(row.id(), row.device(), row.address(), row.createdAt(), row.lastUsedAt(), row.id().equals(current)))
                .toList();
    }

    @DELETE
    @Path("sessions")
    @ApiDoc("End all own sessions but this one")
    public Ended endOthers(@Context Person person, @Context Caller caller) {
        return new Ended(sessions.endOthers(person.id(), current(caller).id()));
    }

    @DELETE
    @Path("sessions/{id}")
    @ApiDoc("End one own session")
    public Ended end(@PathParam("id") UUID id, @Context Person person) {
        if (!sessions.end(person.id(), id)) {
            throw Problem.notFound("There is no such session.");
        }
        return new Ended(1);
    }

    private Account account(Person person) {
        return store.person(person.id()).map(Account::of).orElseThrow(Problem::notSignedIn);
    }

    private static Session current(Caller caller) {
        return caller.session().orElseThrow(Problem::notSignedIn);
    }

    private static Optional<String> text(ObjectNode changes, String field, int longest) {
        JsonNode value = changes.get(field);
        if (!value.isNull() && !value.isTextual()) {
            throw InvalidField.body(field, "type", "\"" + field + "\" must be text or null.");
        }
        String text = value.asText("").strip();
        if (text.length() > longest) {
            throw InvalidField.body(field, "too_long", "\"" + field + "\" has " + text.length() + " characters; the limit is " + longest + ".");
        }
        return value.isNull() || text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
