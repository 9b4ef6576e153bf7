package io.sparkbot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** Collects rows and prints them as a table and as JSON. */
final class Report {

    /**
     * @param limit what the figure should not exceed; empty when there is no bound
     * @param note what else belongs to the figure: range, count
     */
    record Row(String name, double value, String unit, Optional<Double> limit, String note) {

        String verdict() {
            return limit.map(bound -> value <= bound ? "ok" : "OVER").orElse("");
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    void add(String name, double value, String unit, double limit, String note) {
        show(new Row(name, value, unit, Optional.of(limit), note));
    }

    void add(String name, double value, String unit, String note) {
        show(new Row(name, value, unit, Optional.empty(), note));
    }

    /** A measurement that did not come to an end. */
    void failed(String name, Throwable cause) {
        failures.add(name + ": " + cause);
        System.err.println("  FAILED " + name + ": " + cause);
    }

    boolean complete() {
        return failures.isEmpty();
    }

    private void show(Row row) {
        rows.add(row);
        System.err.println("  " + line(row));
    }

    private static String line(Row row) {
        return String.format(
                Locale.ROOT,
                "%-52s %10.2f %-8s %-9s %-5s %s",
                row.name(),
                row.value(),
                row.unit(),
                row.limit().map(bound -> "≤ " + bound).orElse(""),
                row.verdict(),
                row.note());
    }

    void print(Map<String, String> conditions) {
        conditions.forEach((name, value) -> System.out.println(name + ": " + value));
        System.out.println();
        rows.forEach(row -> System.out.println(line(row)));
        failures.forEach(failure -> System.out.println("FAILED " + failure));
    }

    void write(Path file, Map<String, String> conditions) throws IOException {
        var json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        var plain = rows.stream()
                .map(row -> Map.of(
                        "name", row.name(),
                        "value", row.value(),
                        "unit", row.unit(),
                        "limit", row.limit().<Object>map(bound -> bound).orElse(""),
                        "verdict", row.verdict(),
                        "note", row.note()))
                .toList();
        Files.writeString(file, json.writeValueAsString(Map.of("conditions", conditions, "rows", plain, "failures", failures)));
    }
}
