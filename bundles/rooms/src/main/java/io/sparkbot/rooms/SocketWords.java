package io.sparkbot.rooms;

import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.web.InvalidField;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Messages that come in by a socket, of either kind. */
@Component(service = SocketWords.class)
public final class SocketWords {

    private static final int MAX_CLIENT_ID = 200;

    private final RoomDirectory rooms;
    private final Transcript transcript;

    @Activate
    public SocketWords(@Reference RoomDirectory rooms, @Reference Transcript transcript) {
        this.rooms = rooms;
        this.transcript = transcript;
    }

    /**
     * Stores the message and returns the frame that acknowledges it.
     *
     * @param frame with {@code content} and, where there are any, {@code reply_to_id} and {@code client_msg_id}
     */
    String store(UUID roomId, Person person, JsonNode frame) {
        String content = Frames.text(frame, "content").orElse("");
        Optional<UUID> replyTo = frame.hasNonNull("reply_to_id") ? Optional.of(Fields.id("body", "reply_to_id", frame.get("reply_to_id").asText())) : Optional.empty();
        Optional<String> clientId = Frames.text(frame, "client_msg_id");
        if (clientId.filter(id -> id.length() > MAX_CLIENT_ID).isPresent()) {
            throw InvalidField.body("client_msg_id", "too_long", "client_msg_id is longer than " + MAX_CLIENT_ID + " characters");
        }
        rooms.require(roomId, person).sending();
        Message stored = transcript.add(new NewMessage(roomId, person.id(), content, replyTo, Optional.empty()));
        return Frames.ack(clientId, stored.id());
    }
}
