package io.sparkbot.api.model;

import java.time.Duration;
import java.util.Optional;

/** A model call that failed, in words people can act on. Holds no provider payload and no key. */
public final class ModelFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient Optional<Duration> retryAfter;

    /** What went wrong. Names on the wire are lower case. */
    public enum Kind {
        NOT_CONFIGURED,
        CREDENTIALS,
        MODEL_UNKNOWN,
        RATE_LIMITED,
        QUOTA,
        CONTEXT_TOO_LONG,
        TIMEOUT,
        NETWORK,
        TRUNCATED,
        EMPTY,
        UPSTREAM,
        CANCELLED;

        public String wire() {
            return "model_" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public ModelFailure(Kind kind, String advice) {
        this(kind, advice, Optional.empty());
    }

    public ModelFailure(Kind kind, String advice, Optional<Duration> retryAfter) {
        super(advice);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the provider asks to wait. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public String advice() {
        return String.valueOf(getMessage());
    }
}
