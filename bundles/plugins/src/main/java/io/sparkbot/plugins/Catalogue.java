package io.sparkbot.plugins;

import io.sparkbot.api.health.HealthCheck;
import io.sparkbot.api.health.HealthCheck.Health;
import io.sparkbot.api.tool.Toolbox;
import io.sparkbot.plugins.PluginView.Detail;
import io.sparkbot.plugins.Running.Installed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** The plugins there are and how they are, read from the framework at the moment of the question. */
final class Catalogue {

    private static final String PRODUCT = "io.sparkbot.";

    /** Without these there is no Sparkbot: they can be updated, not stopped. */
    private static final Set<String> MANDATORY = Set.of(
            "api", "store", "config", "web", "identity", "egress", "plugins", "tools", "rooms", "turns", "llm",
            "guardian.shield", "guardian.approvals", "guardian.audit");

    private final BundleContext context;
    private final Running running;
    private final Outcomes outcomes;
    private final Stopped stopped;
    private final KeptJars kept;
    private final PluginHealth health;

    Catalogue(BundleContext context, Holdings holdings, PluginHealth health) {
        this.context = context;
        this.running = holdings.running();
        this.outcomes = holdings.outcomes();
        this.stopped = holdings.stopped();
        this.kept = holdings.kept();
        this.health = health;
    }

    static boolean isMandatory(String name) {
        return name.startsWith(PRODUCT) && MANDATORY.contains(name.substring(PRODUCT.length()));
    }

    /** Everything above the libraries, by name. */
    List<PluginView> all() {
        Map<String, PluginView> views = new TreeMap<>();
        outcomes.all().stream().filter(Outcome::bad).forEach(outcome -> views.put(outcome.name(), refused(outcome)));
        Stream.of(context.getBundles()).filter(Catalogue::isListed).forEach(bundle -> views.put(bundle.getSymbolicName(), view(bundle, false)));
        running.all().forEach((name, installed) -> views.put(name, view(installed.bundle(), installed.jar().signed())));
        return List.copyOf(views.values());
    }

    Optional<PluginView> find(String name) {
        return all().stream().filter(view -> view.name().equals(name)).findFirst();
    }

    Optional<Detail> detail(String name) {
        return find(name).map(view -> detail(view, bundle(name)));
    }

    Health health(Optional<String> watchProblem) {
        List<PluginView> unwell = all().stream().filter(view -> Set.of("failed", "rejected").contains(view.state())).toList();
        if (watchProblem.isPresent()) {
            return new Health("plugins", HealthCheck.State.WARN, watchProblem.get(), "Mend the folder's owner and permissions.");
        }
        return unwell.isEmpty()
                ? new Health("plugins", HealthCheck.State.OK, "all plugins run", "")
                : new Health(
                        "plugins",
                        HealthCheck.State.WARN,
                        unwell.getFirst().name() + ": " + unwell.getFirst().reason(),
                        unwell.size() + " of the plugins do not run: mend or remove them.");
    }

    private Optional<Bundle> bundle(String name) {
        return running.get(name).map(Installed::bundle).or(() -> Stream.of(context.getBundles())
                .filter(bundle -> isListed(bundle) && name.equals(bundle.getSymbolicName()))
                .findFirst());
    }

    private static boolean isListed(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name != null
                && name.startsWith(PRODUCT)
                && !name.startsWith(PRODUCT + "lib.")
                && !Bundles.isOurs(bundle)
                && bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID
                && bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null;
    }

    private PluginView refused(Outcome outcome) {
        return new PluginView(
                outcome.name(), outcome.name(), "skill", outcome.version(), outcome.state().wire(), outcome.reason(), false, false, List.of(),
                "critical", outcome.file());
    }

    private PluginView view(Bundle bundle, boolean signed) {
        String name = bundle.getSymbolicName();
        List<Toolbox.Entry> tools = health.tools(bundle);
        ComponentHealth.Verdict verdict = verdict(bundle);
        Optional<Outcome> last = outcomes.of(name);
        String runs = running.get(name).map(installed -> installed.jar().sha256()).orElse("");
        String complaint = last.filter(outcome -> outcome.bad() && !outcome.sha256().equals(runs))
                .map(outcome -> (outcome.version().isEmpty() ? "the file now there" : "version " + outcome.version()) + (outcome.state() == State.FAILED ? " failed" : " was rejected")
                        + ", this one goes on: " + outcome.reason())
                .orElse("");
        return new PluginView(
                name,
                Objects.requireNonNullElse(bundle.getHeaders("").get(Constants.BUNDLE_NAME), name.replaceFirst("^io\\.sparkbot\\.(skills\\.)?", "")),
                kind(bundle, tools),
                bundle.getVersion().toString(),
                verdict.state().wire(),
                verdict.reason().isEmpty() ? complaint : verdict.reason(),
                isMandatory(name),
                signed,
                provides(bundle, tools),
                health(bundle, verdict.state()),
                last.flatMap(Outcome::file));
    }

    private ComponentHealth.Verdict verdict(Bundle bundle) {
        if (bundle.getState() == Bundle.INSTALLED) {
            return new ComponentHealth.Verdict(State.FAILED, new Unresolved(context).reason(bundle));
        }
        if (bundle.getState() != Bundle.ACTIVE) {
            return new ComponentHealth.Verdict(State.STOPPED, stopped.contains(bundle.getSymbolicName()) ? "stopped by an admin" : "not started");
        }
        return health.of(bundle);
    }

    private static String kind(Bundle bundle, List<Toolbox.Entry> tools) {
        String name = bundle.getSymbolicName().replaceFirst("^io\\.sparkbot\\.", "");
        String family = name.replaceFirst("\\..*", "");
        return switch (family) {
            case "guardian", "tools", "bridge" -> name.equals(family) ? "other" : family;
            case "llm" -> name.equals(family) ? "other" : "model";
            case "webapp" -> "face";
            case "skill", "skills" -> "skill";
            default -> Bundles.isOurs(bundle) || !tools.isEmpty() ? "skill" : "other";
        };
    }

    /** Names of its tools, then of the contracts it serves. */
    private static List<String> provides(Bundle bundle, List<Toolbox.Entry> tools) {
        Set<String> contracts = new TreeSet<>();
        for (ServiceReference<?> service : services(bundle)) {
            for (String contract : (String[]) service.getProperty(Constants.OBJECTCLASS)) {
                if (contract.startsWith("io.sparkbot.api.") && !contract.matches(".*\\.(Tool|Skill|Drainable|HealthCheck)")) {
                    contracts.add(contract.substring(contract.lastIndexOf('.') + 1));
                }
            }
        }
        return Stream.concat(tools.stream().map(tool -> tool.descriptor().name()).sorted(), contracts.stream()).toList();
    }

    private String health(Bundle bundle, State state) {
        Optional<HealthCheck.State> worst = services(bundle).stream()
                .filter(service -> List.of((String[]) service.getProperty(Constants.OBJECTCLASS)).contains(HealthCheck.class.getName()))
                .map(context::getService)
                .filter(HealthCheck.class::isInstance)
                .filter(check -> !(check instanceof Plugins))
                .map(check -> ((HealthCheck) check).check().state())
                .max(Comparator.naturalOrder());
        return switch (state) {
            case FAILED, REJECTED -> "critical";
            case IDLE -> "warn";
            case STOPPED -> "unknown";
            case ACTIVE -> worst.map(value -> value.name().toLowerCase(Locale.ROOT)).orElse("ok");
        };
    }

    private Detail detail(PluginView view, Optional<Bundle> bundle) {
        try {
            List<PluginView.Earlier> earlier = kept.of(view.name()).stream()
                    .filter(copy -> running.get(view.name()).filter(installed -> copy.is(installed.jar().sha256())).isEmpty())
                    .map(copy -> new PluginView.Earlier(copy.version(), copy.sha256(), copy.deployedAt()))
                    .toList();
            List<PluginView.StepView> steps = outcomes.of(view.name()).stream()
                    .flatMap(outcome -> outcome.steps().taken().stream())
                    .map(step -> new PluginView.StepView(step.step(), step.at(), step.micros() / 1000.0, step.ok()))
                    .toList();
            return new Detail(
                    view,
                    bundle.map(health.components()::rows).orElse(List.of()).stream()
                            .map(row -> new PluginView.ComponentView(row.name(), row.state().wire(), row.reason()))
                            .toList(),
                    bundle.map(Catalogue::serviceNames).orElse(List.of()),
                    bundle.map(Catalogue::dependencies).orElse(List.of()),
                    bundle.map(health::tools).orElse(List.of()).stream().map(PluginView.ToolView::of).toList(),
                    earlier,
                    steps);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the kept versions of " + view.name() + " cannot be read", unreadable);
        }
    }

    private static List<String> serviceNames(Bundle bundle) {
        return services(bundle).stream()
                .flatMap(service -> Stream.of((String[]) service.getProperty(Constants.OBJECTCLASS)))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> dependencies(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null
                ? List.of()
                : wiring.getRequiredWires(null).stream()
                        .map(wire -> wire.getProvider().getSymbolicName())
                        .filter(name -> name != null && !name.equals(bundle.getSymbolicName()))
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static List<ServiceReference<?>> services(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return services == null ? List.of() : List.of(services);
    }
}
