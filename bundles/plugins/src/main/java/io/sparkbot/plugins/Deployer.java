package io.sparkbot.plugins;

import io.sparkbot.api.web.Problem;
import io.sparkbot.plugins.Running.Installed;
import io.sparkbot.plugins.SkillFiles.Found;
import io.sparkbot.plugins.SkillFiles.Stamp;
import io.sparkbot.plugins.SkillFiles.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what runs equal to what lies in the skills folder. All methods run on the one {@link Line} of changes.
 *
 * <p>The bundle of a new file is installed and started. A changed file is started beside the old version, which serves until the new one is
 * well, then drains and leaves. A version that does not work leaves the old one where it was. Of several files with the same bundle the
 * highest version runs.
 */
final class Deployer {

    private static final Logger log = LoggerFactory.getLogger(Deployer.class);

    /** A file that does not grow for so long and still is no zip will not become one. */
    private static final Duration COPYING = Duration.ofMillis(500);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final SkillFiles files;
    private final KeptJars kept;
    private final JarCheck check;
    private final SkillLimits limits;
    private final Bundles bundles;
    private final Swap swap;
    private final PluginHealth health;
    private final Running running;
    private final Stopped stopped;
    private final Outcomes outcomes;
    private final Line line;
    private final Supplier<Rules> rules;
    private final Clock clock;
    private final Map<Path, Growing> growing = new HashMap<>();

    private record Growing(Stamp stamp, long sinceNanos) {}

    Deployer(
            Holdings holdings,
            JarCheck check,
            SkillLimits limits,
            Bundles bundles,
            Swap swap,
            PluginHealth health,
            Line line,
            Supplier<Rules> rules,
            Clock clock) {
        this.files = holdings.files();
        this.kept = holdings.kept();
        this.running = holdings.running();
        this.stopped = holdings.stopped();
        this.outcomes = holdings.outcomes();
        this.check = check;
        this.limits = limits;
        this.bundles = bundles;
        this.swap = swap;
        this.health = health;
        this.line = line;
        this.rules = rules;
        this.clock = clock;
    }

    /** Takes over what an earlier life of this bundle installed, and makes the folder true from the start. */
    void begin() {
        bundles.ours().stream().sorted(Comparator.comparing(Bundle::getBundleId)).forEach(this::adopt);
        try {
            kept.tidy();
        } catch (IOException trouble) {
            log.warn("copies left from an earlier run could not be deleted", trouble);
        }
        lookThrough();
        running.all().forEach((name, installed) -> {
            if (files.holding(name).isEmpty() && files.serving(name).isEmpty()) {
                remove(name, installed);
            }
        });
    }

    private void adopt(Bundle bundle) {
        String name = bundle.getSymbolicName();
        try {
            Optional<KeptJars.Kept> jar = kept.of(name).stream().filter(copy -> copy.is(Bundles.sha256(bundle))).findFirst();
            if (jar.isPresent()) {
                running.get(name).ifPresent(older -> bundles.remove(older.bundle()));
                running.put(new Installed(bundle, check.look(kept.copy(jar.get().path())).at(jar.get().path())));
                return;
            }
        } catch (Refused | IOException unfit) {
            log.warn("plugin={} does not go on after the update of bundle management: {}", name, String.valueOf(unfit.getMessage()));
        }
        bundles.remove(bundle);
    }

    /** Looks at every file that is there or was. */
    void lookThrough() {
        try {
            files.all().forEach(this::look);
        } catch (IOException unreadable) {
            log.warn("the skills folder {} cannot be read", files.folder(), unreadable);
        }
    }

    /** The rules changed: what they no longer allow leaves, what was refused is looked at again. */
    void checkAgain() {
        running.all().forEach((name, installed) -> {
            try {
                check.look(new KeptJars.Copy(installed.jar().path(), installed.jar().sha256()));
            } catch (Refused refused) {
                running.remove(name);
                swap.remove(installed.bundle(), new Steps(clock));
                files.serving(name).flatMap(files::get).ifPresent(found -> refuse(found.unserving(), installed.jar().sha256(), refused.of(name)));
            } catch (IOException unreadable) {
                log.warn("the copy of plugin {} cannot be read", name, unreadable);
            }
        });
        files.forgetFailures();
        lookThrough();
    }

    /** Reads which bundle a jar holds, without taking it. */
    String nameIn(Path jar) throws IOException {
        KeptJars.Copy copy = kept.copy(jar);
        try {
            return check.look(copy).name();
        } catch (ZipException incomplete) {
            throw new Problem(422, "invalid", noJar(incomplete).reason());
        } catch (Refused refused) {
            throw new Problem(422, "invalid", refused.reason());
        } finally {
            kept.drop(copy.path());
        }
    }

    /** Looks at a file that came, changed or went. */
    void look(Path file) {
        if (!files.counts(file)) {
            return;
        }
        Optional<Found> before = files.get(file);
        try {
            Optional<Stamp> stamp = Stamp.of(file);
            if (stamp.isEmpty()) {
                growing.remove(file);
                before.ifPresent(this::gone);
            } else if (before.isEmpty() || !before.get().stamp().equals(stamp.get())) {
                read(file, stamp.get(), before);
            }
        } catch (IOException unreadable) {
            log.warn("{} cannot be read, it is looked at again later: {}", file, unreadable.toString());
        }
    }

    private void read(Path file, Stamp stamp, Optional<Found> before) throws IOException {
        if (stamp.size() > rules.get().maxBytes()) {
            refuse(new Found(file, stamp, Optional.empty(), serves(before), Trial.FAILED), "", JarCheck.tooLarge(file, stamp.size(), rules.get().maxBytes()));
            return;
        }
        KeptJars.Copy copy = kept.copy(file);
        try {
            if (!Stamp.of(file).equals(Optional.of(stamp))) {
                lookAgain(file, stamp);
                return;
            }
            BundleJar jar = check.look(copy);
            limits.check(jar);
            growing.remove(file);
            arrived(new Found(file, stamp, Optional.of(jar), serves(before), Trial.UNTRIED), before, jar);
        } catch (ZipException incomplete) {
            if (!lookAgain(file, stamp)) {
                refuse(new Found(file, stamp, Optional.empty(), serves(before), Trial.FAILED), copy.sha256(), noJar(incomplete));
            }
        } catch (Refused refused) {
            growing.remove(file);
            refuse(new Found(file, stamp, Optional.empty(), serves(before), Trial.FAILED), copy.sha256(), refused);
        } finally {
            kept.drop(copy.path());
        }
    }

    private static Optional<String> serves(Optional<Found> before) {
        return before.flatMap(Found::serves);
    }

    private static Refused noJar(ZipException incomplete) {
        return Refused.rejected("it is no jar: " + incomplete.getMessage()
                + ". Copy the whole file, best under another name that you change to .jar at the end");
    }

    /** @return false when the file has not changed for long enough to be called complete */
    private boolean lookAgain(Path file, Stamp stamp) {
        Growing now = growing.compute(file, (path, known) -> known == null || !known.stamp().equals(stamp) ? new Growing(stamp, System.nanoTime()) : known);
        if (System.nanoTime() - now.sinceNanos() > COPYING.toNanos()) {
            growing.remove(file);
            return false;
        }
        line.later(LOOK_AGAIN, () -> look(file));
        return true;
    }

    private void arrived(Found found, Optional<Found> before, BundleJar jar) {
        boolean same = before.flatMap(Found::jar).filter(old -> old.sha256().equals(jar.sha256())).isPresent();
        if (same && before.orElseThrow().trial() == Trial.WORKS) {
            works(found);
            return;
        }
        files.put(found);
        reconcile(jar.name(), Optional.of(jar));
        before.flatMap(Found::name).filter(other -> !other.equals(jar.name())).ifPresent(other -> {
            files.get(found.file()).filter(now -> now.serves().equals(Optional.of(other))).ifPresent(now ->
                    files.put(new Found(now.file(), now.stamp(), now.jar(), Optional.empty(), now.trial())));
            reconcile(other, Optional.empty());
        });
    }

    private void gone(Found found) {
        files.remove(found.file());
        outcomes.forgetFile(found.file().getFileName().toString());
        found.serves().ifPresent(name -> reconcile(name, Optional.empty()));
        found.jar().map(BundleJar::name).filter(name -> !found.serves().equals(Optional.of(name))).ifPresent(name -> reconcile(name, Optional.empty()));
    }

    /** Runs of the bundle what the folder says. */
    private void reconcile(String name, Optional<BundleJar> atHand) {
        Optional<Installed> now = running.get(name);
        List<Found> holding = files.holding(name);
        if (now.isEmpty()) {
            if (holding.stream().filter(found -> !found.failed()).noneMatch(found -> tryOut(found, now, atHand)) && !holding.isEmpty()) {
                fallBack(name);
            }
        } else if (holding.isEmpty()) {
            if (!files.holdsOn(name)) {
                remove(name, now.get());
            }
        } else {
            Found best = holding.getFirst();
            if (best.jar().orElseThrow().sha256().equals(now.get().jar().sha256())) {
                works(best);
            } else if (!best.failed() && (best.serves().equals(Optional.of(name)) || !files.holdsOn(name))) {
                tryOut(best, now, atHand);
            }
        }
    }

    private boolean tryOut(Found found, Optional<Installed> now, Optional<BundleJar> atHand) {
        BundleJar wanted = found.jar().orElseThrow();
        try {
            BundleJar jar = atHand.isPresent() && atHand.get().sha256().equals(wanted.sha256()) ? atHand.get() : fetch(found.file());
            install(jar, now, Optional.of(found));
            retryLacking(jar.name());
            return true;
        } catch (Refused refused) {
            refuse(found.tried(refused.isLacking() ? Trial.LACKING : Trial.FAILED), wanted.sha256(), refused.of(wanted.name()));
            return false;
        } catch (IOException unreadable) {
            refuse(found.tried(Trial.FAILED), wanted.sha256(), Refused.failed("it cannot be read: " + unreadable.getMessage()).of(wanted.name()));
            return false;
        }
    }

    private void install(BundleJar jar, Optional<Installed> now, Optional<Found> from) throws Refused, IOException {
        Steps steps = new Steps(clock);
        steps.took("verify", jar.verifiedMicros(), true);
        boolean start = !stopped.contains(jar.name());
        Installed fresh = swap.deploy(jar, now, limits::check, start, steps);
        running.put(new Installed(fresh.bundle(), kept.keep(jar)));
        from.ifPresent(this::works);
        ComponentHealth.Verdict verdict = start ? health.of(fresh.bundle()) : new ComponentHealth.Verdict(State.STOPPED, "");
        outcomes.add(
                new Outcome(
                        jar.name(),
                        from.map(found -> found.file().getFileName().toString()),
                        now.isPresent() ? "update" : "install",
                        jar.version().toString(),
                        jar.sha256(),
                        verdict.state(),
                        verdict.reason(),
                        clock.instant(),
                        steps));
    }

    private void works(Found found) {
        Found serving = found.tried(Trial.WORKS);
        String name = serving.name().orElseThrow();
        files.put(serving);
        files.serves(name, found.file());
        outcomes.of(name).filter(Outcome::bad).ifPresent(past -> outcomes.forget(name));
    }

    /** No file works, but an earlier version did: that one is started, and the list says why. */
    private void fallBack(String name) {
        try {
            for (KeptJars.Kept earlier : kept.of(name)) {
                KeptJars.Copy copy = kept.copy(earlier.path());
                try {
                    Optional<Outcome> complaint = outcomes.of(name);
                    install(check.look(copy), Optional.empty(), Optional.empty());
                    complaint.ifPresent(bad -> outcomes.add(bad));
                    return;
                } catch (Refused broken) {
                    log.warn("plugin={} earlier version {} does not work either: {}", name, earlier.version(), broken.reason());
                } finally {
                    kept.drop(copy.path());
                }
            }
        } catch (IOException unreadable) {
            log.warn("earlier versions of plugin {} cannot be read", name, unreadable);
        }
    }

    private void retryLacking(String mended) {
        for (Found found : files.lacking()) {
            String name = found.name().orElse(mended);
            if (!name.equals(mended)) {
                files.put(found.tried(Trial.UNTRIED));
                reconcile(name, Optional.empty());
            }
        }
    }

    private void remove(String name, Installed installed) {
        Steps steps = new Steps(clock);
        running.remove(name);
        swap.remove(installed.bundle(), steps);
        String version = installed.jar().version().toString();
        outcomes.add(
                new Outcome(name, Optional.empty(), "remove", version, installed.jar().sha256(), State.STOPPED, "", clock.instant(), steps));
        outcomes.forget(name);
        try {
            kept.forget(name);
        } catch (IOException trouble) {
            log.warn("earlier versions of plugin {} could not be deleted", name, trouble);
        }
    }

    private BundleJar fetch(Path file) throws Refused, IOException {
        KeptJars.Copy copy = kept.copy(file);
        try {
            return check.look(copy);
        } catch (Refused | IOException unfit) {
            kept.drop(copy.path());
            throw unfit;
        }
    }

    private void refuse(Found found, String sha256, Refused refused) {
        files.put(found);
        String file = found.file().getFileName().toString();
        outcomes.add(
                new Outcome(
                        refused.name().or(found::name).orElse(file),
                        Optional.of(file),
                        found.serves().isPresent() ? "update" : "install",
                        found.jar().map(jar -> jar.version().toString()).orElse(""),
                        sha256,
                        refused.state(),
                        refused.reason(),
                        clock.instant(),
                        new Steps(clock)));
    }
}
