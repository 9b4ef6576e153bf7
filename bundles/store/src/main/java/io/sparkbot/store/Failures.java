package io.sparkbot.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

import io.sparkbot.api.store.DatabaseUnavailable;
import org.jooq.exception.DataAccessException;

/** Tells a database that is away from a statement that is wrong. States: PostgreSQL manual, appendix A. */
final class Failures {

    private Failures() {}

    /** The same failure as {@link DatabaseUnavailable} where waiting may mend it, else as it came. */
    static RuntimeException translate(RuntimeException failure) {
        if (failure instanceof DatabaseUnavailable) {
            return failure;
        }
        Optional<SQLException> sql = sqlException(failure);
        return sql.isPresent() && isTransient(sql.get()) ? unavailable(sql.get()) : failure;
    }

    static RuntimeException translate(SQLException failure) {
        return isTransient(failure) ? unavailable(failure) : new DataAccessException("SQL state " + failure.getSQLState(), failure);
    }

    static DatabaseUnavailable unavailable(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String message = switch (state) {
            case "53100" -> "the database server has no disk space left";
            case "53300" -> "the database server takes no more connections";
            default -> "the database does not answer";
        };
        return new DatabaseUnavailable(message, failure);
    }

    /** No connection (08), server out of room (53), shutting down or starting (57P), or a pool that could not connect. */
    static boolean isTransient(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return failure instanceof SQLTransientConnectionException
                || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    static Optional<SQLException> sqlException(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
