package io.sparkbot.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many chat streams at once; tokens carry the time they were sent by the model. */
final class Streams {

    private static final Pattern STAMP = Pattern.compile("\"token\"\\s*:\\s*\"\\s*(\\d{16})");

    /**
     * @param latencies microseconds from the model's send to the client's read, one for each token
     * @param complete streams that ended with {@code done} and every token
     */
    record Outcome(double[] latencies, int complete, int failed, double seconds, double cpuSeconds) {

        Sample sample() {
            return new Sample(latencies);
        }
    }

    private final URI base;
    private final String token;
    private final long pid;

    Streams(Product product) {
        this.base = product.server().url();
        this.token = product.api().token();
        this.pid = product.server().pid();
    }

    /** Runs one stream in each room, {@code tokens} tokens {@code pace} apart. */
    Outcome run(List<String> rooms, int tokens, Duration pace) throws InterruptedException {
        String message = "{\"content\":\"[[pace " + pace.toMillis() + "ms; stamps " + tokens + "]]\"}";
        double cpu = Processes.cpuSeconds(pid);
        long start = System.nanoTime();
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Double>>> jobs = new ArrayList<>();
            rooms.forEach(room -> jobs.add(() -> one(client, room, message)));
            List<Double> all = new ArrayList<>();
            int complete = 0;
            for (Future<List<Double>> future : threads.invokeAll(jobs)) {
                try {
                    List<Double> latencies = future.get();
                    complete += latencies.size() == tokens ? 1 : 0;
                    all.addAll(latencies);
                } catch (ExecutionException e) {
                    System.err.println("  a stream failed: " + e.getCause());
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Outcome(
                    all.stream().mapToDouble(Double::doubleValue).toArray(),
                    complete,
                    rooms.size() - complete,
                    seconds,
                    Processes.cpuSeconds(pid) - cpu);
        }
    }

    private List<Double> one(HttpClient client, String room, String message) throws Exception {
        var request = HttpRequest.newBuilder(base.resolve("/api/v1/chat/rooms/" + room + "/messages/stream"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        var response = client.sendAsync(request, BodyHandlers.ofInputStream()).get();
        if (response.statusCode() != 200) {
            throw new IllegalStateException("answered " + response.statusCode() + ": "
                    + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        List<Double> latencies = new ArrayList<>();
        String last = "";
        try (var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher stamp = STAMP.matcher(line);
                if (stamp.find()) {
                    latencies.add((double) (micros() - Long.parseLong(stamp.group(1))));
                }
                if (line.startsWith("data: ")) {
                    last = line;
                }
            }
        }
        if (!last.contains("\"done\"")) {
            throw new IllegalStateException("ended with " + last);
        }
        return latencies;
    }

    static long micros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
