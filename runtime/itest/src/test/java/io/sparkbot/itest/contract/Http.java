package io.sparkbot.itest.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Sends what a test wants to send, well formed or not. */
public final class Http {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(30)).build();

    private final URI base;

    public Http(URI base) {
        this.base = base;
    }

    /** @param bytes as they came */
    public record Answer(int status, HttpResponse<byte[]> raw, byte[] bytes) {

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        /** The body; a missing node where it is no JSON. */
        public JsonNode json() {
            try {
                return bytes.length == 0 ? JSON.missingNode() : JSON.readTree(bytes);
            } catch (IOException noJson) {
                return JSON.missingNode();
            }
        }

        /** The code of a refusal, in either form; empty for other answers. */
        public String code() {
            JsonNode body = json();
            return body.path("code").asText(body.at("/error/code").asText(""));
        }
    }

    /** @param body text as it stands, bytes as they are, nothing for null, anything else as JSON */
    public Answer send(String verb, String path, Map<String, String> headers, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/api/v1" + path)).timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        if (body != null && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            request.header("Content-Type", "application/json");
        }
        request.method(verb, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes(body)));
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(verb + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError("no JSON: " + json, noJson);
        }
    }

    private static byte[] bytes(Object body) {
        try {
            return switch (body) {
                case byte[] bytes -> bytes;
                case String text -> text.getBytes(StandardCharsets.UTF_8);
                default -> JSON.writeValueAsBytes(body);
            };
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
