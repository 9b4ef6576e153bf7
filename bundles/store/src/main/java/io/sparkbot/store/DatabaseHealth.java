package io.sparkbot.store;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.sparkbot.api.health.HealthCheck;

/** Asks the server something within the second that a health check has. */
final class DatabaseHealth implements HealthCheck {

    private static final String NAME = "database";
    private static final int LIMIT_MILLIS = 900;

    private final Databases databases;
    private final Address address;
    private volatile String trouble = "not connected yet";
    private volatile String version = "";

    DatabaseHealth(Databases databases, Address address) {
        this.databases = databases;
        this.address = address;
    }

    void connected(String serverVersion) {
        version = serverVersion;
        trouble = "";
    }

    void notConnected(String why) {
        trouble = why;
    }

    @Override
    public Health check() {
        String known = trouble;
        if (!known.isEmpty()) {
            return critical(known);
        }
        long began = System.nanoTime();
        FutureTask<Integer> question = new FutureTask<>(() -> databases.of("health").query(sql -> sql.execute("select 1")));
        Thread thread = Thread.ofVirtual().name("database-health").start(question);
        try {
            question.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return critical("no answer within " + LIMIT_MILLIS + " ms");
        } catch (ExecutionException e) {
            return critical(String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return critical("interrupted");
        }
        Pool pool = databases.pool();
        String detail = "PostgreSQL " + version + " answers in " + (System.nanoTime() - began) / 1_000_000 + " ms; " + (pool.size() - pool.free()) + " of "
                + pool.size() + " connections in use";
        return pool.free() > 0
                ? new Health(NAME, State.OK, detail, "")
                : new Health(NAME, State.WARN, detail, "If it stays so, raise store.pool_size.");
    }

    private Health critical(String detail) {
        return new Health(NAME, State.CRITICAL, detail, "See that PostgreSQL runs and can be reached at " + address + "; Sparkbot reconnects by itself.");
    }
}
