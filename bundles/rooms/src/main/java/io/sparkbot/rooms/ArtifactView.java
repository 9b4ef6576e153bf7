package io.sparkbot.rooms;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.api.web.ApiField;
import org.jspecify.annotations.Nullable;

/** A paper of a room on the wire. */
record ArtifactView(
        UUID id,
        UUID roomId,
        Instant createdAt,
        UUID createdByUserId,
        @ApiField(words = Artifact.Type.class) String type,
        @Nullable Instant windowStartTs,
        @Nullable Instant windowEndTs,
        String contentMarkdown,
        @Nullable JsonNode metaJson) {

    static ArtifactView of(Artifact artifact) {
        return new ArtifactView(
                artifact.id(),
                artifact.roomId(),
                artifact.createdAt(),
                artifact.createdBy(),
                artifact.type().wire(),
                artifact.from().orElse(null),
                artifact.to().orElse(null),
                artifact.content(),
                artifact.meta().map(MessageView::tree).orElse(null));
    }
}
