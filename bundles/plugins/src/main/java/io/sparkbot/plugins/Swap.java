package io.sparkbot.plugins;

import io.sparkbot.plugins.ComponentHealth.Verdict;
import io.sparkbot.plugins.Running.Installed;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;

/** Brings one bundle in, beside an older version of itself where there is one, and lets bundles go once their calls have ended. */
final class Swap {

    private final Bundles bundles;
    private final PluginHealth health;
    private final Draining draining;
    private final Supplier<Rules> rules;
    private final Set<CompletableFuture<Void>> leaving = ConcurrentHashMap.newKeySet();

    /** What a bundle may not ask for. */
    interface Limit {
        void check(Bundle bundle) throws Refused;
    }

    Swap(
            Bundles bundles,
            PluginHealth health,
            Draining draining,
            Supplier<Rules> rules) {
        this.bundles = bundles;
        this.health = health;
        this.draining = draining;
        this.rules = rules;
    }

    /**
     * Installs the jar and starts it; the old version, if any, serves until this one is well and then leaves.
     *
     * @param limit what the bundle may not ask for, checked before anything of it runs
     * @param start false for a plugin that a person stopped: it is installed only
     * @throws Refused when it does not work; then nothing of it is left and the old version is as before
     */
    Installed deploy(BundleJar jar, Optional<Installed> old, Limit limit, boolean start, Steps steps) throws Refused {
        Bundle bundle = steps.take("stage", () -> bundles.install(jar));
        try {
            steps.take("resolve", () -> resolved(bundle, limit));
            if (start) {
                steps.take("start", () -> started(bundle));
                steps.take("health", () -> well(bundle, old.filter(this::isWell).isPresent()));
            }
        } catch (Refused refused) {
            bundles.remove(bundle);
            throw refused.of(jar.name());
        } catch (RuntimeException | LinkageError broken) {
            bundles.remove(bundle);
            throw Refused.failed("it broke while it started: " + Reasons.of(broken)).of(jar.name());
        }
        if (old.isPresent()) {
            CompletableFuture<Void> drained = steps.take("switch", () -> draining.begin(old.get().bundle().getBundleId()));
            leave(old.get().bundle(), drained, steps);
        }
        return new Installed(bundle, jar);
    }

    /** Takes the bundle away once its calls have ended; returns at once. */
    void remove(Bundle bundle, Steps steps) {
        leave(bundle, draining.begin(bundle.getBundleId()), steps);
    }

    /** Stops the bundle once its calls have ended; it stays installed. */
    void stop(Bundle bundle, Steps steps) throws Refused {
        long id = bundle.getBundleId();
        CompletableFuture<Void> drained = draining.begin(id);
        try {
            steps.take("drain", () -> draining.await(drained, id, rules.get().drain()));
            steps.take("stop", () -> stopped(bundle));
        } finally {
            draining.over(id);
        }
    }

    /**
     * Drains and stops the bundle, changes its content and starts it again.
     *
     * @param before the content it has now, put back when the new one does not work
     * @throws Refused when the new content does not work; then the old one runs again
     */
    void replaceInPlace(Bundle bundle, Path jar, Path before, Steps steps) throws Refused {
        long id = bundle.getBundleId();
        CompletableFuture<Void> drained = draining.begin(id);
        try {
            steps.take("drain", () -> draining.await(drained, id, rules.get().drain()));
            try {
                steps.take("stop", () -> stopped(bundle));
                steps.take("stage", () -> updated(bundle, jar));
                steps.take("start", () -> started(bundle));
                steps.take("health", () -> well(bundle, false));
            } catch (Refused refused) {
                stopped(bundle);
                updated(bundle, before);
                started(bundle);
                throw refused;
            }
        } finally {
            draining.over(id);
        }
    }

    /** Starts a bundle that was stopped. */
    void start(Bundle bundle, Steps steps) throws Refused {
        steps.take("start", () -> started(bundle));
        steps.take("health", () -> well(bundle, false));
    }

    /** Waits until everything that was told to leave has left. */
    void awaitLeft() {
        CompletableFuture.allOf(leaving.toArray(CompletableFuture[]::new)).join();
    }

    private void leave(Bundle bundle, CompletableFuture<Void> drained, Steps steps) {
        CompletableFuture<Void> left = new CompletableFuture<>();
        leaving.add(left);
        Thread.ofVirtual().name("drain " + bundle.getSymbolicName()).start(() -> {
            long begin = System.nanoTime();
            long id = bundle.getBundleId();
            boolean ended = false;
            try {
                ended = draining.await(drained, id, rules.get().drain());
                bundles.remove(bundle);
            } finally {
                draining.over(id);
                steps.took("drain", (System.nanoTime() - begin) / 1000, ended);
                left.complete(null);
                leaving.remove(left);
            }
        });
    }

    private Bundle resolved(Bundle bundle, Limit limit) throws Refused {
        limit.check(bundle);
        bundles.resolve(bundle);
        return bundle;
    }

    private Bundle stopped(Bundle bundle) throws Refused {
        bundles.stop(bundle);
        return bundle;
    }

    private Bundle updated(Bundle bundle, Path jar) throws Refused {
        bundles.update(bundle, jar);
        return bundle;
    }

    private Bundle started(Bundle bundle) throws Refused {
        bundles.start(bundle);
        return bundle;
    }

    private boolean isWell(Installed installed) {
        return installed.bundle().getState() == Bundle.ACTIVE && health.of(installed.bundle()).state() == State.ACTIVE;
    }

    /** @param asGoodAsOld whether it replaces a version that is well, and so may not wait for anything */
    private Bundle well(Bundle bundle, boolean asGoodAsOld) throws Refused {
        health.components().rouse(bundle);
        Verdict verdict = health.components().of(bundle);
        if (verdict.state() == State.FAILED || (asGoodAsOld && verdict.state() != State.ACTIVE)) {
            throw Refused.failed(verdict.reason());
        }
        Optional<String> rejection = health.rejection(bundle);
        if (asGoodAsOld && rejection.isPresent()) {
            throw Refused.rejected(rejection.get());
        }
        return bundle;
    }
}
