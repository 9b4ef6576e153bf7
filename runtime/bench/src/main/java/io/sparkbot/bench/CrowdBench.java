package io.sparkbot.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Many people waiting for slow answers at once, on a server whose heap is small. */
final class CrowdBench {

    private final Report report;

    CrowdBench(Report report) {
        this.report = report;
    }

    void run(int streams) throws Exception {
        try (Product product = Product.start(Map.of("SPARKBOT_JVM_OPTIONS", "-Xmx1g"))) {
            List<String> rooms = IntStream.range(0, streams).mapToObj(i -> product.room("crowd " + i)).toList();
            var outcome = new Streams(product).run(rooms, 40, Duration.ofMillis(500));
            String what = "%,d streams x 2 tokens/s, 1 GiB heap: ".formatted(streams);
            report.add(what + "failed", outcome.failed(), "", 0, outcome.complete() + " complete");
            report.add(what + "CPU per token", outcome.cpuSeconds() * 1e6 / outcome.latencies().length, "us", "");
            report.add(what + "added latency p50", outcome.sample().percentile(50) / 1000, "ms", "");
            report.add(what + "added latency p99", outcome.sample().percentile(99) / 1000, "ms", "");
            report.add(what + "memory of the JVM (PSS)", Processes.own(product.server().pid()), "MiB", "");
        }
    }
}
