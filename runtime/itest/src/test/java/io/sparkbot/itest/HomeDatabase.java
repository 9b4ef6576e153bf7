package io.sparkbot.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;

/** The database of a home, reached directly for what no route of the product would ever do or say. */
record HomeDatabase(Path home) {

    /** @return how many rows were changed */
    int change(String statement) {
        try (Connection connection = connection(); PreparedStatement sql = connection.prepareStatement(statement)) {
            return sql.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    /** The one number that a query answers. */
    long number(String query) {
        try (Connection connection = connection(); PreparedStatement sql = connection.prepareStatement(query)) {
            ResultSet result = sql.executeQuery();
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + line("port") + "/postgres", "sparkbot", line("password"));
    }

    long pid() {
        return Long.parseLong(line("data-18/postmaster.pid"));
    }

    /** Whether a server has written down since that it runs; false while none has. */
    boolean isAnotherThan(long former) {
        try (Stream<String> lines = Files.lines(home.resolve("data-18/postmaster.pid"))) {
            return lines.findFirst().filter(pid -> !pid.strip().equals(String.valueOf(former))).isPresent();
        } catch (NoSuchFileException none) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(String file) {
        try {
            return Files.readAllLines(home.resolve(file)).getFirst().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
