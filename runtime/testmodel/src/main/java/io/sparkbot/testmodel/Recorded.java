package io.sparkbot.testmodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request the server received, and how it ended. */
public final class Recorded {

    /** How it ended, seen from the server. */
    public enum Outcome {
        RUNNING,
        DONE,
        /** The client left before the answer was complete. */
        ABORTED
    }

    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final JsonNode body;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Outcome outcome = Outcome.RUNNING;
    private volatile int chunks;

    Recorded(String method, String path, Map<String, String> headers, JsonNode body) {
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.body = body;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** By lower-case name. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The key of the Authorization header; empty when there was none. */
    public String key() {
        String value = headers.getOrDefault("authorization", "");
        return value.startsWith("Bearer ") ? value.substring("Bearer ".length()) : value;
    }

    public JsonNode body() {
        return body;
    }

    public String model() {
        return body.path("model").asText();
    }

    public List<String> tools() {
        List<String> names = new ArrayList<>();
        body.path("tools")
                .forEach(tool -> names.add(tool.path("function").path("name").asText()));
        return names;
    }

    /** Text of the last message with this role; empty when there is none. */
    public String last(String role) {
        String text = "";
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asText().equals(role)) {
                text = text(message.path("content"));
            }
        }
        return text;
    }

    /** How many answers with tool calls follow the last user message: which step of the turn this is. */
    int step() {
        int step = 0;
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asText().equals("user")) {
                step = 0;
            } else if (message.has("tool_calls")) {
                step++;
            }
        }
        return step;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Pieces of text sent so far. */
    public int chunks() {
        return chunks;
    }

    /** Waits until the exchange is over; the outcome at that time, RUNNING when the limit passed first. */
    public Outcome await(Duration limit) throws InterruptedException {
        boolean over = ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        return over ? outcome : Outcome.RUNNING;
    }

    void sent(int total) {
        chunks = total;
    }

    void end(Outcome how) {
        outcome = how;
        ended.countDown();
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder all = new StringBuilder();
        content.forEach(part -> all.append(part.path("text").asText("")));
        return all.toString();
    }
}
