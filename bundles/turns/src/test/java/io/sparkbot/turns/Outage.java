package io.sparkbot.turns;

import java.util.UUID;
import java.util.function.Function;

import io.sparkbot.api.store.Database;
import io.sparkbot.api.store.DatabaseUnavailable;
import org.jooq.DSLContext;

/** The real database, with a switch that makes it unreachable. */
final class Outage implements Database {

    private final Database database;
    volatile boolean down;
    volatile boolean loseNextAnswer;

    Outage(Database database) {
        this.database = database;
    }

    @Override
    public String schema() {
        return database.schema();
    }

    @Override
    public <T> T transaction(Function<DSLContext, T> work) {
        T result = reached(() -> database.transaction(work));
        if (loseNextAnswer) {
            loseNextAnswer = false;
            throw new DatabaseUnavailable("connection lost after the commit", new java.net.SocketException("reset"));
        }
        return result;
    }

    @Override
    public <T> T relaxed(Function<DSLContext, T> work) {
        return reached(() -> database.relaxed(work));
    }

    @Override
    public <T> T query(Function<DSLContext, T> work) {
        return reached(() -> database.query(work));
    }

    @Override
    public UUID newId() {
        return database.newId();
    }

    @Override
    public void afterCommit(Runnable action) {
        database.afterCommit(action);
    }

    private <T> T reached(java.util.function.Supplier<T> work) {
        if (down) {
            throw new DatabaseUnavailable("no connection", new java.net.ConnectException("refused"));
        }
        return work.get();
    }
}
