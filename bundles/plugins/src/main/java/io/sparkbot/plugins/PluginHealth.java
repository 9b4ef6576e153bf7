package io.sparkbot.plugins;

import io.sparkbot.api.tool.Toolbox;
import io.sparkbot.plugins.ComponentHealth.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/** How a started bundle is: its components, and what the toolbox says of its tools. */
final class PluginHealth {

    private final ComponentHealth components;
    private final Supplier<Optional<Toolbox>> toolbox;

    PluginHealth(ComponentHealth components, Supplier<Optional<Toolbox>> toolbox) {
        this.components = components;
        this.toolbox = toolbox;
    }

    ComponentHealth components() {
        return components;
    }

    /** The tools the bundle brings, rejected ones included. */
    List<Toolbox.Entry> tools(Bundle bundle) {
        return toolbox.get().map(tools -> tools.offeredBy(bundle.getBundleId())).orElse(List.of());
    }

    /** Why a tool of the bundle cannot be called at all. */
    Optional<String> rejection(Bundle bundle) {
        return tools(bundle).stream()
                .flatMap(tool -> tool.rejected().map(why -> "its tool " + tool.descriptor().name() + " is rejected: " + why).stream())
                .findFirst();
    }

    Verdict of(Bundle bundle) {
        List<Toolbox.Entry> tools = tools(bundle);
        if (!tools.isEmpty() && tools.stream().noneMatch(Toolbox.Entry::callable)) {
            return new Verdict(State.REJECTED, rejection(bundle).orElse(""));
        }
        Verdict verdict = components.of(bundle);
        return verdict.state() == State.ACTIVE && Bundles.isOurs(bundle) && offersNothing(bundle)
                ? new Verdict(State.IDLE, "it offers nothing: is a class with tools missing its @Component?")
                : verdict;
    }

    private static boolean offersNothing(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return bundle.getRegisteredServices() == null
                && (wiring == null || wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).isEmpty());
    }
}
