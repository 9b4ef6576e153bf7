package io.sparkbot.llm;

import java.util.Optional;

/**
 * How a provider stands.
 *
 * @param ready whether a call can be tried
 * @param missing what is missing, for people: {@code an API key (OPENAI_API_KEY)}; empty when ready
 * @param baseUrl where calls go; empty for a provider that calls nobody
 * @param kind what kind of provider it is
 */
public record Access(boolean ready, String missing, Optional<String> baseUrl, Kind kind) {

    /** Where the model runs. */
    public enum Kind {
        /** Needs a key. */
        KEY,
        /** A server somebody named; it is asked which models it has. */
        SERVER,
        /** A server that may run on this machine without anybody having said so. */
        LOCAL,
        /** Answers by itself, without a model. */
        BUILT_IN
    }

    public static Access ready(String baseUrl, Kind kind) {
        return new Access(true, "", Optional.of(baseUrl), kind);
    }

    public static Access missing(String what, Optional<String> baseUrl, Kind kind) {
        return new Access(false, what, baseUrl, kind);
    }
}
