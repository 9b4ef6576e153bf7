package io.sparkbot.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * One look at the server.
 *
 * @param version as the server says it, for example {@code 18.6}; empty when it could not be asked
 * @param blocker what no waiting will mend: thing, limit and remedy
 * @param failure why it could not be asked
 */
record ServerCheck(String version, Optional<String> blocker, @Nullable SQLException failure) {

    /** Debian 12 ships it; migrations keep to what it knows. */
    private static final int OLDEST = 15;

    static ServerCheck of(DataSource source, Address address) {
        return of(source, address, OLDEST);
    }

    static ServerCheck of(DataSource source, Address address, int oldest) {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('server_version_num')::int / 10000, split_part(current_setting('server_version'), ' ', 1), "
                        + "current_setting('server_encoding')")) {
            row.next();
            String version = row.getString(2);
            if (row.getInt(1) < oldest) {
                return new ServerCheck(version, Optional.of("the database server at " + address + " is PostgreSQL " + version + "; Sparkbot needs " + oldest
                        + " or newer. Upgrade the server, or leave SPARKBOT_DATABASE_URL unset to use the built-in one."), null);
            }
            if (!"UTF8".equals(row.getString(3))) {
                return new ServerCheck(version, Optional.of("the database at " + address + " has the encoding " + row.getString(3)
                        + "; Sparkbot needs UTF8. Make another one: create database sparkbot encoding 'UTF8' template template0"), null);
            }
            return new ServerCheck(version, Optional.empty(), null);
        } catch (SQLException e) {
            return new ServerCheck("", blocker(e, address), e);
        }
    }

    private static Optional<String> blocker(SQLException e, Address address) {
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01", "28000" -> Optional.of("the database at " + address + " refuses user \"" + address.user() + "\" (SQL state " + e.getSQLState()
                    + "). Put the right user and password into SPARKBOT_DATABASE_URL, and let pg_hba.conf admit this host.");
            case "3D000" -> Optional.of("there is no such database: " + address + " (SQL state 3D000). Make it, with the user as its owner: create database … owner "
                    + (address.user().isEmpty() ? "…" : "\"" + address.user() + "\"") + " encoding 'UTF8' template template0");
            default -> Optional.empty();
        };
    }
}
