package io.sparkbot.llm.http;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.util.Optional;

/**
 * The provider answered with an error, by status or inside the stream. The message holds the status alone; what the provider said is kept
 * apart for the log, with keys taken out.
 */
public final class HttpFailure extends HttpException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String said;
    private final String requestId;
    private final transient Optional<Duration> retryAfter;

    /**
     * @param code machine-readable code of the provider, for example {@code insufficient_quota}; empty when there was none
     * @param said the provider's words, redacted and at most 500 characters
     * @param requestId the provider's id of the request; empty when there was none
     */
    public HttpFailure(int status, String code, String said, String requestId, Optional<Duration> retryAfter) {
        super(status, "HTTP " + status);
        this.code = code;
        this.said = said;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
    }

    public String code() {
        return code;
    }

    public String said() {
        return said;
    }

    public String requestId() {
        return requestId;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
