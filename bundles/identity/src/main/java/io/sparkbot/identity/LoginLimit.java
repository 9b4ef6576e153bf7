package io.sparkbot.identity;

import io.sparkbot.api.web.Problem;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Slows guessing down: so many failures per address in a sliding window, and a ceiling over all addresses. Counted in the database. */
@Component(service = LoginLimit.class)
public final class LoginLimit {

    private static final Duration LATELY = Duration.ofDays(30);
    private static final int NETWORK_BYTES = 8;

    private final AttemptStore attempts;
    private final SessionStore sessions;
    private final IdentitySettings settings;

    @Activate
    public LoginLimit(@Reference AttemptStore attempts, @Reference SessionStore sessions, @Reference IdentitySettings settings) {
        this.attempts = attempts;
        this.sessions = sessions;
        this.settings = settings;
    }

    /** An attempt that has been let through. It counts as failed unless {@link #succeeded} is called. */
    record Attempt(LoginLimit limit, String source, byte[] target) {

        /** Clears the guesses at this target. Those at others stay: whoever has an account could else try all passwords of another. */
        void succeeded() {
            limit.attempts.forget(source, target, limit.settings.now().window());
        }
    }

    /**
     * Lets an attempt through or not.
     *
     * @param target whose secret is tried
     * @throws Problem 429 {@code rate_limited} with the time to wait
     */
    Attempt attempt(String address, String target) {
        IdentitySettings.Values values = settings.now();
        String source = source(address);
        byte[] hidden = Tokens.hash(target.toLowerCase(Locale.ROOT));
        UUID id = attempts.add(source, hidden);
        List<Instant> recent = attempts.of(source, values.window());
        boolean tooMany = recent.size() > values.maxFailures();
        if (tooMany || attempts.ofAll(values.window()) > values.maxFailuresTotal() && !sessions.isKnownAddress(address, LATELY)) {
            attempts.forget(id);
            throw limited(tooMany ? recent.get(recent.size() - 1 - values.maxFailures()) : Instant.now(), values.window());
        }
        return new Attempt(this, source, hidden);
    }

    private static Problem limited(Instant oldest, Duration window) {
        long wait = Math.max(1, Duration.between(Instant.now(), oldest.plus(window)).toSeconds() + 1);
        return new Problem(
                429,
                "rate_limited",
                "Too many failed sign-ins. Try again in " + (wait + 59) / 60 + (wait <= 60 ? " minute." : " minutes."),
                Map.of("Retry-After", String.valueOf(Math.min(wait, window.toSeconds()))));
    }

    /** The address; of IPv6 the network only, since one customer commonly holds all of it. */
    static String source(String address) {
        try {
            if (InetAddress.ofLiteral(address) instanceof Inet6Address v6) {
                byte[] network = Arrays.copyOf(Arrays.copyOf(v6.getAddress(), NETWORK_BYTES), v6.getAddress().length);
                return InetAddress.getByAddress(network).getHostAddress() + "/64";
            }
        } catch (IllegalArgumentException | java.net.UnknownHostException notAnAddress) {
            return "unknown";
        }
        return address;
    }
}
