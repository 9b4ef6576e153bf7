package io.sparkbot.itest.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** Sends the lines of the contract and tells what came back differently. */
public final class Judge {

    private final Http http;
    private final Map<String, String> known;
    private final Map<String, String> actors;

    /** @param actors bearer tokens by name; {@code nobody} has none; {@code cookie:NAME} sends the token as a browser does */
    public Judge(Http http, Map<String, String> actors, Map<String, String> known) {
        this.http = http;
        this.actors = actors;
        this.known = new HashMap<>(known);
    }

    /** What is wrong with the answer; empty when nothing is. */
    public List<String> judge(Line line) {
        Map<String, String> headers = headers(line);
        Http.Answer answer = http.send(line.verb(), Line.filled(line.path(), known).replaceFirst("^/api/v1", ""), headers, body(Line.filled(line.body(), known), headers));
        List<String> wrong = new ArrayList<>();
        if (answer.status() != line.status()) {
            wrong.add("answered " + answer.status() + " " + cut(answer.text()));
            return wrong;
        }
        if (!answer.code().equals(line.code()) && line.status() >= 400) {
            wrong.add("the code is \"" + answer.code() + "\"");
        }
        line.checks().forEach(check -> {
            String complaint = check(check.startsWith("$") ? check : Line.filled(check, known), answer);
            if (!complaint.isEmpty()) {
                wrong.add(check + ": " + complaint);
            }
        });
        return wrong;
    }

    private Map<String, String> headers(Line line) {
        Map<String, String> headers = new HashMap<>();
        boolean cookie = line.who().startsWith("cookie:");
        String token = actors.getOrDefault(line.who().replaceFirst("^cookie:", ""), "");
        if (!token.isEmpty()) {
            headers.put(cookie ? "Cookie" : "Authorization", (cookie ? "chat_token=" : "Bearer ") + token);
        }
        line.headers().forEach(header -> headers.put(header[0], Line.filled(header[1], known)));
        return headers;
    }

    private static Object body(String body, Map<String, String> headers) {
        if (body.isEmpty()) {
            return null;
        }
        if (body.startsWith("form:")) {
            headers.putIfAbsent("Content-Type", "application/x-www-form-urlencoded");
            return body.substring("form:".length());
        }
        if (body.startsWith("file:")) {
            headers.putIfAbsent("Content-Type", "multipart/form-data; boundary=xx");
            String[] parts = body.split(":", 3);
            String content = parts[2].matches("\\d+ bytes") ? "x".repeat(Integer.parseInt(parts[2].replace(" bytes", ""))) : parts[2].replace("PNG", "\u0089PNG\r\n\u001a\n1234");
            return ("--xx\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\n[[text seen]]\r\n--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + parts[1] + "\"\r\n\r\n" + content
                            + "\r\n--xx--\r\n").getBytes(StandardCharsets.ISO_8859_1);
        }
        return body.startsWith("text:") ? body.substring("text:".length()) : longTexts(body);
    }

    /** {@code <300 x>} stands for so many letters. */
    private static String longTexts(String body) {
        return Pattern.compile("<(\\d+) x>").matcher(body).replaceAll(found -> "x".repeat(Integer.parseInt(found.group(1))));
    }

    private String check(String check, Http.Answer answer) {
        if (check.startsWith("@")) {
            String[] parts = check.substring(1).split("=", 2);
            String values = String.join(", ", answer.raw().headers().allValues(parts[0]));
            return Pattern.compile(parts[1]).matcher(values).find() ? "" : "the header is \"" + values + "\"";
        }
        if (check.startsWith("~")) {
            return Pattern.compile(check.substring(1)).matcher(answer.text()).find() ? "" : "the body is " + cut(answer.text());
        }
        if (check.startsWith("events=")) {
            String types = answer.text().lines().filter(line -> line.startsWith("data: {")).map(line -> Http.parsed(line.substring(6)).path("type").asText() + " ").collect(Collectors.joining());
            return types.strip().matches(check.substring("events=".length()).strip()) ? "" : "the events are " + types;
        }
        if (check.startsWith("$")) {
            String[] parts = check.substring(1).split("=", 2);
            known.put(parts[0], at(root(answer), parts[1]).asText());
            return at(root(answer), parts[1]).isMissingNode() ? "there is no such field in " + cut(answer.text()) : "";
        }
        return field(check, root(answer), answer);
    }

    private static String field(String check, JsonNode root, Http.Answer answer) {
        if (check.startsWith("!")) {
            return at(root, check.substring(1)).isMissingNode() ? "" : "it is there";
        }
        int equals = check.indexOf('=');
        int colon = check.indexOf(':');
        if (equals > 0 && (colon < 0 || equals < colon)) {
            JsonNode value = at(root, check.substring(0, equals));
            return value.equals(Http.parsed(check.substring(equals + 1))) ? "" : "it is " + value + " in " + cut(answer.text());
        }
        JsonNode value = at(root, colon < 0 ? check : check.substring(0, colon));
        return isA(colon < 0 ? "any" : check.substring(colon + 1), value) ? "" : "it is " + value + " in " + cut(answer.text());
    }

    /** The body; of a stream its last event. */
    private static JsonNode root(Http.Answer answer) {
        if (!answer.header("Content-Type").startsWith("text/event-stream")) {
            return answer.json();
        }
        return Http.parsed(answer.text().lines().filter(line -> line.startsWith("data: {")).reduce((a, b) -> b).map(line -> line.substring(6)).orElse("{}"));
    }

    private static JsonNode at(JsonNode root, String path) {
        return path.equals(".") ? root : root.at("/" + path.replace('.', '/'));
    }

    private static boolean isA(String type, JsonNode value) {
        if (type.endsWith("?")) {
            return value.isNull() || isA(type.substring(0, type.length() - 1), value);
        }
        return switch (type) {
            case "any" -> !value.isMissingNode();
            case "text" -> value.isTextual();
            case "int" -> value.isIntegralNumber();
            case "bool" -> value.isBoolean();
            case "list" -> value.isArray();
            case "object" -> value.isObject();
            case "uuid" -> value.isTextual() && value.asText().equals(UUID.fromString(value.asText()).toString());
            case "time" -> value.isTextual() && value.asText().endsWith("Z") && Instant.parse(value.asText()).isAfter(Instant.EPOCH);
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(300, text.length()));
    }
}
