package io.sparkbot.rooms;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Room;

/** The frames of the room socket, as text. */
final class Frames {

    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

    private Frames() {}

    /** A frame that came in; empty when it is no JSON object. */
    static Optional<JsonNode> read(String frame) {
        try {
            return Optional.of(JSON.readTree(frame)).filter(JsonNode::isObject);
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    static String connected(Room room, Transcript.Page page, Collection<Person> online, boolean canSend) {
        ObjectNode frame = frame("connected").put("room_id", room.id().toString()).put("room_name", room.name());
        ArrayNode messages = frame.putArray("messages");
        page.messages().forEach(message -> messages.add(message(message)));
        frame.put("total_messages", page.total()).set("online_users", people(online));
        return stamped(frame.put("can_send", canSend));
    }

    static String joined(Room room, Collection<Person> online, boolean canSend) {
        ObjectNode frame = frame("joined_room");
        frame.putObject("payload")
                .put("room_id", room.id().toString())
                .put("room_name", room.name())
                .put("can_send", canSend)
                .set("online_users", people(online));
        return stamped(frame);
    }

    static String left(UUID roomId, String reason) {
        ObjectNode frame = frame("left_room");
        frame.putObject("payload").put("room_id", roomId.toString()).put("reason", reason);
        return stamped(frame);
    }

    /** @param event as the event stream writes it */
    static String turnEvent(UUID roomId, UUID turnId, String event) {
        ObjectNode frame = frame("turn_event", roomId).put("turn_id", turnId.toString());
        return stamped((ObjectNode) frame.putRawValue("event", new RawValue(event)));
    }

    static String messageAdded(Message message) {
        return stamped(frame("message").<ObjectNode>set("message", message(message)));
    }

    static String messageChanged(Message message) {
        return stamped(frame("message_changed").<ObjectNode>set("message", message(message)));
    }

    static String messageDeleted(UUID roomId, UUID messageId) {
        return stamped(frame("message_deleted", roomId).put("message_id", messageId.toString()));
    }

    static String pathChanged(UUID roomId) {
        return stamped(frame("path_changed", roomId));
    }

    static String queueChanged(UUID roomId) {
        return stamped(frame("queue_changed", roomId));
    }

    static String turn(RoomEvent.TurnChanged turn) {
        return stamped(frame("turn", turn.roomId())
                .put("turn_id", turn.turnId().toString())
                .put("state", turn.state())
                .put("message_id", turn.messageId().toString()));
    }

    /** @param confirmId left out for people who may not decide */
    static String confirmation(UUID roomId, Optional<UUID> confirmId, String state) {
        ObjectNode frame = frame("confirmation", roomId);
        confirmId.ifPresent(id -> frame.put("confirm_id", id.toString()));
        return stamped(frame.put("state", state));
    }

    static String presence(UUID roomId, String action, Person person, Collection<Person> online) {
        ObjectNode frame = frame("presence", roomId).put("action", action);
        frame.set("user", user(person));
        frame.set("online_users", people(online));
        return stamped(frame);
    }

    static String typing(UUID roomId, Person person, boolean typing) {
        ObjectNode frame = frame("typing");
        frame.putObject("payload")
                .put("room_id", roomId.toString())
                .put("user_id", person.id().toString())
                .put("username", person.username())
                .put("is_typing", typing);
        return stamped(frame);
    }

    static String ack(Optional<String> clientMessageId, UUID messageId) {
        return stamped(frame("ack").put("client_msg_id", clientMessageId.orElse(null)).put("message_id", messageId.toString()));
    }

    static String pong() {
        return stamped(frame("pong"));
    }

    static String error(String message) {
        return stamped(frame("error").put("message", message));
    }

    private static ObjectNode frame(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static ObjectNode frame(String type, UUID roomId) {
        return frame(type).put("room_id", roomId.toString());
    }

    private static String stamped(ObjectNode frame) {
        return frame.put("timestamp", Instant.now().toString()).toString();
    }

    /** The message of every other answer; {@code meta} is the older name of {@code meta_json} on sockets. */
    private static ObjectNode message(Message message) {
        ObjectNode node = JSON.valueToTree(MessageView.of(message));
        node.set("meta", node.get("meta_json"));
        return node;
    }

    private static ArrayNode people(Collection<Person> online) {
        ArrayNode users = JSON.createArrayNode();
        online.forEach(person -> users.add(user(person)));
        return users;
    }

    private static ObjectNode user(Person person) {
        return JSON.valueToTree(new User(person.id(), person.username(), person.type().name(), person.displayName()));
    }

    private record User(UUID userId, String username, String type, String displayName) {}

    static Optional<String> text(JsonNode frame, String field) {
        return Optional.of(frame.path(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
