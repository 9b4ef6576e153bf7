package io.sparkbot.rooms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import io.sparkbot.api.web.SocketConnection;
import io.sparkbot.api.web.SocketHandler;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one room. What happens between joining and the first frame is held back, and messages that the first frame shows are
 * not sent again, however late they are told: a client sees the transcript and then everything after it, each message once.
 */
final class RoomSocket implements SocketHandler {

    private static final int MAX_CLIENT_ID = 200;

    private final UUID roomId;
    private final SocketConnection connection;
    private final RoomSocketEndpoint endpoint;
    private @Nullable List<Held> held = new ArrayList<>();
    private List<UUID> shown = List.of();
    private volatile RoomRole role;

    private record Held(Optional<UUID> messageId, String frame) {}

    RoomSocket(UUID roomId, SocketConnection connection, RoomSocketEndpoint endpoint, RoomRole role) {
        this.roomId = roomId;
        this.connection = connection;
        this.endpoint = endpoint;
        this.role = role;
    }

    UUID roomId() {
        return roomId;
    }

    Person person() {
        return connection.session().person();
    }

    RoomRole role() {
        return role;
    }

    void role(RoomRole changed) {
        role = changed;
    }

    void send(String frame) {
        send(Optional.empty(), frame);
    }

    /** @param messageId of the message that the frame brings; empty for every other frame */
    synchronized void send(Optional<UUID> messageId, String frame) {
        if (held != null) {
            held.add(new Held(messageId, frame));
        } else if (messageId.filter(this::isKnown).isEmpty()) {
            connection.send(frame);
        }
    }

    /** Whether the first frame shows the message, or left it out as older than all it shows. */
    private boolean isKnown(UUID messageId) {
        return shown.contains(messageId) || !shown.isEmpty() && isBefore(messageId, shown.getFirst());
    }

    /** As the database orders identifiers; {@link UUID#compareTo} takes their halves for signed numbers. */
    private static boolean isBefore(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high < 0 || high == 0 && Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits()) < 0;
    }

    /**
     * Sends the first frame and then what was held back.
     *
     * @param messages identifiers of the messages that the first frame shows, oldest first
     */
    synchronized void open(String connected, List<UUID> messages) {
        List<Held> waiting = held == null ? List.of() : held;
        held = null;
        shown = messages;
        connection.send(connected);
        waiting.forEach(frame -> send(frame.messageId(), frame.frame()));
    }

    void close(int code, String reason) {
        connection.close(code, reason);
    }

    @Override
    public void text(String frame) {
        JsonNode read = Frames.read(frame).orElse(MissingNode.getInstance());
        try {
            switch (read.path("type").asText()) {
                case "ping" -> send(Frames.pong());
                case "typing" -> endpoint.typing(this, read.path("is_typing").asBoolean(read.path("payload").path("is_typing").asBoolean()));
                case "message" -> message(read);
                default -> send(Frames.error("Send a JSON object whose type is message, typing or ping."));
            }
        } catch (Problem refused) {
            send(Frames.error(refused.detail()));
        } catch (DatabaseUnavailable e) {
            send(Frames.error("The message is not stored: the database does not answer. Try again in a moment."));
        }
    }

    private void message(JsonNode frame) {
        String content = Frames.text(frame, "content").orElse("");
        Optional<UUID> replyTo = frame.hasNonNull("reply_to_id") ? Optional.of(Fields.id("body", "reply_to_id", frame.get("reply_to_id").asText())) : Optional.empty();
        Optional<String> clientId = Frames.text(frame, "client_msg_id");
        if (clientId.filter(id -> id.length() > MAX_CLIENT_ID).isPresent()) {
            throw InvalidField.body("client_msg_id", "too_long", "client_msg_id is longer than " + MAX_CLIENT_ID + " characters");
        }
        Message stored = endpoint.store(new NewMessage(roomId, person().id(), content, replyTo, Optional.empty()), person());
        send(Frames.ack(clientId, stored.id()));
    }

    @Override
    public void closed() {
        endpoint.leave(this);
    }
}
