package io.sparkbot.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.sparkbot.testkit.Api;

/** How soon a message reaches everybody in a room with many people who are all looking. */
final class FanoutBench {

    private static final String PASSWORD = "bench password 1";
    private static final Pattern STAMP = Pattern.compile("sent at (\\d{16})");
    private static final int MESSAGES = 50;

    private final Product product;
    private final Report report;

    FanoutBench(Product product, Report report) {
        this.product = product;
        this.report = report;
    }

    void run(int members) throws InterruptedException {
        String room = product.room("fan-out");
        var expected = new CountDownLatch(members * MESSAGES);
        var connected = new CountDownLatch(members);
        List<Double> latencies = new ArrayList<>();
        List<WebSocket> sockets = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < members; i++) {
                sockets.add(look(client, room, person(room, "member" + i), new Reader(latencies, connected, expected)));
            }
            if (!connected.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(connected.getCount() + " of " + members + " sockets did not connect");
            }
            for (int i = 0; i < MESSAGES; i++) {
                product.api().post("/chat/messages/" + room, Map.of("content", "sent at " + Streams.micros())).ok();
            }
            boolean all = expected.await(30, TimeUnit.SECONDS);
            sockets.forEach(WebSocket::abort);
            var sample = new Sample(copy(latencies));
            String what = "message to %d members online: ".formatted(members);
            report.add(what + "p50", sample.percentile(50), "ms", 50, "n=" + sample.size());
            report.add(what + "p99", sample.percentile(99), "ms", 200, "");
            report.add(what + "not delivered", all ? 0 : expected.getCount(), "", 0, "");
        }
    }

    private static double[] copy(List<Double> values) {
        synchronized (values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /** A new account that is a member of the room; its token. */
    private String person(String room, String name) {
        String id = product.api().post("/users/", Map.of("username", name, "password", PASSWORD)).ok().get("id").asText();
        product.api().post("/chat/rooms/" + room + "/members", Map.of("user_id", id)).ok();
        return new Api(product.server().url())
                .post("/chat/users/login", Map.of("username", name, "password", PASSWORD)).ok().get("access_token").asText();
    }

    private WebSocket look(HttpClient client, String room, String token, Reader reader) {
        URI address = URI.create(product.server().url().toString().replaceFirst("^http", "ws").replaceFirst("/$", "") + "/api/v1/chat/ws/rooms/" + room);
        WebSocket socket = client.newWebSocketBuilder().buildAsync(address, reader).join();
        socket.sendText("{\"type\":\"auth\",\"token\":\"" + token + "\"}", true).join();
        return socket;
    }

    private static final class Reader implements WebSocket.Listener {

        private final List<Double> latencies;
        private final CountDownLatch connected;
        private final CountDownLatch expected;
        private final StringBuilder frame = new StringBuilder();

        Reader(List<Double> latencies, CountDownLatch connected, CountDownLatch expected) {
            this.latencies = latencies;
            this.connected = connected;
            this.expected = expected;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                read(frame.toString());
                frame.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void read(String text) {
            if (text.contains("\"type\":\"connected\"")) {
                connected.countDown();
            }
            Matcher stamp = STAMP.matcher(text);
            if (text.startsWith("{\"type\":\"message\"") && stamp.find()) {
                synchronized (latencies) {
                    latencies.add((Streams.micros() - Long.parseLong(stamp.group(1))) / 1000.0);
                }
                expected.countDown();
            }
        }
    }
}
