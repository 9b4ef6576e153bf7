package io.sparkbot.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Rooms with long histories, written straight into the table: the same rows the product would have written. */
final class History {

    private final Product product;

    History(Product product) {
        this.product = product;
    }

    /** A new room with so many messages, one a second until yesterday; one of 100,000 speaks of a zeppelin. */
    String room(int messages) throws IOException, SQLException {
        String room = product.room("%,d messages".formatted(messages));
        if (messages > 10_000) {
            System.err.println("  writing %,d messages …".formatted(messages));
        }
        try (Connection connection = product.database()) {
            connection.setAutoCommit(false);
            for (String sql : new String[] {HistorySql.FILL, HistorySql.COUNT}) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setInt(1, messages);
                    statement.setObject(2, UUID.fromString(room));
                    statement.executeUpdate();
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("vacuum analyze rooms.message");
            }
        }
        return room;
    }
}
