package io.sparkbot.cli;

import io.sparkbot.launcher.database.DatabaseAddress;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import io.sparkbot.launcher.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The database: can it be reached with the password we have, or, when it is ours and not running, could it run. */
final class DatabaseChecks {
    private static final int OLDEST = 15;

    private final Home home;
    private final Path product;
    private final Map<String, String> environment;

    DatabaseChecks(Home home, Path product, Map<String, String> environment) {
        this.home = home;
        this.product = product;
        this.environment = environment;
    }

    List<Finding> findings() throws IOException {
        try {
            Optional<DatabaseAddress> external = DatabaseAddress.external(environment);
            if (external.isPresent()) {
                return List.of(reach(external.get(), "external"));
            }
            Optional<DatabaseAddress> embedded =
                    RunningServer.on(home).isPresent() ? DatabaseConnection.embedded(home) : Optional.empty();
            return List.of(embedded.isPresent() ? reach(embedded.get(), "embedded") : idle());
        } catch (StartFailure e) {
            return List.of(Finding.fail("Database", e.getMessage(), ""));
        }
    }

    private Finding idle() throws StartFailure {
        String account = Files.exists(home.root()) ? EmbeddedPostgres.account(home) : "this user";
        return Finding.ok("Database", Files.exists(home.databaseData())
                ? "embedded, in " + home.databaseData() + ", not running; would run as " + account
                : "embedded; the first start makes it, to run as " + account);
    }

    private Finding reach(DatabaseAddress address, String kind) throws IOException {
        try (DatabaseConnection open = DatabaseConnection.open(product, address, 10)) {
            Connection connection = open.sql();
            int version = connection.getMetaData().getDatabaseMajorVersion();
            String detail = kind + ", PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + ", " + address;
            return version >= OLDEST
                    ? Finding.ok("Database", detail)
                    : Finding.fail("Database", detail, "PostgreSQL " + OLDEST + " or later is needed");
        } catch (SQLException e) {
            return Finding.fail("Database", kind + ", " + address + ": " + e.getMessage(), remedy(kind, e));
        }
    }

    private static String remedy(String kind, SQLException e) {
        if (kind.equals("embedded")) {
            return "see postgres.log in the home folder";
        }
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01", "28000" -> "mend user and password in SPARKBOT_DATABASE_URL";
            case "3D000" -> "create that database: createdb NAME";
            default -> "mend host and port in SPARKBOT_DATABASE_URL, or start that server";
        };
    }
}
