package io.sparkbot.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.sparkbot.api.person.Access;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Needs;
import io.sparkbot.api.web.Notice;
import io.sparkbot.api.web.Problem;
import io.sparkbot.api.web.PublicRoute;
import io.sparkbot.identity.InviteStore.InviteRow;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Invitations to make an account: administrators hand them out, whoever holds one makes the account. */
@Component(service = InvitesResource.class)
@JakartarsResource
@Path("/users/invites")
@Produces(MediaType.APPLICATION_JSON)
public final class InvitesResource {

    private static final Duration USUAL_LIFE = Duration.ofDays(7);
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);
    private static final int MOST_USES = 1000;

    private final Invites invites;
    private final IdentitySettings settings;

    @Activate
    public InvitesResource(@Reference Invites invites, @Reference IdentitySettings settings) {
        this.invites = invites;
        this.settings = settings;
    }

    @ApiName("NewAccountInvite")
    public record NewInvite(Optional<AccountRole> role, Optional<Instant> expiresAt, @ApiField(min = 1, max = MOST_USES) Optional<Integer> usageLimit) {}

    /** @param token the secret of the link: in the answer that made it and in no later one */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @ApiName("AccountInvite")
    public record InviteView(
            UUID id, AccountRole role, Instant expiresAt, int usageLimit, int usedCount, Instant createdAt, String invitedBy, Optional<String> token) {

        static InviteView of(InviteRow row, Optional<String> token) {
            return new InviteView(row.id(), row.role(), row.expiresAt(), row.usageLimit(), row.usedCount(), row.createdAt(), row.maker(), token);
        }

        @Override
        public String toString() {
            return "InviteView[" + id + "]";
        }
    }

    @ApiName("AccountInviteToken")
    public record InviteToken(String token) {}

    /** What the holder of an invitation may know of it. */
    @ApiName("AccountInvitePreview")
    public record Preview(AccountRole role, String invitedBy, Instant expiresAt) {}

    public record Acceptance(String token, String username, String password, Optional<String> fullName) {

        @Override
        public String toString() {
            return "Acceptance[" + username + "]";
        }
    }

    /** The new account. The token stands here for clients that are no browsers; browsers get the cookie only. */
    @ApiName("JoinedAccount")
    public record Joined(
            UUID id,
            String username,
            Optional<String> email,
            AccountRole role,
            @JsonProperty("is_active") boolean active,
            @JsonProperty("is_superuser") boolean superuser,
            Optional<String> fullName,
            Instant createdAt,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> accessToken,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> tokenType) {

        static Joined of(Account account, Optional<String> token) {
            return new Joined(
                    account.id(), account.username(), account.email(), account.role(), account.active(), account.superuser(), account.fullName(),
                    account.createdAt(), token, token.map(given -> "bearer"));
        }

        @Override
        public String toString() {
            return "Joined[" + username + "]";
        }
    }

    @GET
    @ApiDoc(value = "Open invitations, newest first", refusals = "not_admin")
    public List<InviteView> list(@Context Person person) {
        AccountsResource.requireAdmin(person);
        return invites.open().stream().map(row -> InviteView.of(row, Optional.empty())).toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Access.SIGN_IN)
    @ApiDoc(value = "Make an invitation", details = "Without more: for one MEMBER, for 7 days. The token is in this answer only.", refusals = "not_admin")
    public InviteView make(NewInvite wanted, @Context Person person) {
        AccountsResource.requireAdmin(person);
        int uses = wanted.usageLimit().orElse(1);
        if (uses < 1 || uses > MOST_USES) {
            throw InvalidField.body("usage_limit", "range", "\"usage_limit\" is " + uses + "; it must be 1 to " + MOST_USES + ".");
        }
        Instant now = Instant.now();
        Instant expiresAt = wanted.expiresAt().orElse(now.plus(USUAL_LIFE));
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_LIFE))) {
            throw InvalidField.body("expires_at", "range", "\"expires_at\" must lie in the future, within " + LONGEST_LIFE.toDays() + " days.");
        }
        Invites.Made made = invites.make(wanted.role().orElse(AccountRole.MEMBER), expiresAt, uses, person);
        return InviteView.of(made.row(), Optional.of(made.token()));
    }

    @DELETE
    @Path("{id}")
    @Needs(Access.SIGN_IN)
    @ApiDoc(value = "Take an invitation back", refusals = {"not_admin", "not_found"})
    public Notice delete(@PathParam("id") UUID id, @Context Person person) {
        AccountsResource.requireAdmin(person);
        if (!invites.delete(id, person)) {
            throw Problem.notFound("There is no such invitation.");
        }
        return new Notice("The invitation is taken back.");
    }

    @POST
    @Path("preview")
    @PublicRoute
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(value = "What an invitation is for", details = "For whoever holds its token.", refusals = {"invite_invalid", "rate_limited"})
    public Preview preview(InviteToken body, @Context Caller caller) {
        InviteRow row = invites.find(body.token(), caller);
        return new Preview(row.role(), row.maker(), row.expiresAt());
    }

    @POST
    @Path("accept")
    @PublicRoute
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(
            value = "Make the account one was invited to, and sign in with it",
            details = "Sets the cookie chat_token. The token is in the body for clients that are no browsers.",
            answer = Joined.class,
            refusals = {"invite_invalid", "name_taken", "rate_limited"})
    public Response accept(Acceptance body, @Context Caller caller) {
        String username = Profile.username(body.username());
        Invites.Joined joined = invites.accept(
                body.token(), username, Profile.password("password", body.password(), username), body.fullName().flatMap(Profile::fullName), caller);
        IdentitySettings.Values values = settings.now();
        Optional<String> token = caller.browser() ? Optional.empty() : Optional.of(joined.token());
        return Response.ok(Joined.of(Account.of(joined.person()), token))
                .cookie(SessionCookie.set(joined.token(), values.sessionLength(), values.local()))
                .build();
    }
}
