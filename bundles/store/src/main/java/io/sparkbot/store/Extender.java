package io.sparkbot.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import io.sparkbot.api.health.HealthCheck;
import io.sparkbot.api.store.Database;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema of every bundle up to date and then offers the bundle its {@link Database}, so that its components, which wait for that
 * service, never see old tables. One migration at a time. A migration that fails keeps the service away and disturbs nobody else; the data of
 * a bundle that is uninstalled stay.
 */
final class Extender implements BundleTrackerCustomizer<Extender.Claim>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Extender.class);
    private static final Duration UPDATE_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final BundleContext context;
    private final Databases databases;
    private final DataSource source;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("migrations").factory());
    private final BundleTracker<Claim> tracker;

    /** Guards {@link #schemas} and the fields of its values; never held while the framework is called. */
    private final Object lock = new Object();

    private final Map<String, Schema> schemas = new HashMap<>();

    Extender(BundleContext context, Databases databases, DataSource source) {
        this.context = context;
        this.databases = databases;
        this.source = source;
        this.tracker = new BundleTracker<>(context, Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING, this);
    }

    void open() {
        tracker.open();
    }

    @Override
    public @Nullable Claim addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        Optional<String> schema = BundleMigrations.schema(bundle);
        if (schema.isEmpty()) {
            return null;
        }
        Claim claim = new Claim(bundle, schema.get());
        boolean besideRunningVersion;
        synchronized (lock) {
            Schema known = schemas.computeIfAbsent(claim.schema, s -> new Schema(bundle.getSymbolicName()));
            if (!known.owner.equals(bundle.getSymbolicName())) {
                claim.refused = "schema " + claim.schema + " belongs to bundle " + known.owner + "; " + bundle.getSymbolicName() + " cannot have it";
            } else {
                known.claims.add(claim);
            }
            besideRunningVersion = known.registration != null && claim.refused.isEmpty();
        }
        Future<?> done = worker.submit(() -> migrate(claim));
        if (besideRunningVersion) {
            // The service is there already for the other version, so this bundle must not start before its own migrations are through.
            await(done, claim);
        }
        return claim;
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Claim claim) {}

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Claim claim) {
        ServiceRegistration<?> service = null;
        ServiceRegistration<?> health;
        synchronized (lock) {
            claim.gone = true;
            health = claim.health;
            claim.health = null;
            Schema schema = schemas.get(claim.schema);
            if (schema != null && schema.claims.remove(claim) && schema.claims.isEmpty()) {
                service = schema.registration;
                schemas.remove(claim.schema);
            }
        }
        unregister(service);
        unregister(health);
    }

    /** Runs on the worker. A database that is away is waited for; everything else is reported and left. */
    private void migrate(Claim claim) {
        while (!claim.gone && claim.refused.isEmpty()) {
            try {
                bringUpToDate(claim);
                publish(claim);
                return;
            } catch (MigrationFailure e) {
                if (!e.mayMend()) {
                    claim.refused = String.valueOf(e.getMessage());
                    LOG.debug("schema {}", claim.schema, e);
                }
            } catch (SQLException e) {
                if (!Failures.isTransient(e)) {
                    claim.refused = "schema " + claim.schema + ": SQL state " + e.getSQLState() + ": " + e.getMessage();
                }
            } catch (IOException | RuntimeException e) {
                claim.refused = "migrations of bundle " + claim.bundle.getSymbolicName() + ": " + e.getMessage();
                LOG.debug("schema {}", claim.schema, e);
            }
            if (claim.refused.isEmpty() && !pause()) {
                return;
            }
        }
        if (!claim.refused.isEmpty()) {
            report(claim);
        }
    }

    private void bringUpToDate(Claim claim) throws IOException, SQLException {
        long began = System.nanoTime();
        Migrations migrations = BundleMigrations.read(claim.bundle, claim.schema);
        try (Connection connection = source.getConnection()) {
            if (migrations.areApplied(connection)) {
                return;
            }
        }
        int applied = migrations.apply(source);
        LOG.info("schema {}: {} migrations applied in {} ms", claim.schema, applied, (System.nanoTime() - began) / 1_000_000);
    }

    private void publish(Claim claim) {
        synchronized (lock) {
            Schema schema = schemas.get(claim.schema);
            if (claim.gone || schema == null || schema.registration != null) {
                return;
            }
        }
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("schema", claim.schema));
        ServiceRegistration<Database> registration = context.registerService(Database.class, new Offer(databases.of(claim.schema)), properties);
        boolean gone;
        synchronized (lock) {
            Schema schema = schemas.get(claim.schema);
            gone = schema == null;
            if (schema != null) {
                schema.registration = registration;
            }
        }
        if (gone) {
            unregister(registration);
        }
    }

    private void report(Claim claim) {
        LOG.error("{}. The parts of Sparkbot that need it stay away; nothing else is affected.", claim.refused);
        HealthCheck.Health row = new HealthCheck.Health("database schema " + claim.schema, HealthCheck.State.CRITICAL, claim.refused,
                "Install a version of " + claim.bundle.getSymbolicName() + " that mends it; the data are as they were before.");
        ServiceRegistration<HealthCheck> health = context.registerService(HealthCheck.class, () -> row, new Hashtable<>());
        boolean gone;
        synchronized (lock) {
            gone = claim.gone;
            claim.health = health;
        }
        if (gone) {
            unregister(health);
        }
    }

    private static void await(Future<?> done, Claim claim) {
        try {
            done.get(UPDATE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("schema {}: migrations of bundle {} take longer than {} s; it starts without its database", claim.schema, claim.bundle.getSymbolicName(), UPDATE_LIMIT.toSeconds());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(RETRY);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void unregister(@Nullable ServiceRegistration<?> registration) {
        if (registration != null) {
            try {
                registration.unregister();
            } catch (IllegalStateException alreadyGone) {
                LOG.debug("a service was gone already", alreadyGone);
            }
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a migration did not stop within {} s", STOP_LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tracker.close();
    }

    /** Hands the database to every bundle but one whose own migrations are not through. */
    private final class Offer implements ServiceFactory<Database> {

        private final Database database;

        Offer(Database database) {
            this.database = database;
        }

        @Override
        @SuppressWarnings("NullAway") // the framework takes null for "not for you"
        public Database getService(Bundle bundle, ServiceRegistration<Database> registration) {
            Claim claim = tracker.getObject(bundle);
            return claim != null && claim.schema.equals(database.schema()) && !claim.refused.isEmpty() ? null : database;
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Database> registration, Database service) {}
    }

    /** A schema and who has it: one bundle, for a moment in two versions. */
    private static final class Schema {

        final String owner;
        final Set<Claim> claims = ConcurrentHashMap.newKeySet();
        @Nullable ServiceRegistration<Database> registration;

        Schema(String owner) {
            this.owner = owner;
        }
    }

    /** One bundle and the schema it wants. */
    static final class Claim {

        final Bundle bundle;
        final String schema;
        volatile boolean gone;
        /** Why it cannot have it; empty while it can. */
        volatile String refused = "";

        @Nullable ServiceRegistration<HealthCheck> health;

        Claim(Bundle bundle, String schema) {
            this.bundle = bundle;
            this.schema = schema;
        }
    }
}
