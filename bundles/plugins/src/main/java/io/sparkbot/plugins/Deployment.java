package io.sparkbot.plugins;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.health.HealthCheck.Health;
import io.sparkbot.api.plugin.Drainable;
import io.sparkbot.api.tool.Toolbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** The parts of bundle management, put together. */
final class Deployment implements AutoCloseable {

    private final Line line = new Line();
    private final Deployer deployer;
    private final Optional<InPlace> inPlace;
    private final Folders folders;
    private final List<FolderWatch> watches = new ArrayList<>();
    private final Catalogue catalogue;
    private final Changes changes;
    private final Swap swap;
    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * Where things lie.
     *
     * @param dev the folder of the inner loop; empty outside of development
     */
    record Folders(Path skills, Path work, Optional<Path> dev) {

        static Folders of(Path home, Function<String, @Nullable String> property) {
            String skills = Objects.requireNonNullElse(property.apply("sparkbot.skills.dir"), "skills");
            boolean dev = Boolean.parseBoolean(property.apply("sparkbot.dev"));
            return new Folders(home.resolve(skills).normalize(), home.resolve("work"), dev ? Optional.of(home.resolve("dev")) : Optional.empty());
        }
    }

    /** Who else is there at the moment. */
    record Neighbours(Supplier<List<Drainable>> callers, Supplier<Optional<Toolbox>> toolbox, Supplier<Optional<Audit>> audit) {}

    Deployment(
            BundleContext context,
            Folders folders,
            ServiceComponentRuntime components,
            Neighbours neighbours,
            Supplier<Rules> rules,
            Clock clock)
            throws IOException {
        this.folders = folders;
        Path work = folders.work();
        Bundles bundles = new Bundles(context);
        PluginHealth health = new PluginHealth(new ComponentHealth(components, context), neighbours.toolbox());
        Holdings holdings = new Holdings(
                new SkillFiles(folders.skills()),
                new KeptJars(work.resolve("kept"), clock),
                new Running(),
                new Stopped(work.resolve("stopped")),
                new Outcomes(work.resolve("outcomes"), neighbours.audit()));
        this.swap = new Swap(bundles, health, new Draining(neighbours.callers()), rules);
        this.deployer = new Deployer(
                holdings, new JarCheck(rules), new SkillLimits(context, bundles), bundles, swap, health, line, rules, clock);
        JarCheck unsigned = new JarCheck(() -> rules.get().unsigned());
        this.inPlace = folders.dev().map(dev -> new InPlace(dev, work.resolve("dev"), holdings, unsigned, bundles, swap, clock));
        this.catalogue = new Catalogue(context, holdings, health);
        this.changes = new Changes(holdings, line, deployer, bundles, swap, health, rules, clock);
    }

    /** From here on the folders are followed. */
    void begin() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        line.add(() -> {
            changes.stopWhatWasStopped();
            deployer.begin();
        });
        watches.add(new FolderWatch(
                        folders.skills(), file -> line.add(() -> deployer.look(file)), () -> line.add(deployer::lookThrough))
                .start());
        inPlace.ifPresent(dev -> watches.add(new FolderWatch(
                        folders.dev().orElseThrow(), file -> line.add(() -> dev.look(file)), () -> line.add(dev::lookThrough))
                .start()));
    }

    void rulesChanged() {
        line.add(deployer::checkAgain);
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Changes changes() {
        return changes;
    }

    /** Looks at the folders now and returns when what was found has been done. */
    void lookNow() {
        line.ask(() -> {
            deployer.lookThrough();
            inPlace.ifPresent(InPlace::lookThrough);
            return deployer;
        });
    }

    Swap swap() {
        return swap;
    }

    Health health() {
        return catalogue.health(watches.stream().map(FolderWatch::problem).filter(problem -> !problem.isEmpty()).findFirst());
    }

    /** Follows the folders no more; what runs goes on. */
    @Override
    public void close() {
        watches.forEach(FolderWatch::close);
        line.close();
    }
}
