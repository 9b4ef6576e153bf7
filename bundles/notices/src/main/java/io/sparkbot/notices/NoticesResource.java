package io.sparkbot.notices;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.sparkbot.api.person.Access;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.Session;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Needs;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Which of one's browsers are told when something waits. */
@Component(service = NoticesResource.class)
@JakartarsResource
@Path("/users/me/notices")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Access.SIGN_IN)
public final class NoticesResource {

    private static final int LONGEST_ENDPOINT = 2048;
    private static final int SECRET = 16;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final NoticeStore store;
    private final ServerKey key;

    @Activate
    public NoticesResource(@Reference NoticeStore store, @Reference ServerKey key) {
        this.store = store;
        this.key = key;
    }

    /** @param publicKey the {@code applicationServerKey} of a subscription, base64url */
    public record NoticesView(String publicKey, List<DeviceView> devices) {}

    /**
     * @param device a label made of the user agent
     * @param toldAt when it last took a notice
     */
    public record DeviceView(UUID id, String device, Instant createdAt, Optional<Instant> toldAt) {

        static DeviceView of(Device device) {
            return new DeviceView(device.id(), device.label(), device.createdAt(), device.toldAt());
        }
    }

    /** A subscription as browsers write it. */
    public record NewSubscription(String endpoint, Keys keys) {}

    /** Base64url. @param p256dh public key of the browser; {@code auth} its secret */
    public record Keys(String p256dh, String auth) {}

    @GET
    @ApiDoc("The own devices that are told when something waits, and the key that new ones need")
    public NoticesView get(@Context Person person) {
        return new NoticesView(key.publicKey(), store.of(person.id()).stream().map(DeviceView::of).toList());
    }

    @POST
    @Path("devices")
    @Consumes(MediaType.APPLICATION_JSON)
    @ApiDoc(
            value = "Have notices on this device",
            details = "The body is the browser's push subscription. A known one is renewed. It ends with the session it is given in, when its push service "
                    + "knows it no more, and when 20 newer ones are there.",
            refusals = "invalid")
    public DeviceView add(NewSubscription given, @Context Person person, @Context Caller caller) {
        UUID session = caller.session().map(Session::id).orElseThrow();
        byte[] publicKey = bytes("p256dh", given.keys().p256dh(), Curve.POINT);
        try {
            Curve.read(publicKey);
        } catch (IllegalArgumentException e) {
            throw InvalidField.body("p256dh", "key", "\"p256dh\" must be a public key of the curve P-256.");
        }
        byte[] secret = bytes("auth", given.keys().auth(), SECRET);
        return DeviceView.of(store.put(
                new NoticeStore.NewDevice(person.id(), session, endpoint(given.endpoint()), publicKey, secret, caller.device())));
    }

    @DELETE
    @Path("devices/{id}")
    @ApiDoc(value = "No more notices on a device", refusals = "not_found")
    public void remove(@PathParam("id") UUID id, @Context Person person) {
        if (!store.remove(person.id(), id)) {
            throw Problem.notFound("There is no such device of yours.");
        }
    }

    /** Where the way out may go is the guard's to say; what is written here is a push service's address, which is always encrypted. */
    private static URI endpoint(String given) {
        URI address;
        try {
            address = new URI(given);
        } catch (URISyntaxException e) {
            throw noEndpoint();
        }
        boolean here = "http".equals(address.getScheme()) && THIS_MACHINE.contains(String.valueOf(address.getHost()));
        if (given.length() > LONGEST_ENDPOINT || address.getHost() == null || address.getUserInfo() != null || !("https".equals(address.getScheme()) || here)) {
            throw noEndpoint();
        }
        return address;
    }

    private static InvalidField noEndpoint() {
        return InvalidField.body("endpoint", "url", "\"endpoint\" must be the https address of a push service, at most " + LONGEST_ENDPOINT + " characters.");
    }

    private static byte[] bytes(String field, String given, int length) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(given);
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != length) {
            throw InvalidField.body(field, "base64url", "\"" + field + "\" must be " + length + " bytes in base64url.");
        }
        return bytes;
    }
}
