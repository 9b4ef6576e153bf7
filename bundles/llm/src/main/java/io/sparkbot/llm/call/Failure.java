package io.sparkbot.llm.call;

import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelFailure.Kind;
import java.time.Duration;
import java.util.Optional;

/**
 * What went wrong with one attempt.
 *
 * @param advice for people; nothing a provider said
 * @param retriable whether the same request may succeed later
 */
record Failure(Kind kind, String advice, boolean retriable, Optional<Duration> retryAfter) {

    static Failure last(Kind kind, String advice) {
        return new Failure(kind, advice, false, Optional.empty());
    }

    static Failure passing(Kind kind, String advice) {
        return new Failure(kind, advice, true, Optional.empty());
    }

    ModelFailure toException() {
        return new ModelFailure(kind, advice, retryAfter);
    }
}
