package io.sparkbot.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;

/** From the request to the provider's first byte, in a room with a very long history. */
final class DispatchBench {

    private static final Pattern STAMP = Pattern.compile("(\\d{16})");

    private final Product product;
    private final Report report;

    DispatchBench(Product product, Report report) {
        this.product = product;
        this.report = report;
    }

    void run(int messages) throws IOException, SQLException {
        String small = product.room("small history");
        String large = product.room("long history");
        fill(large, messages);
        measure("20 messages", small);
        measure("%,d messages".formatted(messages), large);
    }

    private void measure(String what, String room) {
        for (int i = 0; i < 20; i++) {
            once(room);
        }
        double[] millis = new double[200];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = once(room);
        }
        var sample = new Sample(millis);
        report.add("request to provider dispatch, " + what + ", p50", sample.percentile(50), "ms", 5, "n=" + sample.size());
        report.add("request to provider dispatch, " + what + ", p99", sample.percentile(99), "ms", 20, "n=" + sample.size());
    }

    private double once(String room) {
        long start = Streams.micros();
        for (JsonNode event : product.api().say(room, "[[stamps 1]]")) {
            Matcher stamp = STAMP.matcher(event.path("token").asText());
            if (stamp.find()) {
                return (Long.parseLong(stamp.group(1)) - start) / 1000.0;
            }
        }
        throw new IllegalStateException("the model was not asked");
    }

    /** Writes the history straight into the table: the same rows the product would have written. */
    private void fill(String room, int messages) throws IOException, SQLException {
        System.err.println("  writing %,d messages …".formatted(messages));
        try (Connection connection = product.database()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(DispatchSql.FILL)) {
                insert.setInt(1, messages);
                insert.setObject(2, UUID.fromString(room));
                insert.executeUpdate();
            }
            try (PreparedStatement count = connection.prepareStatement(DispatchSql.COUNT)) {
                count.setInt(1, messages);
                count.setObject(2, UUID.fromString(room));
                count.executeUpdate();
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("analyze rooms.message");
            }
        }
    }
}
