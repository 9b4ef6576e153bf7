package io.sparkbot.tools;

import io.sparkbot.api.plugin.Drainable;
import io.sparkbot.api.tool.Skill;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.Toolbox;
import io.sparkbot.tools.shelf.Catalog;
import io.sparkbot.tools.shelf.Offer;
import io.sparkbot.tools.shelf.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects {@link Tool} and {@link Skill} services of all bundles. Changes hold from the next call on. */
@Component(service = {Toolbox.class, Drainable.class, ToolRegistry.class})
public final class ToolRegistry implements Toolbox, Drainable {

    private static final Logger LOG = LoggerFactory.getLogger(ToolRegistry.class);

    private final Catalog catalog = new Catalog();
    private final Map<ServiceReference<?>, Offer> offers = new ConcurrentHashMap<>();
    private final Provenance provenance;

    @Activate
    public ToolRegistry(BundleContext context) {
        provenance = new Provenance(property(context, "sparkbot.home"), property(context, "sparkbot.skills.dir"));
    }

    private static Optional<Path> property(BundleContext context, String name) {
        return Optional.ofNullable(context.getProperty(name)).filter(v -> !v.isBlank()).map(Path::of);
    }

    @Reference(service = Tool.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTool(Tool tool, ServiceReference<Tool> reference) {
        add(reference, Offer.of(origin(reference), tool));
    }

    void removeTool(Tool tool, ServiceReference<Tool> reference) {
        remove(reference);
    }

    @Reference(service = Skill.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSkill(Skill skill, ServiceReference<Skill> reference) {
        add(reference, Offer.of(origin(reference), skill));
    }

    void removeSkill(Skill skill, ServiceReference<Skill> reference) {
        remove(reference);
    }

    private void add(ServiceReference<?> reference, Offer offer) {
        offers.put(reference, offer);
        catalog.add(offer);
        catalog.rejections(offer.origin().bundleId())
                .forEach((tool, why) -> LOG.warn("tool {} of {} cannot be called: {}", tool, offer.origin().skillId(), why));
    }

    /** Waits for running calls of the service, so that its classes are there while they run. */
    private void remove(ServiceReference<?> reference) {
        Offer offer = offers.remove(reference);
        if (offer != null) {
            catalog.remove(offer);
        }
    }

    private Origin origin(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        String name = bundle.getSymbolicName() == null ? "bundle-" + bundle.getBundleId() : bundle.getSymbolicName();
        return new Origin(bundle.getBundleId(), name, bundle.getVersion().toString(), provenance.isBuiltin(bundle));
    }

    Catalog catalog() {
        return catalog;
    }

    @Override
    public List<Entry> tools() {
        return catalog.entries();
    }

    @Override
    public List<Entry> offeredBy(long bundleId) {
        return catalog.entriesOf(bundleId);
    }

    @Override
    public CompletionStage<Void> drain(long bundleId) {
        return catalog.drain(bundleId);
    }

    @Override
    public void cut(long bundleId) {
        catalog.cut(bundleId);
    }

    @Override
    public void resume(long bundleId) {
        catalog.resume(bundleId);
    }
}
