package io.sparkbot.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the framework does to bundles, with failures in plain words. */
final class Bundles {

    private static final Logger log = LoggerFactory.getLogger(Bundles.class);
    private static final String LOCATION = "plugin:";
    private static final int SKILL_LEVEL = 60;
    private static final long REFRESH_SECONDS = 60;

    private final BundleContext context;
    private final AtomicLong serial = new AtomicLong(System.currentTimeMillis());

    Bundles(BundleContext context) {
        this.context = context;
    }

    /** Installs the jar beside whatever has the same name. */
    Bundle install(BundleJar jar) throws Refused {
        String location = LOCATION + jar.name() + "/" + jar.sha256() + "/" + serial.incrementAndGet();
        try (InputStream in = Files.newInputStream(jar.path())) {
            Bundle bundle = context.installBundle(location, in);
            bundle.adapt(BundleStartLevel.class).setStartLevel(Math.min(SKILL_LEVEL, systemBundle().adapt(FrameworkStartLevel.class).getStartLevel()));
            return bundle;
        } catch (BundleException refused) {
            throw Refused.rejected("the framework does not take it: " + Reasons.of(refused));
        } catch (IOException unreadable) {
            throw Refused.failed("its copy " + jar.path() + " cannot be read: " + unreadable.getMessage());
        }
    }

    void resolve(Bundle bundle) throws Refused {
        if (!wiring().resolveBundles(List.of(bundle))) {
            throw Refused.lacking(new Unresolved(context).reason(bundle));
        }
    }

    void start(Bundle bundle) throws Refused {
        try {
            bundle.start();
        } catch (BundleException broken) {
            throw broken.getType() == BundleException.RESOLVE_ERROR
                    ? Refused.lacking(new Unresolved(context).reason(bundle))
                    : Refused.failed("it broke while it started: " + Reasons.of(broken));
        }
    }

    void stop(Bundle bundle) throws Refused {
        try {
            bundle.stop();
        } catch (BundleException broken) {
            throw Refused.failed("it broke while it stopped: " + Reasons.of(broken));
        }
    }

    /** Replaces the content of a stopped bundle; whoever uses packages of it is restarted with it. */
    void update(Bundle bundle, Path jar) throws Refused {
        try (InputStream in = Files.newInputStream(jar)) {
            bundle.update(in);
        } catch (BundleException refused) {
            throw Refused.failed("the framework does not take it: " + Reasons.of(refused));
        } catch (IOException unreadable) {
            throw Refused.failed("its copy " + jar + " cannot be read: " + unreadable.getMessage());
        }
        refresh(bundle);
    }

    /** Stops and uninstalls; what goes wrong is logged, since the bundle is gone either way. */
    void remove(Bundle bundle) {
        try {
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
                refresh(bundle);
            }
        } catch (BundleException broken) {
            log.warn("{} broke while it was uninstalled", bundle, broken);
        }
    }

    /** The bundles that were installed here, by an earlier life of this bundle too. */
    List<Bundle> ours() {
        return Stream.of(context.getBundles()).filter(Bundles::isOurs).toList();
    }

    /** The bundle of the product with this name. */
    Optional<Bundle> ofProduct(String name) {
        return Stream.of(context.getBundles())
                .filter(bundle -> !isOurs(bundle) && name.equals(bundle.getSymbolicName()))
                .findFirst();
    }

    static boolean isOurs(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    /** Fingerprint of the jar that one of {@link #ours} was installed from. */
    static String sha256(Bundle ours) {
        return ours.getLocation().split("/")[1];
    }

    private void refresh(Bundle bundle) {
        CountDownLatch done = new CountDownLatch(1);
        wiring().refreshBundles(List.of(bundle), event -> done.countDown());
        try {
            if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                log.warn("{} was not refreshed within {} s", bundle, REFRESH_SECONDS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private FrameworkWiring wiring() {
        return systemBundle().adapt(FrameworkWiring.class);
    }

    private Bundle systemBundle() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_ID);
    }
}
