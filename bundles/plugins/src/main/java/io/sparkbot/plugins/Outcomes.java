package io.sparkbot.plugins;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.audit.Audit.AuditEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the last change of each plugin ended: for the list, the log, the audit, and as a small file {@code FILE.json} for the command line,
 * which copies jars without being signed in.
 */
final class Outcomes {

    private static final Logger log = LoggerFactory.getLogger(Outcomes.class);

    private final Path folder;
    private final Supplier<Optional<Audit>> audit;
    private final ScopedValue<UUID> asking = ScopedValue.newInstance();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Outcome> last = new ConcurrentHashMap<>();

    Outcomes(Path folder, Supplier<Optional<Audit>> audit) {
        this.folder = folder;
        this.audit = audit;
    }

    /** Runs a change for a person, who then stands in the audit. A change of the folder is nobody's. */
    <T, X extends Exception> T onBehalfOf(UUID person, ScopedValue.CallableOp<T, X> change) throws X {
        return ScopedValue.where(asking, person).call(change);
    }

    void add(Outcome outcome) {
        outcome.file().ifPresent(file -> {
            last.remove(file);
            write(file, outcome);
        });
        last.put(outcome.name(), outcome);
        if (outcome.bad()) {
            log.warn("plugin={} version={} {} {}: {}", outcome.name(), outcome.version(), outcome.action(), outcome.state().wire(), outcome.reason());
        } else {
            log.info("plugin={} version={} {} {} {}", outcome.name(), outcome.version(), outcome.action(), outcome.state().wire(), times(outcome));
        }
        enter(outcome);
    }

    Optional<Outcome> of(String name) {
        return Optional.ofNullable(last.get(name));
    }

    List<Outcome> all() {
        return List.copyOf(last.values());
    }

    void forget(String name) {
        last.remove(name);
    }

    /** The file is no longer there, and with it what was said about it. */
    void forgetFile(String file) {
        last.values().removeIf(outcome -> outcome.file().equals(Optional.of(file)));
        try {
            Files.deleteIfExists(folder.resolve(file + ".json"));
        } catch (IOException trouble) {
            log.warn("the outcome of {} could not be deleted", file, trouble);
        }
    }

    private void enter(Outcome outcome) {
        Optional<Audit> book = audit.get();
        if (book.isEmpty()) {
            log.warn("no audit takes the change of plugin {}", outcome.name());
            return;
        }
        Map<String, String> input = new LinkedHashMap<>();
        input.put("name", outcome.name());
        input.put("version", outcome.version());
        input.put("file", outcome.file().orElse(""));
        input.put("sha256", outcome.sha256());
        String result = outcome.reason().isEmpty() ? outcome.state().wire() : outcome.state().wire() + ": " + outcome.reason();
        try {
            book.get().append(new AuditEntry(
                    asking.isBound() ? Optional.of(asking.get()) : Optional.empty(), Optional.empty(), "plugin_" + outcome.action(), input, result, Optional.empty(), Optional.empty(), Optional.empty()));
        } catch (RuntimeException unavailable) {
            log.error("the change of plugin {} could not be audited", outcome.name(), unavailable);
        }
    }

    private void write(String file, Outcome outcome) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("file", file);
        content.put("sha256", outcome.sha256());
        content.put("name", outcome.name());
        content.put("version", outcome.version());
        content.put("action", outcome.action());
        content.put("state", outcome.state().wire());
        content.put("reason", outcome.reason());
        content.put("at", outcome.at().toString());
        content.put("micros", outcome.steps().taken().stream().mapToLong(Steps.Step::micros).sum());
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path whole = folder.resolve("." + file);
            json.writeValue(whole.toFile(), content);
            Files.move(whole, folder.resolve(file + ".json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException trouble) {
            log.warn("the outcome of {} could not be written", file, trouble);
        }
    }

    private static String times(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        for (Steps.Step step : outcome.steps().taken()) {
            text.append(String.format(java.util.Locale.ROOT, "%s=%.1fms ", step.step(), step.micros() / 1000.0));
        }
        return text.toString().strip();
    }
}
