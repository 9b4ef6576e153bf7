package io.sparkbot.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.flywaydb.core.api.FlywayException;

/** A migration that did not apply. The message names file, SQL state and what the server said. */
public final class MigrationFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Pattern FILE = Pattern.compile("\\b([VRU][\\w.]*__[\\w.-]+?\\.sql)");

    private final boolean mayMend;

    private MigrationFailure(String message, Throwable cause, boolean mayMend) {
        super(message, cause);
        this.mayMend = mayMend;
    }

    static MigrationFailure of(String schema, FlywayException failure) {
        Optional<SQLException> sql = Failures.sqlException(failure);
        String said = String.valueOf(failure.getMessage());
        if (sql.isEmpty()) {
            return new MigrationFailure("schema " + schema + ": " + said.strip(), failure, false);
        }
        Matcher file = FILE.matcher(said);
        return new MigrationFailure(
                "schema " + schema + (file.find() ? ": migration " + file.group(1) : "") + " failed with SQL state " + sql.get().getSQLState() + ": "
                        + String.valueOf(sql.get().getMessage()).strip(),
                failure, Failures.isTransient(sql.get()));
    }

    /** Whether the database was away rather than the migration wrong. */
    boolean mayMend() {
        return mayMend;
    }
}
