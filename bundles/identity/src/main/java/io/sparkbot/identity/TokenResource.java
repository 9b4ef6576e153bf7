package io.sparkbot.identity;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.Problem;
import io.sparkbot.api.web.PublicRoute;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Signing in for programs: the token is in the answer, so pages in a browser are sent to the other door. */
@Component(service = TokenResource.class)
@JakartarsResource
@Path("/login")
@Produces(MediaType.APPLICATION_JSON)
public final class TokenResource {

    private final Login login;
    private final IdentityStore store;

    @Activate
    public TokenResource(@Reference Login login, @Reference IdentityStore store) {
        this.login = login;
        this.store = store;
    }

    @ApiName("AccessToken")
    public record Token(String accessToken, String tokenType) {}

    @POST
    @Path("access-token")
    @PublicRoute
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @ApiDoc(
            value = "Sign in with a user name or mail address, for programs",
            details = "A browser is refused: it signs in at /chat/users/login and gets a cookie that no script can read.",
            refusals = {"bad_request", "invalid", "credentials_wrong", "account_inactive", "rate_limited", "not_allowed"})
    public Token signIn(@ApiField(required = true) @FormParam("username") @Nullable String username, @ApiField(required = true) @FormParam("password") @Nullable String password, @Context Caller caller) {
        if (caller.browser()) {
            throw Problem.forbidden("not_allowed", "This route is for programs. A browser signs in at /chat/users/login.");
        }
        String name = LoginResource.filled("username", Optional.ofNullable(username));
        return new Token(login.byPassword(name, LoginResource.filled("password", Optional.ofNullable(password)), caller), "bearer");
    }

    @POST
    @Path("test-token")
    @ApiDoc("The account behind the token")
    public Account test(@Context Person person) {
        return store.person(person.id()).map(Account::of).orElseThrow(Problem::notSignedIn);
    }
}
