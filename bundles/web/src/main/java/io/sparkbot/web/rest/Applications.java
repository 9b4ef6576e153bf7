package io.sparkbot.web.rest;

import io.sparkbot.web.CallLeases;
import io.sparkbot.web.WebSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the resource services of all bundles and keeps one application per bundle in the route table. When a bundle stops, its stop waits
 * here until the running requests have left: services go away before the bundle's classes do.
 */
final class Applications implements ServiceTrackerCustomizer<Object, List<Endpoint>> {

    private static final Logger log = LoggerFactory.getLogger(Applications.class);

    private final BundleContext context;
    private final RouteTable routes;
    private final CallLeases leases;
    private final JerseySetup setup;
    private final WebSettings settings;
    private final Map<Bundle, Map<ServiceReference<?>, List<Endpoint>>> resources = new LinkedHashMap<>();
    private final Map<Bundle, BundleApp> apps = new LinkedHashMap<>();

    Applications(BundleContext context, RouteTable routes, CallLeases leases, JerseySetup setup, WebSettings settings) {
        this.context = context;
        this.routes = routes;
        this.leases = leases;
        this.setup = setup;
        this.settings = settings;
    }

    @Override
    public @Nullable List<Endpoint> addingService(ServiceReference<Object> reference) {
        List<Endpoint> endpoints = endpoints(reference);
        if (endpoints.isEmpty()) {
            log.warn("{} offers a JAX-RS resource without @Path on its class, it is ignored", reference.getBundle());
            return null;
        }
        BundleApp before;
        synchronized (this) {
            Bundle bundle = reference.getBundle();
            resources.computeIfAbsent(bundle, b -> new LinkedHashMap<>()).put(reference, endpoints);
            before = mount(bundle);
        }
        if (before != null) {
            before.retire(Duration.ZERO);
        }
        return endpoints;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, List<Endpoint> endpoints) {}

    @Override
    public void removedService(ServiceReference<Object> reference, List<Endpoint> endpoints) {
        Bundle bundle;
        boolean leaving;
        BundleApp before;
        synchronized (this) {
            bundle = owner(reference);
            if (bundle == null) {
                return;
            }
            leaving = bundle.getState() != Bundle.ACTIVE;
            Map<ServiceReference<?>, List<Endpoint>> own = resources.getOrDefault(bundle, Map.of());
            if (leaving) {
                own.clear();
            } else {
                own.remove(reference);
            }
            before = mount(bundle);
        }
        if (before != null) {
            retire(before, bundle, leaving ? drain() : Duration.ZERO);
        }
    }

    private void retire(BundleApp app, Bundle bundle, Duration limit) {
        if (!app.retire(limit) && limit.isPositive()) {
            log.warn("{} stops, requests that still ran in it after {} are ended (web.drain_seconds)", bundle, limit);
            leases.cut(bundle.getBundleId());
        }
    }

    /** Lets go of everything, without waiting. */
    void close() {
        List<BundleApp> all;
        synchronized (this) {
            all = List.copyOf(apps.values());
            apps.keySet().forEach(bundle -> routes.remove(Precedence.of(bundle)));
            apps.clear();
            resources.clear();
        }
        all.forEach(app -> app.retire(Duration.ZERO));
    }

    /** Puts a new application for the bundle's resources in place and returns the one it replaces. */
    private @Nullable BundleApp mount(Bundle bundle) {
        Map<ServiceReference<?>, List<Endpoint>> own = resources.getOrDefault(bundle, Map.of());
        if (own.isEmpty()) {
            resources.remove(bundle);
            routes.remove(Precedence.of(bundle));
            return apps.remove(bundle);
        }
        BundleApp app = new BundleApp(context, bundle.getBundleId(), leases, List.copyOf(own.keySet()), setup);
        routes.put(Precedence.of(bundle), own.values().stream().flatMap(List::stream).toList(), app);
        return apps.put(bundle, app);
    }

    private @Nullable Bundle owner(ServiceReference<?> reference) {
        return resources.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(reference))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private Duration drain() {
        boolean shuttingDown = context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING;
        return shuttingDown ? Duration.ZERO : settings.now().drain();
    }

    /** Reads the addresses from the classes, so that no component is activated before its first request. */
    private static List<Endpoint> endpoints(ServiceReference<?> reference) {
        List<Endpoint> endpoints = new ArrayList<>();
        if (reference.getProperty(Constants.OBJECTCLASS) instanceof String[] names) {
            for (String name : names) {
                try {
                    endpoints.addAll(Endpoint.of(reference.getBundle().loadClass(name)));
                } catch (ClassNotFoundException | LinkageError broken) {
                    log.warn("{}: the class of resource {} cannot be read", reference.getBundle(), name, broken);
                }
            }
        }
        return endpoints;
    }
}
