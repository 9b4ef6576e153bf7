package io.sparkbot.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.sparkbot.api.health.HealthCheck;
import io.sparkbot.api.health.StartProblem;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the database and keeps trying until it is there: the launcher starts the server at the same time. What waiting cannot mend (wrong
 * password, no such database, server too old) is a {@link StartProblem}, withdrawn should it be mended after all.
 */
@Component(service = {}, immediate = true, configurationPid = "io.sparkbot.store")
@Designate(ocd = StoreConfig.class)
public final class Store {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private static final String TROUBLE = "database.trouble";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    /** How long the server may take before the log mentions it. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final BundleContext context;
    private final Address address;
    private final Databases databases;
    private final DatabaseHealth health;
    private final ServiceRegistration<HealthCheck> healthService;
    private final Extender extender;
    private final PGSimpleDataSource plain;
    private final Thread opener;

    private @Nullable ServiceRegistration<StartProblem> problem;

    @Activate
    public Store(BundleContext context, StoreConfig config) {
        this.context = context;
        this.address = new Address(fact("url"), fact("user"), fact("password"));
        this.databases = new Databases(address, size(config));
        this.health = new DatabaseHealth(databases, address);
        this.plain = address.plain();
        this.extender = new Extender(context, databases, plain);
        this.opener = Thread.ofVirtual().name("database-start").unstarted(this::open);
        this.healthService = context.registerService(HealthCheck.class, health, new Hashtable<>());
        context.registerService(LongSupplier.class, databases.statements(), new Hashtable<>(Map.of("name", "database.statements")));
        opener.start();
    }

    @Modified
    void modified(StoreConfig config) {
        databases.pool().resize(size(config));
    }

    /** The order matters: first those who use the database go, each able to write a last word, then the connections. */
    @Deactivate
    void deactivate() throws InterruptedException {
        opener.interrupt();
        opener.join(STOP_LIMIT);
        extender.close();
        databases.close();
    }

    private static int size(StoreConfig config) {
        return config.pool_size() > 0 ? config.pool_size() : Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 8, 16);
    }

    private String fact(String name) {
        return Optional.ofNullable(context.getProperty("sparkbot.database." + name)).orElse("");
    }

    private void open() {
        if (address.url().isEmpty()) {
            report("no database address: the framework property sparkbot.database.url is not set. Start Sparkbot with its own launcher.");
            return;
        }
        long began = System.nanoTime();
        boolean told = false;
        Duration pause = FIRST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            ServerCheck check = ServerCheck.of(plain, address);
            SQLException failure = check.failure();
            if (check.blocker().isEmpty() && failure == null) {
                report("");
                connected(check.version());
                return;
            }
            report(check.blocker().orElse(""));
            String why = failure == null ? check.blocker().orElse("") : String.valueOf(failure.getMessage());
            notConnected(why);
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            if (!told && waited.compareTo(QUIET) > 0) {
                LOG.warn("the database at {} cannot be reached since {} s: {}. Still trying.", address, waited.toSeconds(), why);
                told = true;
            }
            if (waited.compareTo(QUIET) > 0) {
                pause = LONGEST_PAUSE;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** The launcher reads the property: it says why a start that waits for the database goes no further. */
    private void notConnected(String why) {
        health.notConnected(why);
        if (!why.equals(healthService.getReference().getProperty(TROUBLE))) {
            healthService.setProperties(new Hashtable<>(Map.of(TROUBLE, why)));
        }
    }

    private void connected(String version) {
        healthService.setProperties(new Hashtable<>());
        LOG.info("PostgreSQL {} at {}", version, address);
        try {
            Databases.prepare(plain);
        } catch (SQLException e) {
            LOG.warn("the extensions pg_trgm and unaccent could not be made in {}: {}. Let a superuser make them: create extension pg_trgm; create extension unaccent", address, e.getMessage());
        }
        health.connected(version);
        extender.open();
    }

    /** Registers what stands in the way of starting; an empty text takes it back. */
    private void report(String text) {
        if (problem != null) {
            if (text.equals(problem.getReference().getProperty(StartProblem.PROBLEM))) {
                return;
            }
            problem.unregister();
            problem = null;
        }
        if (!text.isEmpty()) {
            Dictionary<String, Object> properties = new Hashtable<>(Map.of(StartProblem.PROBLEM, text));
            problem = context.registerService(StartProblem.class, new StartProblem() {}, properties);
        }
    }
}
