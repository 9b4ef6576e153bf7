package io.sparkbot.config;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands values to components through the configuration service, and only when they have changed: a component without a modified method is made anew. */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Configurations are told in the order of their changes, so when this one is told all earlier ones have arrived. */
    private static final String MARK = "io.sparkbot.config.delivered";

    private static final int ARRIVAL_SECONDS = 5;
    /** Bound to no bundle, so that an updated bundle still sees it. */
    private static final String ANY_BUNDLE = "?";

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final Map<String, Map<String, Object>> delivered = new HashMap<>();

    Delivery(BundleContext context, ConfigurationAdmin admin) {
        this.context = context;
        this.admin = admin;
    }

    synchronized void deliver(Collection<String> pids, Catalogue catalogue) {
        for (String pid : pids) {
            Dictionary<String, Object> properties = catalogue.configuration(pid);
            Map<String, Object> comparable = comparable(properties);
            if (comparable.equals(delivered.getOrDefault(pid, Map.of()))) {
                continue;
            }
            try {
                Configuration configuration = admin.getConfiguration(pid, ANY_BUNDLE);
                if (properties.isEmpty()) {
                    configuration.delete();
                } else {
                    configuration.update(properties);
                }
                delivered.put(pid, comparable);
            } catch (IOException e) {
                throw new IllegalStateException("the settings of " + pid + " could not be handed over", e);
            }
        }
    }

    /** Waits until all components have taken what was delivered before. */
    void awaitArrival() {
        CountDownLatch arrived = new CountDownLatch(1);
        ConfigurationListener listener = event -> {
            if (event.getType() == ConfigurationEvent.CM_UPDATED && MARK.equals(event.getPid())) {
                arrived.countDown();
            }
        };
        ServiceRegistration<ConfigurationListener> registration = context.registerService(ConfigurationListener.class, listener, new Hashtable<>());
        try {
            Configuration mark = admin.getConfiguration(MARK, ANY_BUNDLE);
            mark.update(new Hashtable<>(Map.of("at", System.nanoTime())));
            if (!arrived.await(ARRIVAL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a component takes longer than {} s to accept its settings", ARRIVAL_SECONDS);
            }
            mark.delete();
        } catch (IOException e) {
            throw new IllegalStateException("the settings could not be handed over", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            registration.unregister();
        }
    }

    private static Map<String, Object> comparable(Dictionary<String, Object> properties) {
        Map<String, Object> map = new HashMap<>();
        for (String key : Collections.list(properties.keys())) {
            Object value = properties.get(key);
            map.put(key, value instanceof String[] many ? List.of(many) : value);
        }
        return map;
    }
}
