package io.sparkbot.launcher;

import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The OSGi framework with the bundles of the distribution in it. */
final class FrameworkHost {
    private static final System.Logger LOG = System.getLogger(FrameworkHost.class.getName());
    /** Up to this start level lie the libraries, the contracts and the ground services: without one of them nothing works. */
    private static final int GROUND = 30;
    private static final String START_PROBLEM = "io.sparkbot.api.health.StartProblem";
    private static final String DATABASE = "io.sparkbot.api.store.Database";
    private static final String HEALTH = "io.sparkbot.api.health.HealthCheck";
    private static final Duration QUIET = Duration.ofMillis(25);
    private static final String LOG_BRIDGE = "org.slf4j.bridge.SLF4JBridgeHandler";

    private final Framework framework;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private volatile boolean groundless;
    private volatile long lastChange = System.nanoTime();

    FrameworkHost(Map<String, String> properties) {
        this.framework = framework(properties);
    }

    static Framework framework(Map<String, String> properties) {
        return ServiceLoader.load(FrameworkFactory.class, FrameworkHost.class.getClassLoader())
                .findFirst()
                .orElseThrow()
                .newFramework(properties);
    }

    /**
     * Installs and starts every bundle; returns when the last start level is reached.
     *
     * @param problems told when a bundle says that the server must not start
     */
    void start(Path bundleFolder, LaunchLog log, Consumer<String> problems) throws StartFailure {
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            context.addFrameworkListener(this::note);
            context.addBundleListener((SynchronousBundleListener) event -> offerBridge(event, log));
            context.addServiceListener(event -> tell(event, problems), "(objectClass=" + START_PROBLEM + ")");
            context.addServiceListener(event -> lastChange = System.nanoTime());
            for (Bundle bundle : install(context, bundleFolder)) {
                if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                    bundle.start();
                }
            }
            framework.start();
            if (groundless) {
                throw new StartFailure("bundles that everything else stands on cannot start:\n  " + String.join("\n  ", errors));
            }
        } catch (BundleException | IOException e) {
            throw new StartFailure("the framework could not be started with the bundles of " + bundleFolder + ": "
                    + e.getMessage(), e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bundles are read where they lie; a bundle's start level is the name of its folder. */
    static List<Bundle> install(BundleContext context, Path bundleFolder) throws IOException, BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (Path level : sorted(bundleFolder)) {
            String name = level.getFileName().toString();
            if (!name.matches("[1-9]\\d?")) {
                throw new IOException("the folder " + level + " is not named after a start level from 1 to 99");
            }
            for (Path jar : sorted(level)) {
                if (jar.toString().endsWith(".jar")) {
                    Bundle bundle = context.installBundle("reference:" + jar.toUri());
                    bundle.adapt(BundleStartLevel.class).setStartLevel(Integer.parseInt(name));
                    bundles.add(bundle);
                }
            }
        }
        return bundles;
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private void note(FrameworkEvent event) {
        Throwable cause = event.getThrowable();
        if (event.getType() == FrameworkEvent.ERROR) {
            String words = event.getBundle().getSymbolicName() + ": " + (cause == null ? "error" : MissingRequirement.inWords(cause));
            errors.add(words);
            groundless |= cause instanceof BundleException
                    && event.getBundle().adapt(BundleStartLevel.class).getStartLevel() <= GROUND;
            // where the resolver gave up tells nobody anything
            LOG.log(Level.ERROR, words, MissingRequirement.isOne(cause) ? null : cause);
        } else if (event.getType() == FrameworkEvent.WARNING) {
            LOG.log(Level.WARNING, event.getBundle().getSymbolicName(), cause);
        }
    }

    private static void tell(ServiceEvent event, Consumer<String> problems) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            Object words = event.getServiceReference().getProperty("problem");
            problems.accept(words instanceof String text
                    ? text
                    : event.getServiceReference().getBundle().getSymbolicName() + " cannot start and does not say why");
        }
    }

    /** The log bundle brings a handler that hands records of java.util.logging to it. */
    private static void offerBridge(BundleEvent event, LaunchLog log) {
        if (event.getType() == BundleEvent.STARTED && event.getBundle().getEntry(LOG_BRIDGE.replace('.', '/') + ".class") != null) {
            try {
                log.forwardTo((Handler) event.getBundle().loadClass(LOG_BRIDGE).getConstructor().newInstance());
            } catch (ReflectiveOperationException e) {
                LOG.log(Level.WARNING, "java.util.logging stays on the terminal", e);
            }
        }
    }

    /**
     * The schemas whose migrations have not been applied yet: the store offers a {@code Database} for each one that is
     * ready, and only then do the parts appear that need it.
     */
    List<String> awaitedSchemas() {
        BundleContext context = framework.getBundleContext();
        List<String> awaited = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            String schema = bundle.getHeaders("").get("Sparkbot-Migrations");
            if (schema != null && !isOffered("(schema=" + schema.strip() + ")")) {
                awaited.add(schema.strip());
            }
        }
        return awaited;
    }

    /** Whether the data of any bundle is ready, which means that the database answers. */
    boolean offersDatabase() {
        return isOffered("(schema=*)");
    }

    /** Why the database cannot be reached, as the bundle that tries says it; empty while nothing is known. */
    String databaseTrouble() {
        try {
            ServiceReference<?>[] found = framework.getBundleContext().getAllServiceReferences(HEALTH, "(database.trouble=*)");
            return found == null ? "" : String.valueOf(found[0].getProperty("database.trouble"));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isOffered(String filter) {
        try {
            return framework.getBundleContext().getAllServiceReferences(DATABASE, filter) != null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Services still come one after the other while components activate each other. */
    boolean isQuiet() {
        return System.nanoTime() - lastChange > QUIET.toNanos();
    }

    /** What went wrong with bundles so far, one line each. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** Blocks until the framework has been stopped. */
    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** @return false when bundles were still stopping after the limit */
    boolean stop(Duration limit) throws BundleException, InterruptedException {
        framework.stop();
        return Optional.ofNullable(framework.waitForStop(limit.toMillis()))
                .map(event -> event.getType() != FrameworkEvent.WAIT_TIMEDOUT)
                .orElse(true);
    }
}
