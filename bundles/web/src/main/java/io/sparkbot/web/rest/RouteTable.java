package io.sparkbot.web.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.jersey.uri.PathPattern;
import org.jspecify.annotations.Nullable;

/**
 * Which application answers which address. Templates of all bundles stand in the order of JAX-RS: most literal characters first. An address
 * that went away is kept as a gap as long as its bundle is installed, and a moment longer: so a bundle being replaced does not turn its
 * callers away, nor does a shorter template swallow them.
 */
final class RouteTable {

    /** How long a request waits for an address to come back. */
    static final Duration GAP = Duration.ofSeconds(3);

    private record Route(Endpoint endpoint, Precedence precedence, @Nullable BundleApp app, long goneUntil) {

        boolean isGap() {
            return app == null;
        }

        Optional<BundleApp.Entry> enter(Runnable onCut) {
            return app == null ? Optional.empty() : app.enter(onCut);
        }
    }

    private static final Comparator<Route> ORDER = Comparator.<Route, PathPattern>comparing(route -> route.endpoint().pattern(), PathPattern.COMPARATOR)
            .thenComparing(route -> route.endpoint().template())
            .thenComparing(Route::precedence);

    /** What a look into the table tells. */
    sealed interface Hit {

        /** An application has been entered; whoever holds this leaves it again. */
        record Found(BundleApp.Entry entry) implements Hit {}

        /**
         * The address exists, but nobody answers it at this moment.
         *
         * @param soon whether it is likely to come back in a moment
         */
        record Away(boolean soon) implements Hit {}

        /** No such address. */
        record Unknown() implements Hit {}
    }

    private final LongPredicate installed;
    private final Object change = new Object();
    private volatile List<Route> routes = List.of();
    private volatile long generation;

    /**
     * @param installed whether the bundle with this number is still installed, if only stopped
     */
    RouteTable(LongPredicate installed) {
        this.installed = installed;
    }

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

    /**
     * Finds the application of an address and enters it; waits while the address is being replaced.
     *
     * @param onCut ends the request when its bundle must go
     */
    Hit enter(String verb, String path, Runnable onCut) {
        long end = System.nanoTime() + GAP.toNanos();
        while (true) {
            long seen = generation;
            Hit hit = look(verb, path, onCut);
            long left = end - System.nanoTime();
            if (!(hit instanceof Hit.Away(boolean soon)) || !soon || left <= 0 || !awaitChange(seen, left)) {
                return hit;
            }
        }
    }

    private Hit look(String verb, String path, Runnable onCut) {
        Endpoint chosen = null;
        Route otherVerb = null;
        boolean soon = false;
        long now = System.nanoTime();
        for (Route route : routes) {
            if (!route.endpoint().matches(path) || isOver(route, now)) {
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
            soon |= !route.isGap() || route.goneUntil() - now > 0;
            Optional<BundleApp.Entry> entry = route.enter(onCut);
            if (entry.isPresent()) {
                return new Hit.Found(entry.get());
            }
        }
        if (chosen == null && otherVerb == null) {
            return new Hit.Unknown();
        }
        Optional<BundleApp.Entry> refusing = chosen == null && otherVerb != null ? otherVerb.enter(onCut) : Optional.empty();
        boolean wait = soon || chosen == null;
        return refusing.<Hit>map(Hit.Found::new).orElseGet(() -> new Hit.Away(wait));
    }

    private boolean isOver(Route route, long now) {
        return route.isGap() && route.goneUntil() - now < 0 && !installed.test(route.precedence().id());
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
                    .filter(route -> route.isGap() ? !isOver(route, now) : !route.precedence().equals(bundle))
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
