package io.sparkbot.web.site;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the web app bundles that are started. Of several the one with the highest version is served. */
final class Sites implements BundleTrackerCustomizer<Site> {

    private static final Logger log = LoggerFactory.getLogger(Sites.class);
    private static final Duration GAP = Duration.ofSeconds(3);

    private final Map<Bundle, Site> sites = new ConcurrentHashMap<>();
    private final Object change = new Object();
    private volatile long goneUntil = System.nanoTime();

    @Override
    public @Nullable Site addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        Site site = Site.of(bundle);
        if (site == null) {
            return null;
        }
        if (!site.has(Site.INDEX)) {
            log.warn("{} says it holds a web app ({}), but there is no index.html in it", bundle, Site.HEADER);
            return null;
        }
        sites.put(bundle, site);
        synchronized (change) {
            change.notifyAll();
        }
        return site;
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Site site) {}

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Site site) {
        goneUntil = System.nanoTime() + GAP.toNanos();
        sites.remove(bundle);
    }

    /** The web app to serve; waits a moment while it is being replaced. */
    Optional<Site> current() {
        Optional<Site> found = highest();
        while (found.isEmpty() && goneUntil - System.nanoTime() > 0 && awaitChange()) {
            found = highest();
        }
        return found;
    }

    private Optional<Site> highest() {
        return sites.values().stream()
                .max(Comparator.<Site, org.osgi.framework.Version>comparing(site -> site.bundle().getVersion())
                        .thenComparing(site -> site.bundle().getBundleId()));
    }

    private boolean awaitChange() {
        synchronized (change) {
            try {
                if (sites.isEmpty()) {
                    change.wait(100);
                }
                return true;
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
