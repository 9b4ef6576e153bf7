package io.sparkbot.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.Access;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
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

/** The accounts, for administrators. What can make an administrator or set a password is closed to API keys. */
@Component(service = AccountsResource.class)
@JakartarsResource
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountsResource {

    /** An identifier holds a hyphen. Of any other word, such as "signup", there is nothing here, whatever the method. */
    private static final String ID = "{id: [^/]*-[^/]*}";

    private final IdentityStore store;
    private final Accounts accounts;

    @Activate
    public AccountsResource(@Reference IdentityStore store, @Reference Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    public record AccountList(List<Account> data, int count) {}

    public record NewAccount(
            String username,
            String password,
            Optional<String> email,
            Optional<String> fullName,
            Optional<AccountRole> role,
            @JsonProperty("is_active") Optional<Boolean> active) {

        @Override
        public String toString() {
            return "NewAccount[" + username + "]";
        }
    }

    /** What may be changed of an account. */
    public record AccountChange(
            String username, Optional<String> fullName, Optional<String> email, AccountRole role, @JsonProperty("is_active") boolean active, String password) {

        @Override
        public String toString() {
            return "AccountChange[" + username + "]";
        }
    }

    @GET
    @ApiDoc(value = "All accounts, newest first", refusals = {"not_admin", "invalid"})
    public AccountList list(@ApiField(min = 0) @QueryParam("skip") @DefaultValue("0") int skip, @ApiField(min = 1, max = 1000) @QueryParam("limit") @DefaultValue("100") int limit, @Context Person person) {
        requireAdmin(person);
        Paging.check(skip, limit);
        return new AccountList(store.accounts(skip, limit).stream().map(Account::of).toList(), store.accountCount());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Access.SIGN_IN)
    @ApiDoc(value = "Make an account", details = "The password has 8 to 128 characters.", refusals = {"not_admin", "name_taken", "already_exists", "invalid"})
    public Account make(NewAccount wanted, @Context Person person) {
        requireAdmin(person);
        String username = Profile.username(wanted.username());
        return Account.of(accounts.make(
                new Accounts.NewAccount(
                        username,
                        Optional.of(Profile.password("password", wanted.password(), username)),
                        wanted.role().orElse(AccountRole.MEMBER),
                        wanted.active().orElse(true),
                        wanted.fullName().flatMap(Profile::fullName),
                        wanted.email().flatMap(Profile::email)),
                person));
    }

    @GET
    @Path(ID)
    @ApiDoc(value = "One account: the own one, or any for administrators", refusals = {"not_admin", "not_found"})
    public Account one(@PathParam("id") UUID id, @Context Person person) {
        if (!id.equals(person.id())) {
            requireAdmin(person);
        }
        return store.person(id).filter(PersonRow::isHuman).map(Account::of).orElseThrow(Accounts::unknown);
    }

    @PATCH
    @Path(ID)
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Access.SIGN_IN)
    @ApiDoc(
            value = "Change an account",
            body = AccountChange.class,
            details = "A new password or is_active=false ends all sessions of the person at once; a new password revokes the API keys too.",
            refusals = {"not_admin", "not_found", "name_taken", "already_exists", "not_allowed", "nothing_to_change"})
    public Account change(@PathParam("id") UUID id, ObjectNode changes, @Context Person person) {
        requireAdmin(person);
        return Account.of(accounts.change(id, changes, person));
    }

    @DELETE
    @Path(ID)
    @Needs(Access.SIGN_IN)
    @ApiDoc(
            value = "Delete somebody's account",
            details = "Deactivates it, takes name, mail address, password, sessions and keys away for good; rooms and messages stay without a name.",
            refusals = {"not_admin", "not_found", "not_allowed"})
    public Notice erase(@PathParam("id") UUID id, @Context Person person) {
        requireAdmin(person);
        if (id.equals(person.id())) {
            throw Problem.forbidden("not_allowed", "This is your own account. Delete it in your settings (DELETE /users/me).");
        }
        PersonRow account = store.person(id).filter(PersonRow::isHuman).orElseThrow(Accounts::unknown);
        accounts.erase(account.id(), person);
        return new Notice("The account is deleted.");
    }

    static void requireAdmin(Person person) {
        if (!person.isAdmin()) {
            throw Problem.forbidden("not_admin", "Only an administrator manages accounts.");
        }
    }
}
