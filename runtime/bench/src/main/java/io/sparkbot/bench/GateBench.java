package io.sparkbot.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

import io.sparkbot.testkit.SkillJar;

/** The gate with its audit, asked from inside the server by a probe bundle that writes down what it measured. */
final class GateBench {

    private static final int CALLS = 2000;

    private final Product product;
    private final Report report;

    GateBench(Product product, Report report) {
        this.product = product;
        this.report = report;
    }

    void run() throws Exception {
        Path home = product.server().home();
        Path result = home.resolve("gate-bench.txt");
        Path jar = SkillJar.of("gateprobe", "gateprobe.Probe", source(result), "gate", "io.sparkbot.api.tool.Gate");
        Files.move(
                Files.copy(jar, home.resolve("gate.part"), StandardCopyOption.REPLACE_EXISTING),
                home.resolve("skills/gateprobe.jar"),
                StandardCopyOption.ATOMIC_MOVE);
        for (int i = 0; !Files.exists(result) && i < 600; i++) {
            Thread.sleep(100);
        }
        double[] micros = Arrays.stream(Files.readString(result).split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        Files.delete(home.resolve("skills/gateprobe.jar"));
        var sample = new Sample(micros);
        report.add("gate with audit, one allowed call, p50", sample.percentile(50) / 1000, "ms", 1, "n=" + CALLS + ", incl. calculate");
        report.add("gate with audit, one allowed call, p99", sample.percentile(99) / 1000, "ms", "");
    }

    private static String source(Path result) {
        return """
                package gateprobe;
                import io.sparkbot.api.tool.*;
                import io.sparkbot.api.person.*;
                import java.nio.file.*;
                import java.util.*;
                public class Probe implements Skill {
                    private Gate gate;
                    public void activate() { Thread.ofVirtual().start(this::measure); }
                    private void measure() {
                        Person person = new Person(UUID.randomUUID(), "bench", "Bench", PersonType.HUMAN, AccountRole.MEMBER, true);
                        StringJoiner times = new StringJoiner(",");
                        for (int i = 0; i < %1$d + 500; i++) {
                            long start = System.nanoTime();
                            Gate.Outcome outcome = gate.ask(new Gate.Request(UUID.randomUUID(), "calculate", "{\\"expression\\":\\"1+1\\"}", person,
                                Optional.empty(), Optional.empty(), Optional.empty(), "bench", () -> false, shown -> {}));
                            long time = System.nanoTime() - start;
                            if (!(outcome instanceof Gate.Outcome.Done d) || d.result().status() != ToolResult.Status.OK) {
                                throw new IllegalStateException("the gate answered " + outcome);
                            }
                            if (i >= 500) { times.add(String.valueOf(time / 1000.0)); }
                        }
                        try {
                            Path part = Path.of("%2$s.part");
                            Files.writeString(part, times.toString());
                            Files.move(part, Path.of("%2$s"), StandardCopyOption.ATOMIC_MOVE);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                }
                """
                .formatted(CALLS, result);
    }
}
