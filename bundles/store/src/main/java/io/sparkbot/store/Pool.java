package io.sparkbot.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sparkbot.api.store.DatabaseUnavailable;
import org.jooq.ConnectionProvider;

/**
 * Connections, handed out in the order of asking. The pool behind it is quick but not fair: without the queue in front, one thread in two
 * hundred gets nearly all of them and the others starve.
 */
final class Pool implements ConnectionProvider, AutoCloseable {

    private final Patience patience;
    private final HikariDataSource connections;
    private final Permits permits;
    private int size;

    /**
     * How long a caller waits.
     *
     * @param queue for its place among the connections
     * @param connect for the server
     */
    record Patience(Duration queue, Duration connect) {

        /** Long enough for two thousand turns that begin at once to be worked off in their order. */
        static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    Pool(Address address, int size, Patience patience) {
        this.patience = patience;
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setDataSource(address.pooled());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setIdleTimeout(120_000);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(patience.connect().toMillis());
        config.setMaxLifetime(1_800_000);
        this.connections = new HikariDataSource(config);
        this.permits = new Permits(size);
        this.size = size;
    }

    /** @throws DatabaseUnavailable when no connection is to be had for as long as callers wait */
    @Override
    public Connection acquire() {
        try {
            if (!permits.tryAcquire(patience.queue().toMillis(), TimeUnit.MILLISECONDS)) {
                String problem = "no database connection within " + patience.queue().toSeconds() + " s: all " + size() + " are in use (store.pool_size)";
                throw new DatabaseUnavailable(problem, new TimeoutException(problem));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("interrupted while waiting for a database connection", e);
        }
        try {
            return connections.getConnection();
        } catch (SQLException e) {
            permits.release();
            throw Failures.unavailable(e);
        } catch (RuntimeException | Error e) {
            permits.release();
            throw e;
        }
    }

    @Override
    public void release(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Failures.translate(e);
        } finally {
            permits.release();
        }
    }

    /** Changes the number of connections; those in use above it close when they come back. */
    synchronized void resize(int wanted) {
        connections.setMaximumPoolSize(wanted);
        connections.setMinimumIdle(Math.min(2, wanted));
        if (wanted > size) {
            permits.release(wanted - size);
        } else {
            permits.reducePermits(size - wanted);
        }
        size = wanted;
    }

    synchronized int size() {
        return size;
    }

    int free() {
        return Math.max(0, permits.availablePermits());
    }

    @Override
    public void close() {
        connections.close();
    }

    /** First come, first served; may shrink. */
    private static final class Permits extends Semaphore {

        private static final long serialVersionUID = 1L;

        Permits(int number) {
            super(number, true);
        }

        @Override
        protected void reducePermits(int reduction) {
            super.reducePermits(reduction);
        }
    }
}
