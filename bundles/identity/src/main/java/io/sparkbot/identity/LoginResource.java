package io.sparkbot.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import io.sparkbot.api.web.PublicRoute;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Signing in and out. */
@Component(service = LoginResource.class)
@JakartarsResource
@Path("/chat/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LoginResource {

    private static final int LONGEST = 1000;

    private final Login login;
    private final StoredSessions sessions;
    private final IdentitySettings settings;

    @Activate
    public LoginResource(@Reference Login login, @Reference StoredSessions sessions, @Reference IdentitySettings settings) {
        this.login = login;
        this.sessions = sessions;
        this.settings = settings;
    }

    /** Either the passphrase, or a user name with its password. */
    public record Credentials(Optional<String> passphrase, Optional<String> username, Optional<String> password) {}

    /** The token stands here for clients that are no browsers; browsers get the cookie only. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record SignedIn(boolean success, Optional<String> accessToken, Optional<String> tokenType) {}

    @ApiName("SignedOut")
    public record Done(boolean success) {}

    @POST
    @Path("login")
    @PublicRoute
    @ApiDoc(
            value = "Sign in",
            details = "Sets the cookie chat_token. The token is in the body for clients that are no browsers.",
            answer = SignedIn.class,
            refusals = {"bad_request", "passphrase_wrong", "credentials_wrong", "account_inactive", "rate_limited"})
    public Response signIn(Credentials credentials, @Context Caller caller) {
        String token = credentials.username().isPresent()
                ? login.byPassword(
                        filled("username", credentials.username()), filled("password", credentials.password()), caller)
                : login.byPassphrase(filled("passphrase", credentials.passphrase()), caller);
        SignedIn body = caller.browser()
                ? new SignedIn(true, Optional.empty(), Optional.empty())
                : new SignedIn(true, Optional.of(token), Optional.of("bearer"));
        IdentitySettings.Values values = settings.now();
        return Response.ok(body).cookie(SessionCookie.set(token, values.sessionLength(), values.local())).build();
    }

    @DELETE
    @Path("session")
    @PublicRoute
    @Consumes(MediaType.WILDCARD)
    @ApiDoc(value = "Sign out", details = "Ends the session and takes the cookie away. Works without a session too.", answer = Done.class)
    public Response signOut(@Context Caller caller) {
        caller.session().ifPresent(session -> sessions.end(session.person().id(), session.id()));
        return Response.ok(new Done(true)).cookie(SessionCookie.clear(settings.now().local())).build();
    }

    static String filled(String field, Optional<String> value) {
        String text = value.orElseThrow(() -> InvalidField.body(field, "missing", "\"" + field + "\" is needed."));
        if (text.isEmpty()) {
            throw Problem.badRequest("bad_request", "\"" + field + "\" is empty.");
        }
        if (text.length() > LONGEST) {
            throw InvalidField.body(field, "too_long", "\"" + field + "\" has more than " + LONGEST + " characters.");
        }
        return text;
    }
}
