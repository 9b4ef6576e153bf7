package io.sparkbot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs the measurements side by side on one product and prints a table. Arguments: {@code --quick} (fewer repeats, smaller room),
 * {@code --json FILE}, {@code --only NAME,...}.
 */
public final class Bench {

    private static final String ALL = "boot,streams,many,gate,skill,upload,fanout,dispatch,read,crowd";
    private static final String USAGE = """
            Usage: sparkbot bench [--quick] [--only NAME,...] [--json FILE]
              --quick  fewer repeats, a room of 100,000 messages instead of 1,000,000
              --only   some of: %s
              --json   writes the figures to a file as well
            Takes about ten minutes; let the machine do nothing else.""".formatted(ALL);

    private final Report report = new Report();
    private final Set<String> only;
    private final boolean quick;

    private Bench(Set<String> only, boolean quick) {
        this.only = only;
        this.quick = quick;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (words.contains("--help") || words.contains("-h")) {
            System.out.println(USAGE);
            return;
        }
        Set<String> only = Set.of(after(words, "--only", ALL).split(","));
        List<String> unknown = only.stream().filter(name -> !List.of(ALL.split(",")).contains(name)).toList();
        if (!unknown.isEmpty()) {
            System.err.println("There is no measurement named " + String.join(", ", unknown) + ".\n" + USAGE);
            System.exit(2);
        }
        var bench = new Bench(only, words.contains("--quick"));
        Map<String, String> conditions;
        try (Product product = Product.start(Map.of())) {
            conditions = Conditions.of(product, bench.quick);
            bench.run(product);
        }
        bench.step("crowd", () -> new CrowdBench(bench.report).run(bench.quick ? 200 : 2000));
        bench.report.print(conditions);
        String json = after(words, "--json", "");
        if (!json.isEmpty()) {
            bench.report.write(Path.of(json), conditions);
        }
        System.exit(bench.report.complete() ? 0 : 1);
    }

    private static String after(List<String> words, String option, String otherwise) {
        int at = words.indexOf(option);
        return at < 0 || at + 1 >= words.size() ? otherwise : words.get(at + 1);
    }

    private void run(Product product) throws InterruptedException {
        step("boot", () -> boot(product));
        step("streams", () -> streams(product));
        step("many", () -> many(product));
        step("gate", () -> new GateBench(product, report).run());
        step("skill", () -> new SkillBench(product, report).run(quick ? 5 : 20));
        step("upload", () -> new UploadBench(product, report).run());
        step("fanout", () -> new FanoutBench(product, report).run(quick ? 20 : 200));
        var rooms = new LinkedHashMap<Integer, String>();
        if (only.contains("dispatch") || only.contains("read")) {
            always("histories", () -> histories(product, rooms));
        }
        step("dispatch", () -> new DispatchBench(product, report).run(rooms));
        step("read", () -> read(product, rooms));
    }

    private interface Step {
        void run() throws Exception;
    }

    /** A measurement that fails is reported as such; the others go on. */
    private void step(String name, Step step) throws InterruptedException {
        if (only.contains(name)) {
            always(name, step);
        }
    }

    private void always(String name, Step step) throws InterruptedException {
        try {
            step.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            report.failed(name, e);
        }
    }

    private void histories(Product product, Map<Integer, String> rooms) throws IOException, SQLException {
        var history = new History(product);
        for (int messages : new int[] {10, 2_000, quick ? 100_000 : 1_000_000}) {
            rooms.put(messages, history.room(messages));
        }
    }

    private void read(Product product, Map<Integer, String> rooms) {
        var read = new ReadBench(product, report);
        int most = Collections.max(rooms.keySet());
        read.open(rooms.get(2_000), 2_000);
        read.page(rooms.get(most), most);
        read.search(rooms.get(most), most);
    }

    private void boot(Product product) throws IOException {
        int repeats = quick ? 3 : 9;
        awaitStartCache(product.server().home());
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

    /** The cache for quicker starts is made once, after the first start: an installation has it from its second minute on. */
    private static void awaitStartCache(Path home) throws IOException {
        for (int i = 0; i < 1200; i++) {
            try (Stream<Path> files = Files.list(home.resolve("aot"))) {
                if (files.anyMatch(file -> file.getFileName().toString().startsWith("sparkbot-"))) {
                    return;
                }
            }
            idle(Duration.ofMillis(100));
        }
        System.err.println("  no cache for quicker starts after 120 s: the starts are measured without");
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
}
