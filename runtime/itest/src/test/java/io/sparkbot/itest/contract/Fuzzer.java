package io.sparkbot.itest.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.itest.contract.RawHttp.Request;

/** Makes requests for a route that are right but for one or two things; the same ones for the same seed. */
public final class Fuzzer {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private static final List<String> BAD_SEGMENTS = List.of(
            "not-a-uuid", "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "1-1-1-1-1", "..", "%2e%2e", "%2F", "%5C", "%00", "%0A", "%FF",
            "%ED%A0%80", "%F0%9F%98%80", "%", "%zz", ";a=b", "a;b", "null", "-1", "9".repeat(40), "x".repeat(3_000), "'", "%22", "<script>", "{room_id}", "*");
    private static final List<String> BAD_VALUES = List.of(
            "-1", "0", "2147483648", "9223372036854775808", "-9223372036854775809", "1e400", "NaN", "0x10", "1.5", "+1", "", "%20", "true", "null", "%00", "%0D%0A", "%FF%FE", "%ED%A0%80",
            "2026-13-45", "2026-01-01T00:00:00", "+1000000000-01-01T00:00:00Z", "-99999999999-01-01T00:00:00Z", "not-a-uuid", "00000000-0000-0000-0000-000000000000", "%25%5F%5C", "%27%22", "x".repeat(4_000), "&", "=");
    private static final List<String> ODD_HEADERS = List.of(
            "Accept: nonsense", "Accept: image/png", "Accept: application/problem+json", "Accept: text/event-stream", "Accept: */*;q=2", "Accept: ,,,", "Accept-Language: x-\u00e9", "Accept-Encoding: lzma",
            "Range: bytes=5-1", "If-None-Match: *", "If-None-Match: \"", "If-Modified-Since: yesterday", "X-Forwarded-For: ::::", "X-Forwarded-Proto: javascript", "Forwarded: for=\"_gaz\"",
            "Origin: null", "Origin: https://evil.example", "Sec-Fetch-Site: cross-site", "Cookie: chat_token", "Cookie: chat_token=\u0001", "Cookie: a=b; chat_token=;;;=", "Authorization: Bearer",
            "Authorization: Basic Og==", "Content-Encoding: gzip", "Content-Language: \u00ff", "Transfer-Encoding: chunked", "Expect: 200-maybe", "Upgrade: websocket", "User-Agent: " + "x".repeat(3_000),
            "X-Big: " + "y".repeat(9_000), "X-File-Name: ../../etc/passwd", "X-File-Name: a.jar", "X-HTTP-Method-Override: DELETE", "No-Colon", ": empty", "Content-Length: -1", "Content-Length: 99999999999999999999");
    private static final List<String> ODD_TYPES = List.of(
            "application/json; charset=utf-16", "application/json; charset=nonsense", "application/json;;", "text/plain", "application/xml", "*/*", "nonsense", "application/x-www-form-urlencoded",
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=xx", "application/octet-stream", "application/java-archive", "APPLICATION/JSON", "application/merge-patch+json");

    private final SplittableRandom random;
    private final Samples samples;
    private final Map<String, String> known;

    /** @param known values of path variables that exist */
    public Fuzzer(long seed, JsonNode schemas, Map<String, String> known) {
        this.random = new SplittableRandom(seed);
        this.samples = new Samples(random, schemas, List.copyOf(new TreeMap<>(known).values()));
        this.known = known;
    }

    /** A request for the route; who sends it is told by {@code authorization}, a header line. */
    public Request request(Document.Route route, String authorization) {
        List<String> headers = new ArrayList<>(List.of(authorization));
        boolean hasBody = route.operation().has("requestBody");
        String what = pick(hasBody ? List.of("body", "body", "body", "json", "bytes", "type", "path", "query", "header", "nothing") : List.of("path", "path", "query", "query", "header", "bytes", "nothing"));
        String target = "/api/v1" + path(route.template(), what.equals("path")) + query(route.operation().path("parameters"), what.equals("query"));
        byte[] body = new byte[0];
        if (hasBody) {
            Map.Entry<String, JsonNode> content = pick(List.copyOf(route.operation().at("/requestBody/content").properties()));
            headers.add("Content-Type: " + (what.equals("type") ? pick(ODD_TYPES) : content.getKey() + (content.getKey().startsWith("multipart") ? "; boundary=xx" : "")));
            body = body(content.getKey(), content.getValue().get("schema"), what);
            if (what.equals("type") && random.nextInt(4) == 0) {
                headers.removeLast();
            }
        } else if (what.equals("bytes")) {
            body = pick(List.of("{}", "[[[[", "\u0000", "x".repeat(5_000))).getBytes(StandardCharsets.UTF_8);
        }
        if (what.equals("header")) {
            headers.add(pick(ODD_HEADERS));
            if (random.nextBoolean()) {
                headers.add(pick(ODD_HEADERS));
            }
        }
        return new Request(route.verb(), target, headers, body);
    }

    private String path(String template, boolean bad) {
        return VARIABLE.matcher(template).replaceAll(found -> {
            boolean deletesTheRoom = template.equals("/chat/rooms/{room_id}");
            String usual = known.getOrDefault(deletesTheRoom ? "" : found.group(1), UUID.nameUUIDFromBytes(new byte[] {(byte) random.nextInt()}).toString());
            return Matcher.quoteReplacement(bad && random.nextInt(3) > 0 ? pick(BAD_SEGMENTS) : usual);
        });
    }

    private String query(JsonNode parameters, boolean bad) {
        List<String> given = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            if (parameter.get("in").asText().equals("query") && (parameter.get("required").asBoolean() || random.nextBoolean())) {
                String value = bad && random.nextInt(3) > 0 ? pick(BAD_VALUES) : encoded(samples.of(parameter.get("schema")));
                given.add(parameter.get("name").asText() + "=" + value);
                if (bad && random.nextInt(8) == 0) {
                    given.add(given.getLast());
                }
            }
        }
        if (bad && random.nextInt(4) == 0) {
            given.add(pick(List.of("unknown=1", "%FF=%FF", "=", "&&", "a[b]=c", "q")));
        }
        return given.isEmpty() ? "" : "?" + String.join("&", given);
    }

    private static String encoded(JsonNode value) {
        return URLEncoder.encode(value.isTextual() ? value.textValue().replaceAll("[\\ud800-\\udfff]", "") : value.toString(), StandardCharsets.UTF_8);
    }

    private byte[] body(String type, JsonNode schema, String what) {
        byte[] usual = switch (type) {
            case "application/json" -> samples.json(what.equals("body") ? samples.wrong(schema) : samples.of(schema)).getBytes(StandardCharsets.UTF_8);
            case "application/x-www-form-urlencoded" -> (what.equals("body") ? pick(List.of("", "username", "username=%zz&password=%FF", "username=a&username=b&password=" + "p".repeat(9_000), "a=b")) : "username=kim&password=wrong+horse")
                    .getBytes(StandardCharsets.UTF_8);
            case "multipart/form-data" -> multipart(what.equals("body"));
            default -> pick(List.of("", "PK\u0003\u0004", "just text", "z".repeat(70_000))).getBytes(StandardCharsets.ISO_8859_1);
        };
        return switch (what) {
            case "json" -> pick(List.of("", "null", "[]", "{}", "\"", "{\"a\":", "{}{}", "\ufeff{}", "true", "1e999", "-0", "[".repeat(5_000), "{\"a\":".repeat(2_000), "{\"content\":\"\\ud800\"}", "{\"\\u0000\":1}",
                            "{\"content\":\"a\",\"content\":[]}", "{'a':1}", "{\"a\":NaN}", "\u0000"))
                    .getBytes(StandardCharsets.UTF_8);
            case "bytes" -> damaged(usual);
            default -> usual;
        };
    }

    private byte[] multipart(boolean wrong) {
        String whole = "--xx\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\nhello\r\n--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nmilk\r\n--xx--\r\n";
        String sent = !wrong
                ? whole
                : switch (random.nextInt(8)) {
                    case 0 -> whole.substring(0, random.nextInt(whole.length()));
                    case 1 -> whole.replace("name=\"file\"", "name=\"other\"");
                    case 2 -> whole.replace("a.txt", pick(List.of("../../x", "\u0000", "a".repeat(9_000), "\u202etxt.exe", "CON", ".", "")));
                    case 3 -> whole.replace("--xx\r\n", "--yy\r\n");
                    case 4 -> whole.replace("hello", "c".repeat(500_000));
                    case 5 -> whole.replace("\r\n", "\n");
                    case 6 -> whole.replace("form-data", "attachment");
                    default -> whole.replace("--xx--", "--xx\r\nX: " + "h".repeat(20_000));
                };
        return sent.getBytes(StandardCharsets.UTF_8);
    }

    /** Cut short, a byte turned over, or bytes that are no UTF-8. */
    private byte[] damaged(byte[] whole) {
        if (whole.length == 0) {
            return new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0xC0};
        }
        byte[] damaged = Arrays.copyOf(whole, random.nextInt(3) == 0 ? random.nextInt(whole.length) + 1 : whole.length);
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        return damaged;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
