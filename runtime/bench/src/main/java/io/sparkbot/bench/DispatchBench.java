package io.sparkbot.bench;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** What a turn costs in rooms with short and long histories: from the request to the model's first byte, and the server's processor time. */
final class DispatchBench {

    private static final Pattern STAMP = Pattern.compile("(\\d{16})");
    private static final int TURNS = 200;

    private final Product product;
    private final Report report;

    DispatchBench(Product product, Report report) {
        this.product = product;
        this.report = report;
    }

    /** @param rooms number of messages to room, in the order of the rows; the last has the bounds */
    void run(Map<Integer, String> rooms) {
        rooms.values().forEach(room -> measure(room, 20));
        rooms.forEach((messages, room) -> {
            double cpu = Processes.cpuSeconds(product.server().pid());
            var sample = new Sample(measure(room, TURNS));
            double perTurn = (Processes.cpuSeconds(product.server().pid()) - cpu) * 1000 / TURNS;
            String what = "%,d messages".formatted(messages);
            report.add("request to provider dispatch, " + what + ", p50", sample.percentile(50), "ms", 5, "n=" + sample.size());
            report.add("request to provider dispatch, " + what + ", p99", sample.percentile(99), "ms", 20, "n=" + sample.size());
            report.add("server CPU per turn, " + what, perTurn, "ms", "n=" + sample.size());
        });
    }

    private double[] measure(String room, int turns) {
        double[] millis = new double[turns];
        for (int i = 0; i < turns; i++) {
            millis[i] = once(room);
        }
        return millis;
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
}
