package io.sparkbot.rooms;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.room.Message;
import org.jspecify.annotations.Nullable;

/**
 * Who said something in another installation. Such messages are stored under a bot of their own, so that no archive puts words into the mouth
 * of somebody who has an account here; who is meant stands in {@code meta}.
 */
record ImportedSender(String username, String name, String type) {

    /** The bot under which such messages stand. */
    static final String BOT = "imported";

    private static final String KEY = "imported_sender";

    static Optional<ImportedSender> of(Message message) {
        return message.senderUsername().equals(BOT) ? of(message.meta()) : Optional.empty();
    }

    static Optional<ImportedSender> of(Optional<String> meta) {
        return meta.map(ImportedSender::tree).map(tree -> tree.get(KEY)).filter(JsonNode::isObject).map(sender -> new ImportedSender(
                sender.path("username").asText(), sender.path("name").asText(), sender.path("type").asText()));
    }

    /** As people see it, marked so that nobody takes it for an account of this installation. */
    String shown() {
        return name + " (imported)";
    }

    /** The meta of a message with its sender in it. */
    static String in(@Nullable JsonNode meta, Archive.Sender sender) {
        ObjectNode whole = meta instanceof ObjectNode object ? object.deepCopy() : Archive.JSON.createObjectNode();
        whole.putObject(KEY).put("username", sender.username()).put("name", sender.name()).put("type", sender.type());
        return whole.toString();
    }

    /** The meta without the sender; empty when nothing else is in it. */
    static Optional<JsonNode> without(String meta) {
        JsonNode whole = tree(meta);
        if (whole instanceof ObjectNode object) {
            object.remove(KEY);
        }
        return Optional.of(whole).filter(rest -> !rest.isEmpty());
    }

    private static JsonNode tree(String meta) {
        try {
            return Archive.JSON.readTree(meta);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored meta is no JSON", e);
        }
    }
}
