package io.sparkbot.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Runs the measurements side by side on one product and prints a table. Arguments: {@code --quick} (fewer repeats, smaller room),
 * {@code --json FILE}, {@code --only boot,streams,many,dispatch,gate,skill}.
 */
public final class Bench {

    private final Report report = new Report();
    private final Set<String> only;
    private final boolean quick;

    private Bench(Set<String> only, boolean quick) {
        this.only = only;
        this.quick = quick;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        String only = after(words, "--only", "boot,streams,many,dispatch,gate,skill");
        var bench = new Bench(Set.of(only.split(",")), words.contains("--quick"));
        Map<String, String> conditions = conditions(words.contains("--quick"));
        try (Product product = Product.start()) {
            bench.run(product);
        }
        bench.report.print(conditions);
        String json = after(words, "--json", "");
        if (!json.isEmpty()) {
            bench.report.write(Path.of(json), conditions);
        }
    }

    private static String after(List<String> words, String option, String otherwise) {
        int at = words.indexOf(option);
        return at < 0 || at + 1 >= words.size() ? otherwise : words.get(at + 1);
    }

    private void run(Product product) throws Exception {
        if (only.contains("boot")) {
            boot(product);
        }
        if (only.contains("streams")) {
            streams(product);
        }
        if (only.contains("many")) {
            many(product);
        }
        if (only.contains("gate")) {
            new GateBench(product, report).run();
        }
        if (only.contains("skill")) {
            new SkillBench(product, report).run(quick ? 5 : 20);
        }
        if (only.contains("dispatch")) {
            new DispatchBench(product, report).run(quick ? 100_000 : 1_000_000);
        }
    }

    private void boot(Product product) throws IOException {
        int repeats = quick ? 3 : 9;
        double[] millis = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            product.server().stop();
            product.server().start();
            millis[i] = bootMillis(product.server().home());
        }
        var sample = new Sample(millis);
        report.add("boot to healthy, existing data, median", sample.median(), "ms", 1500, sample.range() + ", n=" + repeats);
        product.signIn();
        idle(Duration.ofSeconds(quick ? 3 : 15));
        long pid = product.server().pid();
        report.add("idle memory of the JVM (PSS)", Processes.own(pid), "MiB", "");
        report.add("idle memory of JVM and PostgreSQL (PSS)", Processes.memory(pid), "MiB", 300, "");
    }

    /** What the launcher says of its own last start: from its first instruction to the first healthy answer. */
    private static double bootMillis(Path home) throws IOException {
        Matcher ready = Pattern.compile("ready at \\S+ after (\\d+) ms").matcher(Files.readString(home.resolve("log/sparkbot.log")));
        double last = Double.NaN;
        while (ready.find()) {
            last = Double.parseDouble(ready.group(1));
        }
        return last;
    }

    private static void idle(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> rooms(Product product, int count) {
        return IntStream.range(0, count).mapToObj(i -> product.room("bench " + i)).toList();
    }

    private void streams(Product product) throws InterruptedException {
        List<String> rooms = rooms(product, 50);
        var streams = new Streams(product);
        streams.run(rooms, 100, Duration.ofMillis(20));
        var p50 = new ArrayList<Double>();
        var p99 = new ArrayList<Double>();
        int failed = 0;
        for (int i = 0; i < (quick ? 1 : 3); i++) {
            var outcome = streams.run(rooms, 250, Duration.ofMillis(20));
            p50.add(outcome.sample().percentile(50) / 1000);
            p99.add(outcome.sample().percentile(99) / 1000);
            failed += outcome.failed();
        }
        report.add("50 streams x 50 tokens/s: added latency p50", median(p50), "ms", 1, "");
        report.add("50 streams x 50 tokens/s: added latency p99", median(p99), "ms", 5, "");
        report.add("50 streams x 50 tokens/s: failed streams", failed, "", 0, "");
    }

    private static double median(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }

    private void many(Product product) throws InterruptedException {
        List<String> rooms = rooms(product, 500);
        var streams = new Streams(product);
        var outcome = streams.run(rooms, quick ? 100 : 400, Duration.ofMillis(50));
        int tokens = outcome.latencies().length;
        report.add("500 streams x 20 tokens/s: failed streams", outcome.failed(), "", 0, outcome.complete() + " complete");
        report.add("500 streams x 20 tokens/s: tokens per second", tokens / outcome.seconds(), "1/s", "ideal 10,000");
        report.add("500 streams x 20 tokens/s: server CPU per token", outcome.cpuSeconds() * 1e6 / tokens, "us", "");
        report.add("500 streams x 20 tokens/s: added latency p50", outcome.sample().percentile(50) / 1000, "ms", "");
        report.add("500 streams x 20 tokens/s: added latency p99", outcome.sample().percentile(99) / 1000, "ms", "");
        report.add("memory of the JVM after 500 streams (PSS)", Processes.own(product.server().pid()), "MiB", "");
    }

    private static Map<String, String> conditions(boolean quick) {
        var conditions = new LinkedHashMap<String, String>();
        var system = ManagementFactory.getOperatingSystemMXBean();
        conditions.put("machine", system.getAvailableProcessors() + " cores, " + system.getName() + " " + system.getArch());
        conditions.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        conditions.put("load average at start", "%.2f".formatted(system.getSystemLoadAverage()));
        conditions.put("set-up", "server, database, scripted model and clients share the machine" + (quick ? "; quick run" : ""));
        return conditions;
    }
}
