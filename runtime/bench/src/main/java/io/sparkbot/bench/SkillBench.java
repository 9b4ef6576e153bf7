package io.sparkbot.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.sparkbot.testkit.SkillJar;

/** How soon a dropped skill can be called while 50 streams run, and whether they all complete. */
final class SkillBench {

    private final Product product;
    private final Report report;

    SkillBench(Product product, Report report) {
        this.product = product;
        this.report = report;
    }

    void run(int repeats) throws Exception {
        List<String> rooms = IntStream.range(0, 50).mapToObj(i -> product.room("skill bench " + i)).toList();
        Path folder = product.server().home().resolve("skills");
        Path jar = SkillJar.echo("1.0.0", "bench_echo", "");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int tokens = 50 * (3 + repeats);
            Callable<Streams.Outcome> job = () -> new Streams(product).run(rooms, tokens, Duration.ofMillis(20));
            Future<Streams.Outcome> running = threads.submit(job);
            Thread.sleep(1000);
            double[] millis = new double[repeats];
            for (int i = 0; i < repeats; i++) {
                millis[i] = drop(jar, folder);
                Files.delete(folder.resolve("bench.jar"));
                while (listed()) {
                    Thread.sleep(5);
                }
            }
            var sample = new Sample(millis);
            report.add("skill dropped until callable, 50 streams running, median", sample.median(), "ms", 50, sample.range() + ", n=" + repeats);
            Streams.Outcome outcome = running.get();
            report.add("streams broken by " + repeats + " drops and removals", outcome.failed(), "", 0, outcome.complete() + " of 50 complete");
        }
    }

    private double drop(Path jar, Path folder) throws Exception {
        Path part = Files.copy(jar, product.server().home().resolve("bench.part"), StandardCopyOption.REPLACE_EXISTING);
        long start = System.nanoTime();
        Files.move(part, folder.resolve("bench.jar"), StandardCopyOption.ATOMIC_MOVE);
        while (!listed()) {
            Thread.sleep(1);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private boolean listed() {
        return product.api().get("/chat/skills").ok().toString().contains("\"bench_echo\"");
    }
}
