package io.sparkbot.web.socket;

import io.sparkbot.api.web.SocketEndpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.uri.UriTemplate;

/**
 * An endpoint at its address.
 *
 * @param bundleId the bundle whose endpoint it is
 */
record Route(SocketEndpoint endpoint, UriTemplate template, long bundleId) implements Comparable<Route> {

    static Route of(SocketEndpoint endpoint, Map<String, ?> properties) {
        long bundleId = properties.get("service.bundleid") instanceof Number number ? number.longValue() : -1;
        return new Route(endpoint, new UriTemplate(String.valueOf(properties.get(SocketEndpoint.PATH))), bundleId);
    }

    /** The values of the template's variables; empty when the path is another. */
    Optional<Map<String, String>> match(String path) {
        Map<String, String> values = new HashMap<>();
        return template.match(path, values) ? Optional.of(Map.copyOf(values)) : Optional.empty();
    }

    @Override
    public int compareTo(Route other) {
        int order = UriTemplate.COMPARATOR.compare(template, other.template);
        return order != 0 ? order : Long.compare(bundleId, other.bundleId);
    }
}
