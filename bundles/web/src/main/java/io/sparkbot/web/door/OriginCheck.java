package io.sparkbot.web.door;

import io.sparkbot.api.web.Problem;
import io.sparkbot.web.AllowedOrigins;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Whether a request comes from a page of ours. */
public final class OriginCheck {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final AllowedOrigins allowed;

    public OriginCheck(AllowedOrigins allowed) {
        this.allowed = allowed;
    }

    /**
     * Refuses an unsafe request that would be let in by its cookie and does not show that it comes from our own origin or an allowed one.
     *
     * @throws Problem 403 {@code origin_refused}
     */
    public void check(HttpServletRequest request, Visit visit) {
        if (SAFE.contains(request.getMethod()) || !visit.usesCookie()) {
            return;
        }
        String origin = request.getHeader("Origin");
        boolean ours = origin != null
                ? isAllowed(origin, visit.client())
                : OWN_SITE.contains(String.valueOf(request.getHeader("Sec-Fetch-Site")));
        if (!ours) {
            throw Problem.forbidden(
                    "origin_refused",
                    "This request did not come from a page of this server. Open the server's own address, or have the page's origin allowed (web.cors_origins).");
        }
    }

    /** Whether a page of this origin may use the cookie. */
    public boolean isAllowed(String origin, Client client) {
        return client.isOwnOrigin(origin) || allowed.contains(origin);
    }
}
