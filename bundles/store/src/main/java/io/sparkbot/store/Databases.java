package io.sparkbot.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.sparkbot.api.store.Database;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pool, and over it one {@link Database} for each schema. A transaction belongs to its thread, whatever schema asked for it. */
public final class Databases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Databases.class);

    private static final List<String> EXTENSIONS = List.of("pg_trgm", "unaccent");

    private final Pool pool;
    private final StatementCount statements = new StatementCount();
    private final Configuration configuration;
    private final DSLContext single;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final ThreadLocal<@Nullable Open> open = new ThreadLocal<>();

    /** @param poolSize number of connections at most */
    public Databases(Address address, int poolSize) {
        this(address, poolSize, Pool.Patience.USUAL);
    }

    Databases(Address address, int poolSize, Pool.Patience patience) {
        this.pool = new Pool(address, poolSize, patience);
        this.configuration = new DefaultConfiguration()
                .set(SQLDialect.POSTGRES)
                .set(pool)
                .set(statements)
                .set(new Settings().withExecuteLogging(false).withFetchWarnings(false).withInListPadding(true));
        this.single = DSL.using(configuration);
    }

    /**
     * Makes the extensions that every schema may use, in schema {@code public}: {@code pg_trgm} and {@code unaccent}. Both are trusted: the
     * owner of a database may make them without being a superuser.
     */
    public static void prepare(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            for (String extension : EXTENSIONS) {
                try (ResultSet row = statement.executeQuery("select 1 from pg_extension where extname = '" + extension + "'")) {
                    if (row.next()) {
                        continue;
                    }
                }
                statement.execute("create extension if not exists " + extension + " with schema public");
            }
        }
    }

    public Database of(String schema) {
        return new SchemaDatabase(schema);
    }

    /** Statements sent since the start, for tests that hold a number of statements. */
    public LongSupplier statements() {
        return statements;
    }

    Pool pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    private <T> T inTransaction(boolean durable, Function<DSLContext, T> work) {
        Open outer = open.get();
        if (outer != null) {
            return join(outer, durable, work);
        }
        Open transaction;
        T result;
        // An interrupted virtual thread would have its socket closed by the next read, and with it the connection.
        boolean interrupted = Thread.interrupted();
        Connection connection = null;
        try {
            connection = pool.acquire();
            transaction = new Open(connection, DSL.using(configuration.derive(new DefaultConnectionProvider(connection))), durable);
            result = run(transaction, work);
        } finally {
            open.remove();
            try {
                if (connection != null) {
                    pool.release(connection);
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        transaction.afterCommit.forEach(Databases::afterwards);
        return result;
    }

    private <T> T run(Open transaction, Function<DSLContext, T> work) {
        Connection connection = transaction.connection;
        try {
            connection.setAutoCommit(false);
            open.set(transaction);
            if (!transaction.durable) {
                transaction.dsl.execute("set local synchronous_commit = off");
            }
            T result = work.apply(transaction.dsl);
            if (transaction.doomed != null) {
                throw new IllegalStateException("a part of this transaction failed; all of it is rolled back", transaction.doomed);
            }
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollBack(connection, e);
            throw Failures.translate(e);
        } catch (RuntimeException e) {
            rollBack(connection, e);
            throw Failures.translate(e);
        } catch (Error e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static <T> T join(Open outer, boolean durable, Function<DSLContext, T> work) {
        try {
            if (durable && !outer.durable) {
                outer.dsl.execute("set local synchronous_commit = on");
                outer.durable = true;
            }
            return work.apply(outer.dsl);
        } catch (RuntimeException e) {
            outer.doomed = e;
            throw Failures.translate(e);
        } catch (Error e) {
            outer.doomed = e;
            throw e;
        }
    }

    private static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e); // the connection is gone; the server rolls back by itself
        }
    }

    /** The commit stands whatever happens here, so the caller must not see a failure that looks like a failed commit. */
    private static void afterwards(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("an action after a commit failed; the commit stands", e);
        }
    }

    /** A transaction open on one thread. */
    private static final class Open {

        final Connection connection;
        final DSLContext dsl;
        final List<Runnable> afterCommit = new ArrayList<>();
        boolean durable;
        @Nullable Throwable doomed;

        Open(Connection connection, DSLContext dsl, boolean durable) {
            this.connection = connection;
            this.dsl = dsl;
            this.durable = durable;
        }
    }

    private final class SchemaDatabase implements Database {

        private final String schema;

        SchemaDatabase(String schema) {
            this.schema = schema;
        }

        @Override
        public String schema() {
            return schema;
        }

        @Override
        public <T> T transaction(Function<DSLContext, T> work) {
            return inTransaction(true, work);
        }

        @Override
        public <T> T relaxed(Function<DSLContext, T> work) {
            return inTransaction(false, work);
        }

        @Override
        public <T> T query(Function<DSLContext, T> work) {
            Open transaction = open.get();
            if (transaction != null) {
                return join(transaction, false, work);
            }
            boolean interrupted = Thread.interrupted();
            try {
                return work.apply(single);
            } catch (RuntimeException e) {
                throw Failures.translate(e);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public UUID newId() {
            return ids.generate();
        }

        @Override
        public void afterCommit(Runnable action) {
            Open transaction = open.get();
            if (transaction == null) {
                action.run();
            } else {
                transaction.afterCommit.add(action);
            }
        }

        @Override
        public String toString() {
            return "database schema " + schema;
        }
    }
}
