package io.sparkbot.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** A file of nearly the largest size, sent and stored; the model's short answer to it is part of the time. */
final class UploadBench {

    private static final int BYTES = 10_000_000;
    private static final int REPEATS = 10;
    private static final String EDGE = "sparkbot-bench-edge";

    private final Product product;
    private final Report report;

    UploadBench(Product product, Report report) {
        this.product = product;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        String room = product.room("uploads");
        byte[] file = new byte[BYTES];
        new Random(1).nextBytes(file);
        double[] millis = new double[REPEATS];
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = -1; i < REPEATS; i++) {
                long start = System.nanoTime();
                send(client, room, file);
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        var sample = new Sample(millis);
        report.add("upload of 10 MB until answered, median", sample.median(), "ms", sample.range() + ", n=" + REPEATS);
    }

    private void send(HttpClient client, String room, byte[] file) throws IOException, InterruptedException {
        String head = "--" + EDGE + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"noise.bin\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n";
        String tail = "\r\n--" + EDGE + "--\r\n";
        var request = HttpRequest.newBuilder(product.server().url().resolve("/api/v1/chat/rooms/" + room + "/upload"))
                .header("Authorization", "Bearer " + product.api().token())
                .header("Content-Type", "multipart/form-data; boundary=" + EDGE)
                .POST(BodyPublishers.ofByteArrays(
                        List.of(head.getBytes(StandardCharsets.UTF_8), file, tail.getBytes(StandardCharsets.UTF_8))))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("\"done\"")) {
            throw new IllegalStateException("the upload was answered with " + answer.statusCode() + ": " + answer.body());
        }
    }
}
