package io.sparkbot.plugins;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.Problem;
import io.sparkbot.plugins.Running.Installed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;

/** Changes that an admin asks for. A jar lands in the skills folder, so that it is there after a restart too. */
final class Changes {

    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,150}\\.jar");

    private final Path skills;
    private final Line line;
    private final Deployer deployer;
    private final SkillFiles files;
    private final Running running;
    private final Stopped stopped;
    private final Outcomes outcomes;
    private final KeptJars kept;
    private final Bundles bundles;
    private final Swap swap;
    private final PluginHealth health;
    private final Supplier<Rules> rules;
    private final Clock clock;

    Changes(Holdings holdings, Line line, Deployer deployer, Bundles bundles, Swap swap, PluginHealth health, Supplier<Rules> rules, Clock clock) {
        this.files = holdings.files();
        this.skills = files.folder();
        this.running = holdings.running();
        this.stopped = holdings.stopped();
        this.outcomes = holdings.outcomes();
        this.kept = holdings.kept();
        this.line = line;
        this.deployer = deployer;
        this.bundles = bundles;
        this.swap = swap;
        this.health = health;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Puts the jar into the skills folder and starts it.
     *
     * @param fileName its name there; a file of that name is replaced, and put back when the new one does not work
     * @return name of the plugin
     * @throws Problem 422 with the reason when it does not work
     */
    String install(String fileName, InputStream jar, Person person) throws IOException {
        if (!FILE.matcher(fileName).matches()) {
            throw new Problem(422, "invalid", "X-File-Name must be a plain file name such as weather.jar: letters, digits, dots, dashes; ending in .jar");
        }
        Path upload = upload(jar);
        try {
            return as(person, () -> place(upload, skills.resolve(fileName)));
        } finally {
            Files.deleteIfExists(upload);
        }
    }

    /** Replaces the plugin by the version in the jar. */
    void update(String name, InputStream jar, Person person) throws IOException {
        Path upload = upload(jar);
        try {
            as(person, () -> {
                requireInstalled(name, "updated");
                String found = deployer.nameIn(upload);
                if (!found.equals(name)) {
                    throw new Problem(422, "invalid", "the jar holds " + found + ", not " + name + ": install it as a plugin of its own");
                }
                return place(upload, files.serving(name).orElseThrow(() -> noFile(name)));
            });
        } finally {
            Files.deleteIfExists(upload);
        }
    }

    /** Puts the version before the running one back into the folder and runs it. */
    void rollBack(String name, Person person) {
        as(person, () -> {
            Installed now = requireInstalled(name, "rolled back");
            KeptJars.Kept earlier = kept.of(name).stream()
                    .filter(copy -> !copy.is(now.jar().sha256()))
                    .findFirst()
                    .orElseThrow(() -> Problem.conflict("conflict", "there is no earlier version of " + name + " to go back to"));
            Path file = files.serving(name).orElseThrow(() -> noFile(name));
            Path upload = Files.createTempFile(skills, ".rollback", null);
            Files.copy(earlier.path(), upload, StandardCopyOption.REPLACE_EXISTING);
            place(upload, file);
            kept.drop(now.jar().path());
            return name;
        });
    }

    void remove(String name, Person person) {
        as(person, () -> {
            Optional<Path> file = files.serving(name).or(() -> outcomes.of(name).flatMap(Outcome::file).map(skills::resolve));
            if (file.isEmpty()) {
                bundles.ofProduct(name).ifPresent(product -> {
                    throw Problem.conflict("conflict", name + " is a part of Sparkbot and cannot be removed; it can be stopped");
                });
                throw Problem.notFound("There is no plugin " + name + ".");
            }
            Files.deleteIfExists(file.get());
            stopped.remove(name);
            deployer.look(file.get());
            return name;
        });
    }

    void stop(String name, Person person) {
        as(person, () -> {
            if (Catalogue.isMandatory(name)) {
                throw Problem.conflict("conflict", name + " cannot be stopped: Sparkbot does not work without it");
            }
            Bundle bundle = require(name);
            stopped.add(name);
            Steps steps = new Steps(clock);
            try {
                swap.stop(bundle, steps);
            } catch (Refused broken) {
                note(bundle, "stop", broken.state(), broken.reason(), steps);
                throw new Problem(422, "invalid", broken.reason());
            }
            note(bundle, "stop", State.STOPPED, "", steps);
            return name;
        });
    }

    void start(String name, Person person) {
        as(person, () -> {
            Bundle bundle = require(name);
            stopped.remove(name);
            Steps steps = new Steps(clock);
            try {
                swap.start(bundle, steps);
            } catch (Refused broken) {
                note(bundle, "start", broken.state(), broken.reason(), steps);
                throw new Problem(422, "invalid", broken.reason());
            }
            note(bundle, "start", State.ACTIVE, "", steps);
            return name;
        });
    }

    /** After a restart: plugins of the product that a person stopped are stopped again. */
    void stopWhatWasStopped() {
        for (String name : stopped.all()) {
            bundles.ofProduct(name).filter(bundle -> !Catalogue.isMandatory(name)).ifPresent(bundle -> {
                Steps steps = new Steps(clock);
                try {
                    swap.stop(bundle, steps);
                } catch (Refused broken) {
                    note(bundle, "stop", broken.state(), broken.reason(), steps);
                }
            });
        }
    }

    /**
     * Moves the upload to its place and looks at it; what was there before comes back when it does not work. A file of which a tool is rejected
     * may lie in the folder, where somebody sees it with the reason; nobody uploads one to have it lie there.
     */
    private String place(Path upload, Path file) throws IOException {
        Optional<Path> before = Files.exists(file) ? Optional.of(skills.resolve("." + file.getFileName() + ".before")) : Optional.empty();
        if (before.isPresent()) {
            Files.move(file, before.get(), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(upload, file, StandardCopyOption.ATOMIC_MOVE);
        deployer.look(file);
        Optional<String> works = files.get(file).filter(now -> now.trial() == SkillFiles.Trial.WORKS).flatMap(SkillFiles.Found::name);
        Optional<String> rejection = works.flatMap(running::get).flatMap(installed -> health.rejection(installed.bundle()));
        if (works.isPresent() && rejection.isEmpty()) {
            if (before.isPresent()) {
                Files.deleteIfExists(before.get());
            }
            return works.get();
        }
        String reason = rejection.isPresent() ? rejection.get() : whyNot(file);
        if (before.isPresent()) {
            Files.move(before.get(), file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(file);
        }
        deployer.look(file);
        throw new Problem(422, "invalid", reason);
    }

    /** A file that may still be growing has no outcome yet; an upload is complete, so what it lacks is said at once. */
    private String whyNot(Path file) throws IOException {
        Optional<String> reason = outcomes.all().stream()
                .filter(outcome -> outcome.bad() && outcome.file().equals(Optional.of(file.getFileName().toString())))
                .map(Outcome::reason)
                .findFirst();
        if (reason.isPresent()) {
            return reason.get();
        }
        try {
            deployer.nameIn(file);
            return "another file holds a newer version of it";
        } catch (Problem noJar) {
            return noJar.detail();
        }
    }

    private Path upload(InputStream jar) throws IOException {
        Path upload = Files.createTempFile(Files.createDirectories(skills), ".upload", null);
        long limit = rules.get().maxBytes();
        try (var out = Files.newOutputStream(upload)) {
            long read = 0;
            byte[] buffer = new byte[1 << 16];
            for (int count = jar.read(buffer); count >= 0; count = jar.read(buffer)) {
                read += count;
                if (read > limit) {
                    throw new Problem(413, "too_large", String.format("the jar is larger than the limit of %,d bytes (plugins.max_size_mb)", limit));
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException | Problem unfinished) {
            Files.deleteIfExists(upload);
            throw unfinished;
        }
        return upload;
    }

    private Installed requireInstalled(String name, String what) {
        return running.get(name).orElseThrow(() -> bundles.ofProduct(name).isPresent()
                ? Problem.conflict("conflict", name + " is a part of Sparkbot: it is " + what + " with Sparkbot itself")
                : Problem.notFound("There is no plugin " + name + "."));
    }

    private Bundle require(String name) {
        return running.get(name)
                .map(Installed::bundle)
                .or(() -> bundles.ofProduct(name))
                .orElseThrow(() -> Problem.notFound("There is no plugin " + name + "."));
    }

    private static Problem noFile(String name) {
        return Problem.conflict("conflict", "the file that " + name + " came from is not in the skills folder any more");
    }

    private void note(Bundle bundle, String action, State state, String reason, Steps steps) {
        outcomes.add(new Outcome(
                bundle.getSymbolicName(),
                files.serving(bundle.getSymbolicName()).map(file -> file.getFileName().toString()),
                action,
                bundle.getVersion().toString(),
                running.get(bundle.getSymbolicName()).map(installed -> installed.jar().sha256()).orElse(""),
                state,
                reason,
                clock.instant(),
                steps));
    }

    private <T> T as(Person person, ScopedValue.CallableOp<T, IOException> change) {
        return line.ask(() -> outcomes.onBehalfOf(person.id(), change));
    }
}
