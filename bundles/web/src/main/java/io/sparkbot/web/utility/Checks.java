package io.sparkbot.web.utility;

import io.sparkbot.api.health.HealthCheck;
import io.sparkbot.api.health.HealthCheck.Health;
import io.sparkbot.api.health.HealthCheck.State;
import io.sparkbot.web.door.SessionDoor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all health checks at the same time; one that takes too long or fails counts as critical. */
@Component(service = Checks.class)
public final class Checks {

    private static final Logger log = LoggerFactory.getLogger(Checks.class);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final BundleContext context;
    private final SessionDoor door;
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();

    @Activate
    public Checks(BundleContext context, @Reference SessionDoor door) {
        this.context = context;
        this.door = door;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCheck(HealthCheck check) {
        checks.add(check);
    }

    void removeCheck(HealthCheck check) {
        checks.remove(check);
    }

    /** One row per check, by name. */
    List<Health> run() {
        List<CompletableFuture<Health>> running = checks.stream().map(Checks::start).toList();
        List<Health> rows = new ArrayList<>(running.stream().map(CompletableFuture::join).toList());
        rows.add(server());
        rows.sort(Comparator.comparing(Health::name));
        return rows;
    }

    static State worst(List<Health> rows) {
        return rows.stream().map(Health::state).max(Comparator.naturalOrder()).orElse(State.OK);
    }

    private Health server() {
        if (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() != Bundle.ACTIVE) {
            return new Health("server", State.CRITICAL, "The server is still starting or is stopping.", "Wait a moment.");
        }
        if (!door.isOpen()) {
            return new Health("server", State.CRITICAL, "Nobody can sign in: the bundle identity is not running or has no database.", "Look at the other rows and into the log.");
        }
        return Thread.currentThread().isVirtual()
                ? new Health("server", State.OK, "Requests run on virtual threads.", "")
                : new Health("server", State.WARN, "Requests run on platform threads, many streams at a time will be slow.", "Start with org.apache.felix.http.jetty.virtualthreads.enable=true.");
    }

    private static CompletableFuture<Health> start(HealthCheck check) {
        String name = check.getClass().getSimpleName();
        CompletableFuture<Health> health = new CompletableFuture<>();
        Thread.ofVirtual().name("health").start(() -> {
            try {
                health.complete(check.check());
            } catch (RuntimeException | LinkageError failed) {
                log.error("health check {} failed", check.getClass().getName(), failed);
                health.complete(new Health(name, State.CRITICAL, "The check itself failed.", "Look into the log."));
            }
        });
        return health.completeOnTimeout(
                new Health(name, State.CRITICAL, "No answer within " + LONGEST.toSeconds() + " seconds.", "Look into the log."), LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    }
}
