package io.sparkbot.web.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.jersey.uri.PathPattern;
import org.jspecify.annotations.Nullable;

/**
 * Which application answers which address. Templates of all bundles stand in the order of JAX-RS: most literal characters first. An address
 * that went away is kept as a gap for a moment, so that a bundle being replaced does not turn its callers away, nor a shorter template
 * swallow them.
 */
final class RouteTable {

    /** How long a request waits for an address to come back. */
    static final Duration GAP = Duration.ofSeconds(3);

    private record Route(Endpoint endpoint, Precedence precedence, @Nullable BundleApp app, long goneUntil) {

        boolean isGap() {
            return app == null;
        }
    }

    private static final Comparator<Route> ORDER = Comparator.<Route, PathPattern>comparing(route -> route.endpoint().pattern(), PathPattern.COMPARATOR)
            .thenComparing(route -> route.endpoint().template())
            .thenComparing(Route::precedence);

    /** What a look into the table tells. */
    sealed interface Hit {

        /** An application has been entered; whoever holds this leaves it again. */
        record Found(BundleApp app) implements Hit {}

        /** The address exists, but nobody answers it at this moment. */
        record Away() implements Hit {}

        /** No such address. */
        record Unknown() implements Hit {}
    }

    private final Object change = new Object();
    private volatile List<Route> routes = List.of();
    private volatile long generation;

    /** Puts the application's endpoints in place of those this bundle had. */
    void put(Precedence bundle, List<Endpoint> endpoints, BundleApp app) {
        replace(bundle, endpoints.stream().map(endpoint -> new Route(endpoint, bundle, app, 0)).toList());
    }

    /** Takes the bundle's endpoints out. */
    void remove(Precedence bundle) {
        replace(bundle, List.of());
    }

    /** The endpoints that answer now, in the order of matching. */
    List<Endpoint> endpoints() {
        return routes.stream().filter(route -> !route.isGap()).map(Route::endpoint).toList();
    }

    /** Rises with every change. */
    long generation() {
        return generation;
    }

    /** Finds the application of an address and enters it; waits while the address is being replaced. */
    Hit enter(String verb, String path) {
        long end = System.nanoTime() + GAP.toNanos();
        while (true) {
            long seen = generation;
            Hit hit = look(verb, path);
            long left = end - System.nanoTime();
            if (!(hit instanceof Hit.Away) || left <= 0 || !awaitChange(seen, left)) {
                return hit;
            }
        }
    }

    private Hit look(String verb, String path) {
        Endpoint chosen = null;
        Route otherVerb = null;
        long now = System.nanoTime();
        for (Route route : routes) {
            if (!route.endpoint().matches(path) || route.isGap() && route.goneUntil() - now < 0) {
                continue;
            }
            if (!route.endpoint().accepts(verb)) {
                otherVerb = otherVerb == null && !route.isGap() ? route : otherVerb;
                continue;
            }
            if (chosen != null && !chosen.template().equals(route.endpoint().template())) {
                break;
            }
            chosen = route.endpoint();
            BundleApp app = route.app();
            if (app != null && app.enter()) {
                return new Hit.Found(app);
            }
        }
        if (chosen == null && otherVerb != null) {
            BundleApp app = otherVerb.app();
            return app != null && app.enter() ? new Hit.Found(app) : new Hit.Away();
        }
        return chosen == null ? new Hit.Unknown() : new Hit.Away();
    }

    private boolean awaitChange(long seen, long nanos) {
        synchronized (change) {
            if (generation != seen) {
                return true;
            }
            try {
                change.wait(Math.max(1, Math.min(200, nanos / 1_000_000)));
                return true;
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private void replace(Precedence bundle, List<Route> added) {
        synchronized (change) {
            long now = System.nanoTime();
            List<Route> others = routes.stream()
                    .filter(route -> route.isGap() ? route.goneUntil() - now > 0 : !route.precedence().equals(bundle))
                    .toList();
            List<Route> live = Stream.concat(others.stream().filter(route -> !route.isGap()), added.stream()).toList();
            Stream<Route> gone = routes.stream()
                    .filter(route -> !route.isGap() && route.precedence().equals(bundle))
                    .map(route -> new Route(route.endpoint(), bundle, null, now + GAP.toNanos()));
            List<Route> gaps = Stream.concat(others.stream().filter(Route::isGap), gone)
                    .filter(gap -> live.stream().noneMatch(route -> route.endpoint().sameAddress(gap.endpoint())))
                    .collect(Collectors.toCollection(ArrayList::new));
            routes = Stream.concat(live.stream(), gaps.stream()).sorted(ORDER).toList();
            generation++;
            change.notifyAll();
        }
    }
}
