package io.sparkbot.plugins;

import static java.util.Objects.requireNonNullElse;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.health.HealthCheck;
import io.sparkbot.api.plugin.Drainable;
import io.sparkbot.api.tool.Toolbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Bundle management as a component: puts the parts together, watches the folders from the moment the framework has started, and leaves the
 * bundles running when it is itself replaced.
 */
@Component(service = {Plugins.class, HealthCheck.class}, immediate = true, configurationPid = "io.sparkbot.plugins")
@Designate(ocd = PluginsConfig.class)
public final class Plugins implements HealthCheck, FrameworkListener {

    private final BundleContext context;
    private final Path home;
    private final Deployment parts;
    private volatile Rules rules;
    private @Nullable ServiceRegistration<CollisionHook> collisions;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Drainable> callers = List.of();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Toolbox toolbox;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Audit audit;

    @Activate
    public Plugins(BundleContext context, @Reference ServiceComponentRuntime components, PluginsConfig config) throws IOException {
        this.context = context;
        this.home = Path.of(requireNonNullElse(context.getProperty("sparkbot.home"), "."));
        this.rules = Rules.of(config, home);
        this.parts = new Deployment(
                context,
                Deployment.Folders.of(home, context::getProperty),
                components,
                new Deployment.Neighbours(() -> callers, () -> Optional.ofNullable(toolbox), () -> Optional.ofNullable(audit)),
                () -> rules,
                Clock.systemUTC());
    }

    @Activate
    void start() {
        collisions = context.registerService(CollisionHook.class, new Collisions(context.getBundle()), null);
        context.addFrameworkListener(this);
        if (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.ACTIVE) {
            parts.begin();
        }
    }

    /** The folders count once everything that ships has started: then what a skill lacks is really not there. */
    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTED) {
            parts.begin();
        }
    }

    @Modified
    void change(PluginsConfig config) {
        rules = Rules.of(config, home);
        parts.rulesChanged();
    }

    @Deactivate
    void stop() {
        context.removeFrameworkListener(this);
        parts.close();
        if (collisions != null) {
            collisions.unregister();
        }
    }

    Catalogue catalogue() {
        return parts.catalogue();
    }

    Changes changes() {
        return parts.changes();
    }

    @Override
    public Health check() {
        return parts.health();
    }
}
