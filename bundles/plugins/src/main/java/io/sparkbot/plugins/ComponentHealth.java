package io.sparkbot.plugins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** How the components of a bundle are, as Declarative Services see them. */
final class ComponentHealth {

    private final ServiceComponentRuntime runtime;
    private final BundleContext context;

    ComponentHealth(ServiceComponentRuntime runtime, BundleContext context) {
        this.runtime = runtime;
        this.context = context;
    }

    /**
     * One component.
     *
     * @param state active, idle or failed
     * @param reason what it waits for, or what broke; empty when it is active
     */
    record Row(String name, State state, String reason) {}

    /** The worst of the bundle's components. */
    record Verdict(State state, String reason) {}

    /** Makes components that wait for their first use show whether they can be made. */
    void rouse(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
            if (service.getProperty("component.name") != null && context.getService(service) != null) {
                context.ungetService(service);
            }
        }
    }

    Verdict of(Bundle bundle) {
        List<Row> rows = rows(bundle);
        return Stream.of(State.FAILED, State.IDLE)
                .flatMap(state -> rows.stream().filter(row -> row.state() == state))
                .findFirst()
                .map(row -> new Verdict(row.state(), row.reason()))
                .orElse(new Verdict(State.ACTIVE, ""));
    }

    List<Row> rows(Bundle bundle) {
        return runtime.getComponentDescriptionDTOs(bundle).stream()
                .flatMap(component -> rows(component).stream())
                .toList();
    }

    private List<Row> rows(ComponentDescriptionDTO component) {
        Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
        if (!configurations.isEmpty()) {
            return configurations.stream().map(configuration -> row(component, configuration)).toList();
        }
        return runtime.isComponentEnabled(component) && "require".equals(component.configurationPolicy)
                ? List.of(new Row(component.name, State.IDLE, waitsForConfiguration(component)))
                : List.of();
    }

    private static Row row(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.SATISFIED, ComponentConfigurationDTO.ACTIVE -> new Row(component.name, State.ACTIVE, "");
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                new Row(component.name, State.FAILED, simple(component) + " broke while it was made: " + Reasons.ofTrace(configuration.failure));
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                new Row(component.name, State.IDLE, waitsForConfiguration(component));
            default -> new Row(component.name, State.IDLE, simple(component) + " waits for " + String.join(", ", missing(component, configuration)));
        };
    }

    private static List<String> missing(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        List<String> missing = new ArrayList<>();
        for (UnsatisfiedReferenceDTO unsatisfied : configuration.unsatisfiedReferences) {
            for (ReferenceDTO reference : component.references) {
                if (reference.name.equals(unsatisfied.name)) {
                    missing.add("the service " + reference.interfaceName
                            + (reference.target == null || reference.target.isEmpty() ? "" : " " + reference.target)
                            + ", which nobody offers");
                }
            }
        }
        return missing;
    }

    private static String waitsForConfiguration(ComponentDescriptionDTO component) {
        return simple(component) + " waits for its settings (" + String.join(", ", component.configurationPid) + ")";
    }

    private static String simple(ComponentDescriptionDTO component) {
        return component.implementationClass.substring(component.implementationClass.lastIndexOf('.') + 1);
    }
}
