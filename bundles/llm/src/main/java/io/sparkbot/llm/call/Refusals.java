package io.sparkbot.llm.call;

import io.sparkbot.llm.http.HttpFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a model refuses to take at all, so that asking again without it is of use. Told by what providers say. */
final class Refusals {

    private static final Set<Integer> TOOLS = Set.of(400, 404);
    private static final List<String> NO_TOOLS = List.of("not support tool", "support tool use");

    /** Ollama answers 500 for a picture its model has no eyes for; OpenRouter 404 when no endpoint takes one. */
    private static final Set<Integer> IMAGES = Set.of(400, 404, 413, 415, 422, 500);

    private static final List<String> NO_IMAGES = List.of("image", "vision", "multimodal", "must be a string");

    private Refusals() {}

    static boolean ofTools(Throwable thrown) {
        return said(thrown, TOOLS, NO_TOOLS);
    }

    static boolean ofImages(Throwable thrown) {
        return said(thrown, IMAGES, NO_IMAGES);
    }

    private static boolean said(Throwable thrown, Set<Integer> statuses, List<String> words) {
        return answer(thrown)
                .filter(http -> statuses.contains(http.statusCode()))
                .map(http -> http.said().toLowerCase(Locale.ROOT))
                .filter(said -> words.stream().anyMatch(said::contains))
                .isPresent();
    }

    private static Optional<HttpFailure> answer(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof HttpFailure http) {
                return Optional.of(http);
            }
        }
        return Optional.empty();
    }
}
