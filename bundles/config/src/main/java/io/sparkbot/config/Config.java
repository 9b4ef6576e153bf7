package io.sparkbot.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.sparkbot.api.health.HealthCheck;
import io.sparkbot.api.health.StartProblem;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what bundles declare, as soon as they are installed and long before they start, and delivers the values of file and environment
 * at once; saved values follow when the database is there. What is wrong in file or environment forbids the start.
 */
@Component(service = Config.class, immediate = true)
public final class Config implements BundleTrackerCustomizer<Bundle> {

    private static final Logger LOG = LoggerFactory.getLogger(Config.class);
    private static final String FILE = "sparkbot.toml";
    private static final int INSTALLED = Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

    private final BundleContext context;
    private final Catalogue catalogue;
    private final Delivery delivery;
    private final Metatype metatype = new Metatype();
    private final BundleTracker<Bundle> tracker;
    private final FrameworkListener started = this::frameworkEvent;
    private volatile boolean collected;
    private volatile List<String> notices = List.of();

    @Activate
    public Config(BundleContext context, @Reference ConfigurationAdmin admin) {
        this(context, admin, System.getenv());
    }

    Config(BundleContext context, ConfigurationAdmin admin, Map<String, String> environment) {
        this.context = context;
        this.delivery = new Delivery(context, admin);
        List<String> problems = new ArrayList<>();
        if (!"memory".equals(context.getProperty("felix.cm.pm"))) {
            problems.add("the framework property felix.cm.pm is not \"memory\": the settings, secrets among them, would be written to disk in clear");
        }
        SettingsFile file = new SettingsFile(Path.of(FILE), Map.of(), Map.of());
        try {
            file = SettingsFile.read(Path.of(Optional.ofNullable(context.getProperty("sparkbot.home")).orElse(".")).resolve(FILE));
        } catch (BadValue e) {
            problems.add(e.text());
        }
        this.catalogue = new Catalogue(file, new Environment(environment));
        this.tracker = new BundleTracker<>(context, INSTALLED, this);
        tracker.open();
        collected = true;
        problems.addAll(catalogue.problems());
        if (problems.isEmpty()) {
            delivery.deliver(catalogue.pids(), catalogue);
        } else {
            Dictionary<String, Object> properties = new Hashtable<>(Map.of(StartProblem.PROBLEM, String.join("\n", problems)));
            context.registerService(StartProblem.class, new StartProblem() {}, properties);
        }
        context.registerService(HealthCheck.class, this::health, new Hashtable<>());
        context.addFrameworkListener(started);
        if (context.getBundle(0).getState() == Bundle.ACTIVE) {
            tellNotices();
        }
    }

    @Deactivate
    void deactivate() {
        context.removeFrameworkListener(started);
        tracker.close();
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** Takes over what is saved in the database and hands it to the components. */
    void apply(Map<String, Object> saved) {
        catalogue.saved(saved);
        delivery.deliver(catalogue.pids(), catalogue);
    }

    /** Returns when the components have taken what was handed to them before. Not to be called while a component is being activated. */
    void awaitArrival() {
        delivery.awaitArrival();
    }

    @Override
    public @Nullable Bundle addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        return read(bundle) ? bundle : null;
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Bundle tracked) {
        if (event != null && event.getType() == BundleEvent.UPDATED) {
            read(bundle);
        }
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Bundle tracked) {
        if (collected && event != null) {
            delivery.deliver(catalogue.withdraw(bundle.getBundleId()), catalogue);
        }
    }

    /** @return whether the bundle can declare settings at all; an update may change what it declares */
    private boolean read(Bundle bundle) {
        if (bundle.getBundleId() == 0) {
            return false;
        }
        List<String> before = collected ? catalogue.problems() : List.of();
        Set<String> pids;
        try {
            List<Declaration> declarations = metatype.read(bundle);
            pids = new LinkedHashSet<>(catalogue.declare(bundle.getBundleId(), declarations));
            declarations.stream().filter(Declaration::wouldBeExposed).forEach(d -> LOG.error(
                    "the secret {} is not delivered: as a service property every bundle could read it. Let the name of its annotation method begin with _", d.key()));
        } catch (IOException | RuntimeException e) {
            LOG.error("the settings of bundle {} cannot be read and keep their defaults", bundle.getSymbolicName(), e);
            return true;
        }
        if (collected) {
            delivery.deliver(pids, catalogue);
            catalogue.problems().stream().filter(p -> !before.contains(p)).forEach(p -> LOG.error("{}; the default holds", p));
        }
        return true;
    }

    private void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTED) {
            tellNotices();
        }
    }

    private void tellNotices() {
        notices = catalogue.notices();
        notices.forEach(LOG::warn);
    }

    private HealthCheck.Health health() {
        List<String> now = notices;
        return now.isEmpty()
                ? new HealthCheck.Health("settings", HealthCheck.State.OK, catalogue.settings().stream().filter(Setting::isSet).count() + " settings differ from their defaults", "")
                : new HealthCheck.Health("settings", HealthCheck.State.WARN, String.join("; ", now), "Correct the name, or remove it.");
    }
}
