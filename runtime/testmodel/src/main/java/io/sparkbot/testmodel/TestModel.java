package io.sparkbot.testmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The server. What it answers is written in the last user message ({@code [[tokens 5]]}, see {@link Script}), else set by
 * {@link #script} or {@code POST /script {"script", "key"?, "model"?, "models"?, "ollama"?}}, else it repeats what it was told.
 *
 * <p>Routes: {@code GET /v1/models}, {@code POST /v1/chat/completions}, {@code GET /api/tags} (404 until a list is set),
 * {@code GET|DELETE /requests}. A key that begins with {@code wrong} gets 401 everywhere.
 */
public final class TestModel implements AutoCloseable {

    private static final int KEPT = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final Deque<Recorded> requests = new ArrayDeque<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile CountDownLatch released = new CountDownLatch(1);
    private volatile List<String> models = List.of("test-model", "test-large");
    private volatile List<String> ollama = List.of();

    private TestModel(int port) throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
        Thread.ofVirtual().name("testmodel-accept").start(this::accept);
    }

    /** Starts on loopback; port 0 takes any free one. */
    public static TestModel start(int port) throws IOException {
        return new TestModel(port);
    }

    /** {@code java -jar testmodel.jar [PORT]}: prints the base URL and serves until it is ended. */
    public static void main(String[] args) throws Exception {
        TestModel model = start(args.length > 0 ? Integer.parseInt(args[0]) : 0);
        System.out.println(model.baseUrl());
        Thread.currentThread().join();
    }

    /** What a client takes as OpenAI base URL: {@code http://127.0.0.1:PORT/v1}. */
    public String baseUrl() {
        return rootUrl() + "/v1";
    }

    /** The same without {@code /v1}, as base URL of an Ollama. */
    public String rootUrl() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** The script of every request that brings none itself. */
    public void script(String script) {
        script("", "", script);
    }

    /** The script of a key, a model or both; an empty one means any. */
    public void script(String key, String model, String script) {
        attempts.clear();
        scripts.put(key + "\n" + model, Script.parse(script));
    }

    public void models(List<String> ids) {
        models = List.copyOf(ids);
    }

    /** The models of the Ollama stand-in; an empty list means that there is no Ollama. */
    public void ollama(List<String> names) {
        ollama = List.copyOf(names);
    }

    /** Lets go on whatever is held now; what is asked later is held again. */
    public void release() {
        CountDownLatch now = released;
        released = new CountDownLatch(1);
        now.countDown();
    }

    /** The last 1,000 chat requests, oldest first. */
    public List<Recorded> requests() {
        synchronized (requests) {
            return new ArrayList<>(requests);
        }
    }

    /** Connections open now. */
    public int connections() {
        return connections.size();
    }

    /** Forgets scripts, requests and attempts. */
    public void reset() {
        scripts.clear();
        attempts.clear();
        synchronized (requests) {
            requests.clear();
        }
    }

    @Override
    public void close() throws IOException {
        release();
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.add(socket);
                Thread.ofVirtual().name("testmodel").start(() -> serve(socket));
            } catch (IOException closed) {
                if (!server.isClosed()) {
                    throw new IllegalStateException(closed);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 2048);
            boolean more = true;
            while (more) {
                var exchange = Exchange.read(socket, in);
                more = exchange.isPresent() && answer(exchange.get());
            }
        } catch (IOException left) {
            // a client that leaves is part of the play; the request it left is marked aborted
        } finally {
            connections.remove(socket);
        }
    }

    private boolean answer(Exchange exchange) throws IOException {
        String path = exchange.path().replaceFirst("\\?.*", "");
        switch (exchange.method() + " " + path) {
            case "POST /v1/chat/completions" -> {
                return chat(exchange);
            }
            case "GET /v1/models" -> listModels(exchange);
            case "GET /api/tags" -> tags(exchange);
            case "POST /script" -> control(exchange);
            case "GET /requests" -> exchange.answer(200, "application/json", "", dump());
            case "DELETE /requests" -> {
                reset();
                exchange.answer(200, "application/json", "", "{}");
            }
            default ->
                exchange.answer(
                        404,
                        "application/json",
                        "",
                        Wire.error("no route " + path, "invalid_request_error", "not_found"));
        }
        return true;
    }

    private boolean chat(Exchange exchange) throws IOException {
        Recorded request =
                new Recorded(exchange.method(), exchange.path(), exchange.headers(), JSON.readTree(exchange.body()));
        remember(request);
        boolean done = false;
        try {
            if (request.key().startsWith("wrong")) {
                exchange.answer(
                        401,
                        "application/json",
                        "",
                        Wire.error(
                                "Incorrect API key provided: " + request.key(),
                                "invalid_request_error",
                                "invalid_api_key"));
                done = true;
                return true;
            }
            int step = request.step();
            String question = request.key() + '\n' + request.model() + '\n' + step + '\n'
                    + Script.in(request.last("user")).map(inMessage -> request.last("user")).orElse("");
            Player player = new Player(
                    exchange,
                    request,
                    new Wire(request.model(), numbers.incrementAndGet()),
                    position -> attempt(question, position),
                    released);
            boolean more = player.play(script(request).step(step));
            done = true;
            return more;
        } finally {
            request.end(done ? Recorded.Outcome.DONE : Recorded.Outcome.ABORTED);
        }
    }

    private int attempt(String question, int position) {
        return attempts.computeIfAbsent(question + '\n' + position, k -> new AtomicInteger())
                .incrementAndGet();
    }

    private Script script(Recorded request) {
        return Script.in(request.last("user")).orElseGet(() -> {
            for (String key : List.of(
                    request.key() + "\n" + request.model(), request.key() + "\n", "\n" + request.model(), "\n")) {
                Script script = scripts.get(key);
                if (script != null) {
                    return script;
                }
            }
            return Script.parse("text You said: {user}");
        });
    }

    private void remember(Recorded request) {
        synchronized (requests) {
            requests.addLast(request);
            if (requests.size() > KEPT) {
                requests.removeFirst();
            }
        }
    }

    private void listModels(Exchange exchange) throws IOException {
        if (exchange.headers().getOrDefault("authorization", "").startsWith("Bearer wrong")) {
            exchange.answer(
                    401,
                    "application/json",
                    "",
                    Wire.error("Incorrect API key provided", "invalid_request_error", "invalid_api_key"));
            return;
        }
        List<String> items = models.stream()
                .map(id -> "{\"id\":" + Wire.quote(id)
                        + ",\"object\":\"model\",\"created\":1700000000,\"owned_by\":\"test\"}")
                .toList();
        exchange.answer(
                200, "application/json", "", "{\"object\":\"list\",\"data\":[" + String.join(",", items) + "]}");
    }

    private void tags(Exchange exchange) throws IOException {
        if (ollama.isEmpty()) {
            exchange.answer(404, "text/plain", "", "404 page not found");
            return;
        }
        List<String> items = ollama.stream()
                .map(name ->
                        "{\"name\":" + Wire.quote(name) + ",\"model\":" + Wire.quote(name) + ",\"size\":1321098329}")
                .toList();
        exchange.answer(200, "application/json", "", "{\"models\":[" + String.join(",", items) + "]}");
    }

    private void control(Exchange exchange) throws IOException {
        JsonNode wish = JSON.readTree(exchange.body());
        try {
            if (wish.has("script")) {
                script(
                        wish.path("key").asText(""),
                        wish.path("model").asText(""),
                        wish.path("script").asText());
            }
        } catch (IllegalArgumentException unclear) {
            exchange.answer(
                    422,
                    "application/json",
                    "",
                    Wire.error(String.valueOf(unclear.getMessage()), "invalid_request_error", "script"));
            return;
        }
        if (wish.has("models")) {
            models(names(wish.path("models")));
        }
        if (wish.has("ollama")) {
            ollama(names(wish.path("ollama")));
        }
        exchange.answer(200, "application/json", "", "{}");
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }

    private String dump() throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Recorded request : requests()) {
            all.add(Map.of(
                    "key",
                    request.key(),
                    "outcome",
                    request.outcome().name(),
                    "chunks",
                    request.chunks(),
                    "body",
                    request.body()));
        }
        return JSON.writeValueAsString(all);
    }
}
