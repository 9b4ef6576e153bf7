package io.sparkbot.plugins;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** A real framework with Declarative Services and bundle management in it, on folders of its own. */
final class Yard implements AutoCloseable {

    private static final String FROM_THE_TEST = Stream.of(
                    "io.sparkbot.api.tool;version=1.0",
                    "io.sparkbot.api.policy;version=1.0",
                    "io.sparkbot.api.person;version=1.0",
                    "io.sparkbot.api.plugin;version=1.0",
                    "io.sparkbot.api.health;version=1.0",
                    "io.sparkbot.api.egress;version=1.0",
                    "io.sparkbot.plugins.fixture",
                    "org.osgi.service.component;version=1.5.1",
                    "org.osgi.service.component.runtime;version=1.5.1",
                    "org.osgi.service.component.runtime.dto;version=1.5.1",
                    "org.osgi.util.promise;version=1.3",
                    "org.osgi.util.function;version=1.2",
                    "org.slf4j;version=2.0.20")
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();

    final Path home;
    final Path skills;
    final Framework framework;
    final ToolGate gate;
    final List<Audit.AuditEntry> audited = new CopyOnWriteArrayList<>();
    final Person admin = new Person(UUID.randomUUID(), "admin", "Admin", PersonType.HUMAN, AccountRole.ADMIN, true);
    private final Bundle host;
    private final boolean dev;
    private volatile Rules rules = new Rules(Optional.empty(), 1_000_000, Duration.ofSeconds(10));
    private Deployment deployment;

    Yard(Path home) throws Exception {
        this(home, false);
    }

    Yard(Path home, boolean dev) throws Exception {
        this.home = home;
        this.dev = dev;
        this.skills = Files.createDirectories(home.resolve("skills"));
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, home.resolve("cache").toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, FROM_THE_TEST);
        settings.put("felix.log.level", "0");
        settings.put("sparkbot.home", home.toString());
        framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(settings);
        framework.start();
        framework.getBundleContext().installBundle("file:" + jarOf("org.apache.felix.scr-")).start();
        host = framework.getBundleContext()
                .installBundle("test:host", new ByteArrayInputStream(TestJar.bundle("io.sparkbot.plugins", "1.0.0").bytes()));
        host.start();
        host.getBundleContext().registerService(CollisionHook.class, new Collisions(host), null);
        gate = new ToolGate(framework.getBundleContext());
        deployment = deployment();
    }

    /** The component itself, as Declarative Services would make it. */
    Plugins component() throws IOException {
        deployment.close();
        Plugins component = new Plugins(host.getBundleContext(), components(), new DefaultConfig());
        component.start();
        return component;
    }

    private ServiceComponentRuntime components() {
        BundleContext context = host.getBundleContext();
        return context.getService(context.getServiceReference(ServiceComponentRuntime.class));
    }

    /** A part of the product, installed by the launcher. */
    Bundle product(TestJar jar) throws Exception {
        Path file = Files.write(Files.createTempFile(home, "product", ".jar"), jar.bytes());
        Bundle bundle = framework.getBundleContext().installBundle(file.toUri().toString());
        bundle.start();
        return bundle;
    }

    /** Follows the folders from now on. */
    Yard begin() {
        deployment.begin();
        settle();
        return this;
    }

    /** Looks at the folder now, waits until everything asked for has happened and every old version has left. */
    void settle() {
        for (int i = 0; i < 2; i++) {
            deployment.lookNow();
            deployment.swap().awaitLeft();
        }
    }

    void rules(Rules now) {
        rules = now;
        deployment.rulesChanged();
        settle();
    }

    /** Bundle management is replaced, the framework goes on. */
    void replaceManagement() throws IOException {
        deployment.close();
        deployment = deployment();
        begin();
    }

    void stopManagement() {
        deployment.close();
    }

    Changes changes() {
        return deployment.changes();
    }

    Catalogue catalogue() {
        return deployment.catalogue();
    }

    PluginView plugin(String name) {
        return catalogue().find(name).orElseThrow(() -> new AssertionError("not listed: " + name + " in " + catalogue().all()));
    }

    boolean lists(String name) {
        return catalogue().find(name).isPresent();
    }

    long installed(String name) {
        return Stream.of(framework.getBundleContext().getBundles()).filter(bundle -> name.equals(bundle.getSymbolicName())).count();
    }

    /** The bundle of this name that was installed last. */
    long bundleId(String name) {
        return Stream.of(framework.getBundleContext().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .mapToLong(Bundle::getBundleId)
                .max()
                .orElseThrow();
    }

    private Deployment deployment() throws IOException {
        Audit audit = entry -> {
            audited.add(entry);
            return UUID.randomUUID();
        };
        return new Deployment(
                host.getBundleContext(),
                new Deployment.Folders(skills, home.resolve("work"), dev ? Optional.of(home.resolve("dev")) : Optional.empty()),
                components(),
                new Deployment.Neighbours(() -> List.of(gate.leases), () -> Optional.of(gate), () -> Optional.of(audit)),
                () -> rules,
                Clock.systemUTC());
    }

    private static String jarOf(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> Path.of(path).getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws Exception {
        deployment.close();
        gate.close();
        framework.stop();
        framework.waitForStop(10_000);
    }
}
