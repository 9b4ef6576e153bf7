package io.sparkbot.notices;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.egress.OutboundHttp;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings notices to push services (RFC 8030), and forgets devices that these know no more. */
@Component(service = Courier.class)
public final class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OutboundHttp http;
    private final NoticeStore store;
    private final ServerKey key;
    private final NoticesSettings settings;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public Courier(@Reference OutboundHttp http, @Reference NoticeStore store, @Reference ServerKey key, @Reference NoticesSettings settings) {
        this.http = http;
        this.store = store;
        this.key = key;
        this.settings = settings;
    }

    /** Tells every device of the list; what fails at one is no matter of the others. */
    void tell(List<Device> devices, Notice notice) throws InterruptedException {
        for (Device device : devices) {
            tell(device, notice);
        }
    }

    private void tell(Device device, Notice notice) throws InterruptedException {
        String service = device.endpoint().getHost();
        try {
            int status = send(device, notice);
            switch (status) {
                case 404, 410 -> {
                    store.remove(device.personId(), device.id());
                    log.debug("a push service at {} knows a device no more; it is forgotten", service);
                }
                case 200, 201, 202, 204 -> store.told(device.id());
                default -> log.warn("the push service at {} answered {} to a notice; it is not sent again", service, status);
            }
        } catch (IOException e) {
            log.warn("the push service at {} did not take a notice: {}", service, e.getMessage());
        }
    }

    private int send(Device device, Notice notice) throws IOException, InterruptedException {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        byte[] body = Envelope.close(notice.words(), device.publicKey(), device.secret(), Curve.newPair(), salt);
        Map<String, String> headers = Map.of(
                "Authorization", key.authorization(device.endpoint(), settings.contact()),
                "Content-Type", "application/octet-stream",
                "Content-Encoding", "aes128gcm",
                "TTL", String.valueOf(notice.worth().toSeconds()),
                "Urgency", notice.kind().urgency(),
                "Topic", notice.topic());
        var caller = new OutboundHttp.Caller("notices", Optional.of(device.personId()), Optional.<UUID>empty(), Optional.<UUID>empty());
        return http.post(device.endpoint(), headers, body, PATIENCE, caller).status();
    }
}
