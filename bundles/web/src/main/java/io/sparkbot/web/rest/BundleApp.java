package io.sparkbot.web.rest;

import io.sparkbot.api.plugin.Leases;
import io.sparkbot.web.CallLeases;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Jersey application of one bundle. It is built by the first request, holds its services as long as it lives, and once retired closes
 * itself when the last request has left.
 */
final class BundleApp {

    private static final Logger log = LoggerFactory.getLogger(BundleApp.class);

    private final BundleContext context;
    private final long bundleId;
    private final CallLeases leases;
    private final List<ServiceReference<?>> references;
    private final JerseySetup setup;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final ReentrantLock building = new ReentrantLock();
    private volatile @Nullable ServletContainer jersey;
    private int inside;
    private boolean retired;
    private boolean closed;

    BundleApp(BundleContext context, long bundleId, CallLeases leases, List<ServiceReference<?>> references, JerseySetup setup) {
        this.bundleId = bundleId;
        this.leases = leases;
        this.context = context;
        this.references = List.copyOf(references);
        this.setup = setup;
    }

    /** One request inside. */
    final class Entry {

        private final Leases.Lease lease;

        private Entry(Leases.Lease lease) {
            this.lease = lease;
        }

        BundleApp app() {
            return BundleApp.this;
        }

        void leave() {
            lease.close();
            BundleApp.this.leave();
        }
    }

    /**
     * Lets a request in; empty when this application or its bundle is on its way out.
     *
     * @param onCut ends the request when it outlasts the drain of the bundle
     */
    Optional<Entry> enter(Runnable onCut) {
        Optional<Leases.Lease> lease = leases.take(bundleId, onCut);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        lock.lock();
        try {
            if (!retired) {
                inside++;
                return lease.map(Entry::new);
            }
        } finally {
            lock.unlock();
        }
        lease.get().close();
        return Optional.empty();
    }

    private void leave() {
        boolean last;
        lock.lock();
        try {
            inside--;
            last = inside == 0;
            if (last) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (last) {
            closeIfRetired();
        }
    }

    /**
     * Lets nobody in any more and waits for those inside.
     *
     * @return whether all have left in time; the rest closes the application when it leaves
     */
    boolean retire(Duration limit) {
        boolean drained;
        lock.lock();
        try {
            retired = true;
            long left = limit.toNanos();
            while (inside > 0 && left > 0) {
                left = empty.awaitNanos(left);
            }
            drained = inside == 0;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            drained = false;
        } finally {
            lock.unlock();
        }
        closeIfRetired();
        return drained;
    }

    /** The servlet that answers; for those inside only. */
    ServletContainer servlet(ServletConfig config) throws ServletException {
        ServletContainer built = jersey;
        if (built != null) {
            return built;
        }
        building.lock();
        try {
            built = jersey;
            if (built == null) {
                built = build(config);
                jersey = built;
            }
            return built;
        } finally {
            building.unlock();
        }
    }

    private ServletContainer build(ServletConfig config) throws ServletException {
        ResourceConfig application = setup.application();
        for (Object resource : resources()) {
            application.register(resource);
        }
        ServletContainer servlet = new ServletContainer(application);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(BundleApp.class.getClassLoader());
        try {
            servlet.init(config);
        } finally {
            thread.setContextClassLoader(before);
        }
        return servlet;
    }

    private List<Object> resources() {
        List<Object> resources = new ArrayList<>();
        for (ServiceReference<?> reference : references) {
            Object resource = context.getService(reference);
            if (resource == null) {
                log.warn("resource {} could not be activated, its addresses answer 404", reference);
            } else {
                resources.add(resource);
            }
        }
        return resources;
    }

    private void closeIfRetired() {
        lock.lock();
        try {
            if (!retired || closed || inside > 0) {
                return;
            }
            closed = true;
        } finally {
            lock.unlock();
        }
        ServletContainer built = jersey;
        if (built != null) {
            built.destroy();
            references.forEach(context::ungetService);
        }
    }
}
