package io.sparkbot.cli.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.cli.Sparkbot;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Speaks HTTP with the server; every call has a time limit, and every failure comes in plain words. */
final class Client implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final String base;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private String token = "";

    /**
     * @param url address of the server without a path
     * @param patience how long one answer may take to begin
     */
    Client(String url, Duration patience) throws CommandFailure {
        this.base = url.replaceFirst("/+$", "");
        this.patience = patience;
        try {
            URI parsed = URI.create(base);
            if (parsed.getHost() == null || !String.valueOf(parsed.getScheme()).matches("https?")) {
                throw new IllegalArgumentException("no http address");
            }
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "the address " + url + " is not of the form http://HOST:PORT");
        }
    }

    String url() {
        return base;
    }

    String token() {
        return token;
    }

    void useToken(String other) {
        token = other;
    }

    JsonNode get(String path) throws CommandFailure, ServerFailure {
        return send("GET", path, Optional.empty());
    }

    /** The body as it is. */
    String text(String path) throws CommandFailure, ServerFailure {
        return body("GET", path, Optional.empty());
    }

    JsonNode post(String path, Object body) throws CommandFailure, ServerFailure {
        return send("POST", path, Optional.of(body));
    }

    JsonNode delete(String path) throws CommandFailure, ServerFailure {
        return send("DELETE", path, Optional.empty());
    }

    private JsonNode send(String method, String path, Optional<Object> body) throws CommandFailure, ServerFailure {
        try {
            String text = body(method, path, body);
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw notSparkbot();
        }
    }

    private String body(String method, String path, Optional<Object> body) throws CommandFailure, ServerFailure {
        try {
            HttpResponse<String> answer = http.send(request(method, path, body).timeout(patience).build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw failure(answer.statusCode(), answer.body());
            }
            return answer.body();
        } catch (IOException trouble) {
            throw unreachable(trouble);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ERROR, "interrupted");
        }
    }

    /**
     * Opens a stream of events.
     *
     * @throws IOException when the connection broke
     */
    EventStream open(String method, String path, Optional<Object> body) throws CommandFailure, ServerFailure, IOException {
        HttpRequest request = request(method, path, body).header("Accept", "text/event-stream").build();
        try {
            HttpResponse<InputStream> answer =
                    http.sendAsync(request, BodyHandlers.ofInputStream()).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                try (InputStream problem = answer.body()) {
                    throw failure(answer.statusCode(), new String(problem.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return new EventStream(answer.body());
        } catch (TimeoutException late) {
            throw unreachable(new HttpTimeoutException("no answer"));
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof ConnectException || broken.getCause() instanceof HttpConnectTimeoutException) {
                throw unreachable((IOException) broken.getCause());
            }
            throw new IOException(broken.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ERROR, "interrupted");
        }
    }

    private HttpRequest.Builder request(String method, String path, Optional<Object> body) throws CommandFailure {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .header("User-Agent", "sparkbot-cli/" + Sparkbot.version());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return body.isEmpty()
                    ? request.method(method, BodyPublishers.noBody())
                    : request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(JSON.writeValueAsString(body.get())));
        } catch (JsonProcessingException impossible) {
            throw new CommandFailure(ExitCode.ERROR, "the request cannot be written: " + impossible.getOriginalMessage());
        }
    }

    private static ServerFailure failure(int status, String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            JsonNode detail = problem.path("detail");
            String words = detail.isArray() ? detail.path(0).path("msg").asText() : detail.asText();
            if (!words.isBlank()) {
                return new ServerFailure(status, problem.path("code").asText(), words);
            }
        } catch (JsonProcessingException noProblem) {
            return new ServerFailure(status, "", "the server answered with status " + status);
        }
        return new ServerFailure(status, "", "the server answered with status " + status);
    }

    private CommandFailure notSparkbot() {
        return new CommandFailure(ExitCode.UNREACHABLE, "what answers at " + base + " is not a Sparkbot server");
    }

    private CommandFailure unreachable(IOException trouble) {
        if (trouble instanceof HttpTimeoutException && !(trouble instanceof HttpConnectTimeoutException)) {
            return new CommandFailure(ExitCode.OUT_OF_TIME, "the server at " + base + " did not answer within " + patience.toSeconds() + " s");
        }
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                "no Sparkbot server answers at " + base + ": start one with `" + Sparkbot.command() + " start`, or give its address with --url");
    }

    static Map<String, Object> message(String text) {
        return Map.of("content", text);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
