package io.sparkbot.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A client that speaks the contract with a bearer token. */
public final class Api {

    public static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private final URI base;
    private String token = "";

    public Api(URI base) {
        this.base = base;
    }

    /** Signs in with the passphrase and keeps the token. */
    public Api signIn(String passphrase) {
        token = post("/chat/users/login", Map.of("passphrase", passphrase)).ok().get("access_token").asText();
        return this;
    }

    public String token() {
        return token;
    }

    public Api withToken(String other) {
        token = other;
        return this;
    }

    /** An answer with its JSON body; a missing node when the body is empty. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        public JsonNode ok() {
            if (status / 100 != 2) {
                throw new AssertionError("expected success, got " + status + ": " + body);
            }
            return body;
        }

        public String code() {
            return body.path("code").asText();
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer send(String method, String path, Object body) {
        try {
            HttpResponse<String> response = HTTP.send(request(method, path, body).build(), BodyHandlers.ofString());
            String text = response.body();
            boolean json = text.startsWith("{") || text.startsWith("[") || text.equals("true");
            return new Answer(response.statusCode(), json ? JSON.readTree(text) : JSON.missingNode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String method, String path, Object body) {
        var builder = HttpRequest.newBuilder(base.resolve("/api/v1" + path)).timeout(Duration.ofSeconds(60));
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        if (body == null) {
            return builder.method(method, BodyPublishers.noBody());
        }
        return builder.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json(body)));
    }

    private static String json(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The room of the person's conversation with the assistant. */
    public String room() {
        return post("/chat/users/bootstrap", Map.of()).ok().get("room_id").asText();
    }

    /** Sends a message and reads the stream to its end. */
    public List<JsonNode> say(String room, String text) {
        return stream("POST", "/chat/rooms/" + room + "/messages/stream", Map.of("content", text), event -> false);
    }

    public List<JsonNode> approve(String room, String confirmId) {
        return stream(
                "POST",
                "/chat/rooms/" + room + "/messages/stream",
                Map.of("content", "", "confirm_id", confirmId),
                event -> false);
    }

    /** Reads server-sent events until the stream ends or one of them is enough. */
    public List<JsonNode> stream(String method, String path, Object body, Predicate<JsonNode> enough) {
        var events = new ArrayList<JsonNode>();
        try {
            HttpRequest request = request(method, path, body).header("Accept", "text/event-stream").build();
            var response = HTTP.send(request, BodyHandlers.ofInputStream());
            try (var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                if (response.statusCode() != 200) {
                    throw new AssertionError(path + " answered " + response.statusCode() + ": " + reader.readLine());
                }
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (line.startsWith("data: ")) {
                        events.add(JSON.readTree(line.substring(6)));
                        if (enough.test(events.getLast())) {
                            return events;
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return events;
    }

    public static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.get("type").asText()).toList();
    }

    public static String text(List<JsonNode> events) {
        var text = new StringBuilder();
        events.stream()
                .filter(event -> event.get("type").asText().equals("token"))
                .forEach(event -> text.append(event.get("token").asText()));
        return text.toString();
    }

    /** The first event of this type. */
    public static JsonNode first(List<JsonNode> events, String type) {
        return events.stream()
                .filter(event -> event.get("type").asText().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " in " + events));
    }
}
