package io.sparkbot.plugins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inner loop of development: a jar in the {@code dev} folder takes the place of the installed bundle of the same name, whatever floor
 * it is on. In place, not beside: two turn engines at once would be one too many.
 */
final class InPlace {

    private static final Logger log = LoggerFactory.getLogger(InPlace.class);

    /** Everything is wired to these; or it is the one that swaps. */
    private static final Set<String> NOT_LIVE = Set.of("io.sparkbot.api", "io.sparkbot.plugins");

    private final Path folder;
    private final Path work;
    private final KeptJars kept;
    private final JarCheck check;
    private final Bundles bundles;
    private final Swap swap;
    private final Outcomes outcomes;
    private final Clock clock;
    private final Map<Path, SkillFiles.Stamp> seen = new HashMap<>();

    InPlace(Path folder, Path work, Holdings holdings, JarCheck check, Bundles bundles, Swap swap, Clock clock) {
        this.folder = folder;
        this.work = work;
        this.kept = holdings.kept();
        this.outcomes = holdings.outcomes();
        this.check = check;
        this.bundles = bundles;
        this.swap = swap;
        this.clock = clock;
    }

    void lookThrough() {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            files.sorted().forEach(this::look);
        } catch (IOException unreadable) {
            log.warn("the folder {} cannot be read", folder, unreadable);
        }
    }

    void look(Path file) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".jar") || name.startsWith(".")) {
            return;
        }
        try {
            Optional<SkillFiles.Stamp> stamp = SkillFiles.Stamp.of(file);
            if (stamp.isPresent() && !stamp.equals(Optional.ofNullable(seen.put(file, stamp.get())))) {
                take(file);
            }
        } catch (IOException unreadable) {
            log.warn("{} cannot be read: {}", file, unreadable.toString());
        }
    }

    private void take(Path file) throws IOException {
        KeptJars.Copy copy = kept.copy(file);
        Steps steps = new Steps(clock);
        String name = file.getFileName().toString();
        String version = "";
        State state = State.ACTIVE;
        String reason = "";
        try {
            BundleJar jar = check.look(copy);
            name = jar.name();
            version = jar.version().toString();
            steps.took("verify", jar.verifiedMicros(), true);
            replace(jar, steps);
        } catch (Refused refused) {
            state = refused.state();
            reason = refused.reason();
        } finally {
            kept.drop(copy.path());
        }
        outcomes.add(
                new Outcome(name, Optional.of(file.getFileName().toString()), "replace", version, copy.sha256(), state, reason, clock.instant(), steps));
    }

    private void replace(BundleJar jar, Steps steps) throws Refused, IOException {
        if (NOT_LIVE.contains(jar.name()) || jar.name().startsWith("io.sparkbot.lib.")) {
            throw Refused.rejected(jar.name() + " cannot be swapped while the server runs, since other bundles are built on it: restart the server");
        }
        Optional<Bundle> installed = bundles.ofProduct(jar.name());
        Path now = Files.createDirectories(work).resolve(jar.name() + ".jar");
        if (installed.isEmpty()) {
            swap.deploy(jar, Optional.empty(), bundle -> {}, true, steps);
        } else {
            Path before = Files.exists(now) ? now : original(installed.get());
            swap.replaceInPlace(installed.get(), jar.path(), before, steps);
        }
        Files.move(jar.path(), now, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path original(Bundle bundle) throws Refused {
        String location = bundle.getLocation().replaceFirst("^reference:", "");
        if (!location.startsWith("file:")) {
            throw Refused.failed("the jar that is installed now cannot be found (" + bundle.getLocation() + "), so there would be no way back");
        }
        return Path.of(URI.create(location));
    }
}
