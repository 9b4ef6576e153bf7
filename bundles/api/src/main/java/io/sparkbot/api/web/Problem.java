package io.sparkbot.api.web;

import java.util.Map;

/**
 * A refusal that goes to the client as {@code {"detail", "code"}} with its status. Thrown by resources and services alike; the web
 * bundle maps it. The detail is shown to people: it names the thing, the limit and the remedy, and holds no secret and no exception text.
 */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    public Problem(int status, String code, String detail) {
        this(status, code, detail, Map.of());
    }

    public Problem(int status, String code, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    public int status() {
        return status;
    }

    /** Stable snake_case code. */
    public String code() {
        return code;
    }

    /** Headers to send along, such as {@code Retry-After}. */
    public Map<String, String> headers() {
        return headers;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public static Problem badRequest(String code, String detail) {
        return new Problem(400, code, detail);
    }

    public static Problem notSignedIn() {
        return new Problem(401, "not_signed_in", "Sign in to go on.", Map.of("WWW-Authenticate", "Bearer"));
    }

    public static Problem forbidden(String code, String detail) {
        return new Problem(403, code, detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "not_found", detail);
    }

    public static Problem conflict(String code, String detail) {
        return new Problem(409, code, detail);
    }
}
