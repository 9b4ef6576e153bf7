package io.sparkbot.web.door;

import io.sparkbot.web.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the client before anybody asks who it is.
 *
 * @param address client address behind the trusted proxies
 * @param secure whether the client speaks HTTPS
 * @param host authority the client called, in lower case, empty when unknown
 */
public record Client(String address, boolean secure, String host, String device, boolean browser) {

    private static final int LONGEST_DEVICE = 200;

    public static Client of(HttpServletRequest request, TrustedProxies proxies) {
        String peer = Optional.ofNullable(request.getRemoteAddr()).orElse("");
        boolean forwarded = proxies.trusts(peer);
        String address = forwarded ? proxies.client(peer, String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")))) : peer;
        String proto = forwarded ? lastOf(request.getHeader("X-Forwarded-Proto")) : null;
        String forwardedHost = forwarded ? lastOf(request.getHeader("X-Forwarded-Host")) : null;
        String host = forwardedHost != null ? forwardedHost : Optional.ofNullable(request.getHeader("Host")).orElse("");
        return new Client(
                address,
                proto != null ? proto.equalsIgnoreCase("https") : request.isSecure(),
                host.toLowerCase(Locale.ROOT),
                device(request.getHeader("User-Agent")),
                isBrowser(request));
    }

    /** Whether {@code origin} is the address under which the client reached us. */
    public boolean isOwnOrigin(String origin) {
        try {
            URI uri = new URI(origin);
            String scheme = uri.getScheme();
            String authority = uri.getRawAuthority();
            if (scheme == null || authority == null || host.isEmpty()) {
                return false;
            }
            return withPort(authority.toLowerCase(Locale.ROOT), scheme).equals(withPort(host, scheme));
        } catch (java.net.URISyntaxException notAnOrigin) {
            return false;
        }
    }

    private static String withPort(String authority, String scheme) {
        boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        return hasPort ? authority : authority + (scheme.equalsIgnoreCase("https") ? ":443" : ":80");
    }

    private static @Nullable String lastOf(@Nullable String list) {
        return list == null ? null : list.substring(list.lastIndexOf(',') + 1).strip();
    }

    private static boolean isBrowser(HttpServletRequest request) {
        return request.getHeader("Origin") != null
                || Collections.list(request.getHeaderNames()).stream()
                        .anyMatch(name -> name.regionMatches(true, 0, "Sec-Fetch-", 0, "Sec-Fetch-".length()));
    }

    private static String device(@Nullable String userAgent) {
        if (userAgent == null) {
            return "";
        }
        String clean = userAgent.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= LONGEST_DEVICE ? clean : clean.substring(0, LONGEST_DEVICE);
    }
}
