package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A small server that speaks the contract: sign-in, one room, streams that can be parked, cut, or fail. */
final class FakeServer implements AutoCloseable {

    static final String ROOM = "0193-room";
    static final String TURN = "0193-turn";

    final List<String> requests = new CopyOnWriteArrayList<>();
    volatile String active = "demo/assistant";
    final List<String> messages = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> bodies = new ConcurrentHashMap<>();
    final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    volatile String goodToken = "";
    private int logins;
    private final HttpServer server;

    FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int logins() {
        return logins;
    }

    /** What was sent with the last such call. */
    JsonNode body(String call) {
        return java.util.Objects.requireNonNull(bodies.get(call), call);
    }

    /** Signs everybody out. */
    void revoke() {
        goodToken = "";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().toString().substring("/api/v1".length());
        byte[] sent = exchange.getRequestBody().readAllBytes();
        JsonNode body = sent.length == 0 ? Client.JSON.createObjectNode() : Client.JSON.readTree(sent);
        requests.add(call);
        bodies.put(call, body);
        boolean known = !goodToken.isEmpty() && ("Bearer " + goodToken).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (call.equals("POST /chat/users/login")) {
            login(exchange, body);
        } else if (!known) {
            json(exchange, 401, "{\"detail\":\"Sign in to go on.\",\"code\":\"not_signed_in\"}");
        } else {
            signedIn(exchange, call, body);
        }
    }

    private void login(HttpExchange exchange, JsonNode body) throws IOException {
        if (!body.path("passphrase").asText().equals("open sesame") && !body.path("password").asText().endsWith("'s own")) {
            json(exchange, 401, "{\"detail\":\"This passphrase is not right.\",\"code\":\"passphrase_wrong\"}");
            return;
        }
        logins++;
        goodToken = "token-" + logins;
        json(exchange, 200, "{\"success\":true,\"access_token\":\"" + goodToken + "\",\"token_type\":\"bearer\"}");
    }

    private void signedIn(HttpExchange exchange, String call, JsonNode body) throws IOException {
        String room = "/chat/rooms/" + ROOM;
        switch (call) {
            case "POST /chat/users/bootstrap" -> json(exchange, 200, "{\"room_id\":\"" + ROOM + "\",\"room_name\":\"Sparkbot DM\"}");
            case "DELETE /chat/users/session" -> {
                revoke();
                json(exchange, 200, "{\"success\":true}");
            }
            case "GET /chat/models" -> json(exchange, 200, """
                    {"models":[{"id":"gpt-x","provider":"openai","description":"big","active":false,"configured":false},
                               {"id":"demo/assistant","provider":"demo","description":"demo","active":%s,"configured":true}],"active":"%s"}""".formatted(active.equals("demo/assistant"), active));
            case "POST /chat/model" -> json(exchange, 200, "{\"model\":\"" + body.path("model").asText() + "\",\"description\":\"chosen\"}");
            case "GET /chat/models/config" -> json(exchange, 200, """
                    {"default_selection":{"model":""},"providers":[
                      {"id":"openai","label":"OpenAI","configured":false,"models":["gpt-x"]},
                      {"id":"demo","label":"Demo","configured":true,"builtin":true,"models":["demo/assistant"]}]}""");
            case "POST /chat/models/test" -> json(exchange, 200, body.path("api_key").asText().equals("good")
                    ? "{\"ok\":true,\"models\":[\"gpt-x\"],\"latency_ms\":12}"
                    : "{\"ok\":false,\"code\":\"credentials_wrong\",\"detail\":\"The key is not right.\"}");
            case "POST /chat/models/config" -> json(exchange, 200, "{\"notices\":[\"Keys were saved.\"]}");
            case "GET /chat/rooms/0193-room/confirmations" -> json(exchange, 200,
                    "{\"items\":[{\"confirm_id\":\"c1\",\"turn_id\":\"" + TURN + "\",\"tool\":\"filesystem\",\"title\":\"delete the file a.txt\"}],\"count\":1}");
            case "GET /chat/rooms/0193-room/turns?state=parked" ->
                json(exchange, 200, "{\"items\":[{\"id\":\"" + TURN + "\",\"last_seq\":3}],\"count\":1}");
            case "GET /chat/rooms/0193-room/turns?state=running" -> json(exchange, 200, "{\"items\":[{\"id\":\"" + TURN + "\"}],\"count\":1}");
            case "POST /chat/rooms/0193-room/turns/0193-turn/stop" -> {
                release.countDown();
                json(exchange, 200, "{\"stopped\":true}");
            }
            case "GET /chat/commands?room_id=0193-room" -> json(exchange, 200, """
                    {"commands":[{"name":"approve","aliases":["yes"],"usage":"/approve [ID]","summary":"Say yes","place":"server"},
                                 {"name":"deny","aliases":[],"usage":"/deny [ID]","summary":"Say no","place":"server"},
                                 {"name":"room","aliases":[],"usage":"/room","summary":"Show the room","place":"server"},
                                 {"name":"stop","aliases":[],"usage":"/stop","summary":"Stop","place":"server"},
                                 {"name":"export","aliases":[],"usage":"/export","summary":"Export","place":"client"},
                                 {"name":"search","aliases":[],"usage":"/search WORDS","summary":"Search","place":"client"}]}""");
            case "POST /chat/rooms/0193-room/commands" -> json(exchange, 200, switch (body.path("text").asText()) {
                case "/approve" -> "{\"text\":\"Approved: delete a.txt\",\"action\":{\"type\":\"turn\",\"value\":\"" + TURN + ":3\"}}";
                case "/search milk" -> "{\"text\":\"Searching\",\"action\":{\"type\":\"search\",\"value\":\"milk & honey\"}}";
                case "/stop" -> "{\"text\":\"Stopped.\"}";
                default -> "{\"text\":\"ran " + body.path("text").asText() + "\"}";
            });
            case "GET /chat/messages/0193-room/search?limit=20&q=milk+%26+honey" -> json(exchange, 200,
                    "{\"messages\":[{\"created_at\":\"2026-03-07T12:00:00Z\",\"sender_username\":\"ada\",\"content\":\"buy\\nmilk & honey\"}]}");
            case "GET /chat/rooms/?limit=500" -> json(exchange, 200, "[{\"id\":\"0193-other\",\"name\":\"Kitchen\"}]");
            case "POST /chat/rooms/" -> json(exchange, 200, "{\"id\":\"0193-made\",\"name\":\"" + body.path("name").asText() + "\"}");
            case "POST /chat/rooms/0193-other/messages/stream", "POST /chat/rooms/0193-made/messages/stream" -> stream(exchange, body);
            case "DELETE /chat/rooms/0193-room/confirmations/c1" -> json(exchange, 204, "");
            case "POST /chat/rooms/0193-room/messages/stream" -> stream(exchange, body);
            default -> {
                if (call.startsWith("GET " + room + "/turns/" + TURN + "/events?after=")) {
                    rest(exchange, Long.parseLong(call.substring(call.indexOf("after=") + 6)));
                } else {
                    json(exchange, 404, "{\"detail\":\"There is nothing at this address.\",\"code\":\"not_found\"}");
                }
            }
        }
    }

    private void stream(HttpExchange exchange, JsonNode body) throws IOException {
        if (body.has("confirm_id")) {
            events(exchange, "{\"type\":\"tool_start\",\"seq\":4,\"tool\":\"filesystem\",\"title\":\"delete the file a.txt\"}",
                    "{\"type\":\"tool_done\",\"seq\":5,\"tool\":\"filesystem\",\"status\":\"ok\",\"result\":\"gone\"}",
                    "{\"type\":\"token\",\"seq\":6,\"token\":\"deleted\"}", "{\"type\":\"done\",\"seq\":7}");
            return;
        }
        String text = body.path("content").asText();
        messages.add(text);
        String human = "{\"type\":\"human_message\",\"seq\":1,\"message_id\":\"m\",\"turn_id\":\"" + TURN + "\"}";
        switch (text) {
            case "delete" -> events(exchange, human,
                    "{\"type\":\"confirm_required\",\"seq\":3,\"confirm_id\":\"c1\",\"turn_id\":\"" + TURN + "\",\"tool\":\"filesystem\","
                            + "\"title\":\"delete the file a.txt\",\"reason\":\"it cannot be undone\",\"input\":{\"path\":\"a.txt\"}}");
            case "fail" -> events(exchange, human, "{\"type\":\"error\",\"seq\":2,\"error\":\"no\",\"detail\":\"The model did not answer.\",\"code\":\"model_timeout\"}");
            case "refuse" -> json(exchange, 403, "{\"detail\":\"Viewers may not write.\",\"code\":\"viewer_read_only\"}");
            case "cut" -> {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 10_000);
                OutputStream out = exchange.getResponseBody();
                out.write(("data: " + human + "\n\ndata: {\"type\":\"token\",\"seq\":2,\"token\":\"first \"}\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                exchange.close();
            }
            case "cut before" -> {
                exchange.sendResponseHeaders(200, 10_000);
                exchange.getResponseBody().flush();
                exchange.close();
            }
            case "hang" -> {
                exchange.sendResponseHeaders(200, 0);
                OutputStream out = exchange.getResponseBody();
                out.write(("data: " + human + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                await();
                out.write("data: {\"type\":\"done\",\"seq\":9}\n\n".getBytes(StandardCharsets.UTF_8));
                exchange.close();
            }
            case "deaf" -> {
                exchange.sendResponseHeaders(200, 0);
                OutputStream out = exchange.getResponseBody();
                out.write(("data: " + human + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                awaitEnd();
                exchange.close();
            }
            case "escape" -> events(exchange, human, "{\"type\":\"token\",\"seq\":2,\"token\":\"a\\u001b]0;evil\\u0007b\"}", "{\"type\":\"done\",\"seq\":3}");
            default -> events(exchange, human, ": ping", "{\"type\":\"routing\",\"seq\":2,\"payload\":{}}",
                    "{\"type\":\"tool_start\",\"seq\":3,\"tool\":\"calculate\",\"title\":\"work out 1+1\"}",
                    "{\"type\":\"tool_done\",\"seq\":4,\"tool\":\"calculate\",\"status\":\"ok\",\"result\":\"2\"}",
                    "{\"type\":\"token\",\"seq\":5,\"token\":\"You said \"}", "{\"type\":\"token\",\"seq\":6,\"token\":\"" + text + "\"}",
                    "{\"type\":\"done\",\"seq\":7,\"message_id\":\"b\"}");
        }
    }

    private void rest(HttpExchange exchange, long after) throws IOException {
        if (after >= 3) {
            events(exchange, "{\"type\":\"token\",\"seq\":" + (after + 1) + ",\"token\":\"all right, not\"}", "{\"type\":\"done\",\"seq\":" + (after + 2) + "}");
        } else {
            events(exchange, "{\"type\":\"token\",\"seq\":2,\"token\":\"first \"}", "{\"type\":\"token\",\"seq\":3,\"token\":\"second\"}", "{\"type\":\"done\",\"seq\":4}");
        }
    }

    private static void events(HttpExchange exchange, String... events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String event : events) {
                out.write(((event.startsWith(":") ? event : "data: " + event) + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    private static void json(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void await() {
        try {
            release.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() {
        try {
            ended.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release.countDown();
        ended.countDown();
        server.stop(0);
    }
}
