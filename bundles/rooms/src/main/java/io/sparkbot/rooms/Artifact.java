package io.sparkbot.rooms;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A paper of a room.
 *
 * @param from beginning of the time it is about
 * @param to end of that time
 * @param content Markdown
 * @param meta a JSON object
 */
record Artifact(
        UUID id,
        UUID roomId,
        Type type,
        UUID createdBy,
        Instant createdAt,
        Optional<Instant> from,
        Optional<Instant> to,
        String content,
        Optional<String> meta) {

    /** What kind of paper. Names on the wire are lower case. */
    enum Type {
        AGENDA,
        NOTES,
        DECISIONS,
        ACTION_ITEMS;

        static final String ALL = Arrays.stream(values()).map(Type::wire).collect(Collectors.joining(", "));

        static Optional<Type> of(String wire) {
            return Arrays.stream(values()).filter(type -> type.wire().equals(wire)).findFirst();
        }

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A paper that is about to be kept. */
    record Draft(Type type, Optional<Instant> from, Optional<Instant> to, String content, Optional<String> meta) {}
}
