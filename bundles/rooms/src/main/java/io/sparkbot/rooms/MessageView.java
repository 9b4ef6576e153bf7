package io.sparkbot.rooms;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.web.ApiField;
import org.jspecify.annotations.Nullable;

/** A message on the wire, the same in lists, answers and sockets. */
record MessageView(
        UUID id,
        UUID roomId,
        UUID senderId,
        @ApiField(oneOf = {"HUMAN", "BOT"}) String senderType,
        String senderUsername,
        @Nullable String senderDisplayName,
        String content,
        Instant createdAt,
        @Nullable Instant editedAt,
        @Nullable UUID replyToId,
        @Nullable ObjectNode metaJson,
        @Nullable BranchView branch) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static MessageView of(Message message) {
        return new MessageView(
                message.id(),
                message.roomId(),
                message.senderId(),
                message.senderType().name(),
                message.senderUsername(),
                ImportedSender.of(message).map(ImportedSender::shown).orElseGet(message::senderName),
                message.content(),
                message.createdAt(),
                message.editedAt().orElse(null),
                message.replyTo().orElse(null),
                message.meta().map(MessageView::tree).orElse(null),
                message.branch().map(BranchView::of).orElse(null));
    }

    /**
     * Which of several versions this is.
     *
     * @param index place among them, from 0
     * @param siblings the ids of all, oldest first
     */
    record BranchView(int index, int count, List<UUID> siblings) {

        static BranchView of(Message.Branch branch) {
            return new BranchView(branch.index(), branch.versions().size(), branch.versions());
        }
    }

    static ObjectNode tree(String meta) {
        try {
            return JSON.readValue(meta, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored meta is no JSON", e);
        }
    }
}
