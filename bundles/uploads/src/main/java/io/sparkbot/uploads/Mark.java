package io.sparkbot.uploads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.room.Message;
import java.util.Optional;
import java.util.UUID;

/** What a message carries about its file: {@code {"upload": {"file_id", "name", "mime", "size"}}} in its meta. */
final class Mark {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UPLOAD = "upload";

    private Mark() {}

    static String of(UploadStore.File file) {
        ObjectNode meta = JSON.createObjectNode();
        meta.putObject(UPLOAD).put("file_id", file.id().toString()).put("name", file.name()).put("mime", file.mime()).put("size", file.size());
        return meta.toString();
    }

    /** The file that came with the message. */
    static Optional<UUID> fileOf(Message message) {
        return message.meta().filter(meta -> meta.contains("\"" + UPLOAD + "\"")).flatMap(Mark::fileId);
    }

    private static Optional<UUID> fileId(String meta) {
        try {
            JsonNode id = JSON.readTree(meta).path(UPLOAD).path("file_id");
            return id.isTextual() ? Optional.of(UUID.fromString(id.asText())) : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
