package io.sparkbot.identity;

import io.sparkbot.api.person.Access;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Needs;
import io.sparkbot.api.web.Notice;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** One's own API keys. No key opens these routes: a key must not be able to make another, or to outlive its revocation. */
@Component(service = KeysResource.class)
@JakartarsResource
@Path("/users/me/keys")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Access.SIGN_IN)
public final class KeysResource {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_LIFE_DAYS = 3650;

    private final ApiKeys keys;

    @Activate
    public KeysResource(@Reference ApiKeys keys) {
        this.keys = keys;
    }

    /** @param expiresInDays 1 to 3650; absent: the key works until it is revoked */
    public record NewKey(@ApiField(min = 1, max = LONGEST_NAME) String name, @ApiField(min = 1) List<KeyScope> scopes, @ApiField(min = 1, max = LONGEST_LIFE_DAYS) Optional<Integer> expiresInDays) {}

    /** @param prefix the first characters, by which people tell keys apart */
    public record KeyView(
            UUID id, String name, String prefix, List<KeyScope> scopes, Instant createdAt, Optional<Instant> lastUsedAt, Optional<Instant> expiresAt) {

        static KeyView of(KeyRow row) {
            return new KeyView(row.id(), row.name(), row.prefix(), row.scopes(), row.createdAt(), row.lastUsedAt(), row.expiresAt());
        }
    }

    /** @param key the key itself: in this answer and in no later one */
    public record MadeKey(
            UUID id,
            String name,
            String prefix,
            List<KeyScope> scopes,
            Instant createdAt,
            Optional<Instant> lastUsedAt,
            Optional<Instant> expiresAt,
            String key) {

        static MadeKey of(KeyRow row, String key) {
            return new MadeKey(row.id(), row.name(), row.prefix(), row.scopes(), row.createdAt(), row.lastUsedAt(), row.expiresAt(), key);
        }

        @Override
        public String toString() {
            return "MadeKey[" + prefix + "]";
        }
    }

    @GET
    @ApiDoc("The own API keys, newest first")
    public List<KeyView> list(@Context Person person) {
        return keys.of(person.id()).stream().map(KeyView::of).toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(
            value = "Make an API key",
            details = "Scopes: read, chat (read, and take part in rooms), full (all but passwords, sessions, keys and accounts). The key is in this answer only.",
            refusals = "conflict")
    public MadeKey make(NewKey wanted, @Context Person person) {
        String name = Profile.line("name", wanted.name(), LONGEST_NAME)
                .orElseThrow(() -> InvalidField.body("name", "missing", "\"name\" is needed: 1 to " + LONGEST_NAME + " characters."));
        if (wanted.scopes().isEmpty()) {
            throw InvalidField.body("scopes", "missing", "\"scopes\" must name at least one of read, chat, full.");
        }
        wanted.expiresInDays().filter(days -> days < 1 || days > LONGEST_LIFE_DAYS).ifPresent(days -> {
            throw InvalidField.body("expires_in_days", "range", "\"expires_in_days\" is " + days + "; it must be 1 to " + LONGEST_LIFE_DAYS + ".");
        });
        ApiKeys.Made made = keys.make(person, name, wanted.scopes(), wanted.expiresInDays().map(days -> Instant.now().plus(Duration.ofDays(days))));
        return MadeKey.of(made.row(), made.key());
    }

    @DELETE
    @Path("{id}")
    @ApiDoc(value = "Revoke an own API key", details = "At once, on open streams and sockets too.", refusals = "not_found")
    public Notice revoke(@PathParam("id") UUID id, @Context Person person) {
        if (!keys.revoke(person, id)) {
            throw Problem.notFound("There is no such API key.");
        }
        return new Notice("The API key is revoked.");
    }
}
