package io.sparkbot.turns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.sparkbot.api.audit.Redactor;
import io.sparkbot.api.model.Models;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.Toolbox;
import io.sparkbot.api.turn.Enclosures;
import io.sparkbot.api.turn.PromptPart;
import io.sparkbot.api.turn.SetupReport;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnObserver;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services a turn uses that may be updated while it runs. They are asked for at each use; a gap of an update is waited out, up to
 * {@link #GAP}, and only then counts as an outage.
 */
@Component(service = Contributions.class)
public class Contributions {

    private static final Logger log = LoggerFactory.getLogger(Contributions.class);

    private static final Duration GAP = Duration.ofSeconds(3);

    private final Object change = new Object();
    private @Nullable Models models;
    private @Nullable Gate gate;
    private @Nullable Toolbox toolbox;
    private @Nullable Approvals approvals;
    private @Nullable Redactor redactor;
    private final List<PromptPart> promptParts = new CopyOnWriteArrayList<>();
    private final List<Enclosures> enclosures = new CopyOnWriteArrayList<>();
    private final List<SetupReport> reports = new CopyOnWriteArrayList<>();
    private final List<TurnObserver> observers = new CopyOnWriteArrayList<>();

    Optional<Models> models() {
        return await(() -> models);
    }

    Optional<Gate> gate() {
        return await(() -> gate);
    }

    Optional<Toolbox> toolbox() {
        return await(() -> toolbox);
    }

    Optional<Approvals> approvals() {
        return await(() -> approvals);
    }

    /** Without waiting for an update to be over. */
    Optional<Approvals> approvalsNow() {
        synchronized (change) {
            return Optional.ofNullable(approvals);
        }
    }

    List<PromptPart> promptParts() {
        return List.copyOf(promptParts);
    }

    List<Enclosures> enclosures() {
        return List.copyOf(enclosures);
    }

    List<SetupReport> reports() {
        return List.copyOf(reports);
    }

    /** The text with secrets taken out, at most {@code limit} characters; nothing when there is nobody who could take them out. */
    String shown(String text, int limit) {
        Redactor present;
        synchronized (change) {
            present = redactor;
        }
        String shown = present == null ? "" : present.redact(text);
        return shown.length() <= limit ? shown : shown.substring(0, limit - 1) + "…";
    }

    void ended(Turn turn) {
        for (TurnObserver observer : observers) {
            try {
                observer.ended(turn);
            } catch (RuntimeException | LinkageError e) {
                log.warn("{} failed after turn {}", observer.getClass().getName(), turn.id(), e);
            }
        }
    }

    private <T> Optional<T> await(Supplier<@Nullable T> service) {
        long end = System.nanoTime() + GAP.toNanos();
        synchronized (change) {
            while (true) {
                T present = service.get();
                long left = end - System.nanoTime();
                if (present != null || left <= 0) {
                    return Optional.ofNullable(present);
                }
                try {
                    change.wait(left / 1_000_000 + 1);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return Optional.empty();
                }
            }
        }
    }

    private void changed(Runnable assignment) {
        synchronized (change) {
            assignment.run();
            change.notifyAll();
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setModels(Models service) {
        changed(() -> models = service);
    }

    void unsetModels(Models service) {
        changed(() -> models = models == service ? null : models);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setGate(Gate service) {
        changed(() -> gate = service);
    }

    void unsetGate(Gate service) {
        changed(() -> gate = gate == service ? null : gate);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setToolbox(Toolbox service) {
        changed(() -> toolbox = service);
    }

    void unsetToolbox(Toolbox service) {
        changed(() -> toolbox = toolbox == service ? null : toolbox);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setApprovals(Approvals service) {
        changed(() -> approvals = service);
    }

    void unsetApprovals(Approvals service) {
        changed(() -> approvals = approvals == service ? null : approvals);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setRedactor(Redactor service) {
        changed(() -> redactor = service);
    }

    void unsetRedactor(Redactor service) {
        changed(() -> redactor = redactor == service ? null : redactor);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPromptPart(PromptPart part) {
        promptParts.add(part);
    }

    void removePromptPart(PromptPart part) {
        promptParts.remove(part);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEnclosures(Enclosures service) {
        enclosures.add(service);
    }

    void removeEnclosures(Enclosures service) {
        enclosures.remove(service);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addReport(SetupReport report) {
        reports.add(report);
    }

    void removeReport(SetupReport report) {
        reports.remove(report);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addObserver(TurnObserver observer) {
        observers.add(observer);
    }

    void removeObserver(TurnObserver observer) {
        observers.remove(observer);
    }
}
