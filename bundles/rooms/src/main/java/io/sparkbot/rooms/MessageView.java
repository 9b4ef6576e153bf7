package io.sparkbot.rooms;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.room.Message;
import org.jspecify.annotations.Nullable;

/** A message on the wire, the same in lists, answers and sockets. */
record MessageView(
        UUID id,
        UUID roomId,
        UUID senderId,
        String senderType,
        String senderUsername,
        @Nullable String senderDisplayName,
        String content,
        Instant createdAt,
        @Nullable Instant editedAt,
        @Nullable UUID replyToId,
        @Nullable JsonNode metaJson) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static MessageView of(Message message) {
        return new MessageView(
                message.id(),
                message.roomId(),
                message.senderId(),
                message.senderType().name(),
                message.senderUsername(),
                message.senderName(),
                message.content(),
                message.createdAt(),
                message.editedAt().orElse(null),
                message.replyTo().orElse(null),
                message.meta().map(MessageView::tree).orElse(null));
    }

    private static JsonNode tree(String meta) {
        try {
            return JSON.readTree(meta);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored meta is no JSON", e);
        }
    }
}
