package io.sparkbot.llm.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a provider says about an error; bounded, and with everything secret of the request taken out. */
final class ErrorBody {

    private static final int READ = 64 * 1024;
    private static final int KEPT = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "x-api-key", "api-key", "x-goog-api-key");
    private static final Pattern KEY_LIKE =
            Pattern.compile("(?i)\\b(?:sk|gsk|pk|key)[-_][A-Za-z0-9*_.-]{6,}|bearer\\s+[^\\s\"',;]+");
    private static final List<String> REQUEST_IDS =
            List.of("x-request-id", "request-id", "x-groq-request-id", "cf-ray");

    private final Collection<String> secrets;
    private final Clock clock;

    /** @param request headers of the request that failed; its keys never show up in what was said */
    ErrorBody(Map<String, List<String>> request, Clock clock) {
        this.secrets = request.entrySet().stream()
                .filter(header -> SECRET_HEADERS.contains(header.getKey().toLowerCase(java.util.Locale.ROOT)))
                .flatMap(header -> header.getValue().stream())
                .map(value -> value.replaceFirst("(?i)^bearer\\s+", ""))
                .filter(value -> !value.isBlank())
                .toList();
        this.clock = clock;
    }

    /** A failed answer; reads at most 64 KiB of it. */
    HttpFailure failure(int status, HttpHeaders headers, InputStream body) throws IOException {
        String text = new String(body.readNBytes(READ), StandardCharsets.UTF_8);
        String id = REQUEST_IDS.stream()
                .flatMap(name -> headers.firstValue(name).stream())
                .findFirst()
                .orElse("");
        Optional<JsonNode> error = error(text);
        return new HttpFailure(
                status,
                error.map(ErrorBody::code).orElse(""),
                clean(error.map(e -> e.path("message").asText(""))
                        .filter(s -> !s.isEmpty())
                        .orElse(text)),
                id,
                headers.firstValue("retry-after").flatMap(this::delay));
    }

    /** The error that an event of the stream carries; empty for an ordinary event. */
    Optional<HttpFailure> inBand(String event) {
        if (!event.contains("\"error\":") && !event.contains("\"error\" :")) {
            return Optional.empty();
        }
        return error(event)
                .map(error -> new HttpFailure(
                        error.path("code").asInt(502),
                        code(error),
                        clean(error.path("message").asText(error.asText(""))),
                        "",
                        Optional.empty()));
    }

    private static Optional<JsonNode> error(String text) {
        try {
            JsonNode error = JSON.readTree(text).path("error");
            return error.isMissingNode() || error.isNull() ? Optional.empty() : Optional.of(error);
        } catch (JsonProcessingException e) { // not JSON: a proxy's page, for example
            return Optional.empty();
        }
    }

    private static String code(JsonNode error) {
        String code = error.path("code").asText("");
        return code.isEmpty() || code.chars().allMatch(Character::isDigit)
                ? error.path("type").asText("")
                : code;
    }

    private String clean(String text) {
        String cleaned = text;
        for (String secret : secrets) {
            cleaned = cleaned.replace(secret, "[REDACTED]");
        }
        cleaned = KEY_LIKE.matcher(cleaned)
                .replaceAll("[REDACTED]")
                .replaceAll("\\s+", " ")
                .strip();
        return cleaned.length() > KEPT ? cleaned.substring(0, KEPT) + "…" : cleaned;
    }

    /** Seconds or an HTTP date (RFC 9110, section 10.2.3). */
    private Optional<Duration> delay(String value) {
        try {
            double seconds = Double.parseDouble(value.strip());
            return seconds >= 0 && seconds < 1e7
                    ? Optional.of(Duration.ofMillis((long) (seconds * 1000)))
                    : Optional.empty();
        } catch (NumberFormatException notSeconds) {
            try {
                Duration left = Duration.between(
                        clock.instant(),
                        ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
                return Optional.of(left.isNegative() ? Duration.ZERO : left);
            } catch (DateTimeException unreadable) { // a header that means nothing is no header
                return Optional.empty();
            }
        }
    }
}
