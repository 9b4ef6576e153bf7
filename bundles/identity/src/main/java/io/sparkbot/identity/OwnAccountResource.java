package io.sparkbot.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.Access;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.Session;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.Needs;
import io.sparkbot.api.web.Notice;
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
import java.util.UUID;
import java.util.Optional;
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

    private final IdentityStore store;
    private final Accounts accounts;
    private final OwnPassword ownPassword;
    private final StoredSessions sessions;

    @Activate
    public OwnAccountResource(
            @Reference IdentityStore store, @Reference Accounts accounts, @Reference OwnPassword ownPassword, @Reference StoredSessions sessions) {
        this.store = store;
        this.accounts = accounts;
        this.ownPassword = ownPassword;
        this.sessions = sessions;
    }

    public record SessionView(UUID id, String device, String address, Instant createdAt, Instant lastUsedAt, boolean current) {}

    public record Ended(int ended) {}

    public record NewPassword(String currentPassword, String newPassword) {

        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    /** What one may change of oneself. */
    public record OwnChange(Optional<String> fullName, Optional<String> email) {}

    @GET
    @ApiDoc("The own account")
    public Account me(@Context Person person) {
        return account(person);
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(value = "Change the own full name or mail address", details = "Null takes a value away.", body = OwnChange.class, refusals = {"already_exists", "nothing_to_change", "invalid"})
    public Account change(ObjectNode changes, @Context Person person) {
        return Account.of(accounts.changeProfile(person.id(), changes));
    }

    @DELETE
    @Needs(Access.SIGN_IN)
    @ApiDoc(
            value = "Delete the own account",
            details = "Deactivates it, takes name, mail address, password, sessions and keys away for good; rooms and messages stay without a name.",
            refusals = "not_allowed")
    public Notice erase(@Context Person person) {
        accounts.erase(person.id(), person);
        return new Notice("Your account is deleted.");
    }

    @PATCH
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Access.SIGN_IN)
    @ApiDoc(value = "Change the own password", details = "8 to 128 characters. Ends all other sessions.", refusals = {"bad_request", "rate_limited", "conflict"})
    public Notice password(NewPassword change, @Context Caller caller) {
        ownPassword.change(current(caller), caller, change.currentPassword(), change.newPassword());
        return new Notice("Your password is changed.");
    }

    @GET
    @Path("sessions")
    @Needs(Access.SIGN_IN)
    @ApiDoc("The own live sessions, newest first")
    public List<SessionView> sessions(@Context Person person, @Context Caller caller) {
        UUID current = current(caller).id();
        return sessions.live(person.id()).stream()
                .map(row -> new SessionView(row.id(), row.device(), row.address(), row.createdAt(), row.lastUsedAt(), row.id().equals(current)))
                .toList();
    }

    @DELETE
    @Path("sessions")
    @Needs(Access.SIGN_IN)
    @ApiDoc("End all own sessions but this one")
    public Ended endOthers(@Context Person person, @Context Caller caller) {
        return new Ended(sessions.endOthers(person.id(), current(caller).id()));
    }

    @DELETE
    @Path("sessions/{id}")
    @Needs(Access.SIGN_IN)
    @ApiDoc(value = "End one own session", refusals = "not_found")
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
}
