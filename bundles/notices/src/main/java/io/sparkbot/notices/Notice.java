package io.sparkbot.notices;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * What a device is told: what kind of thing waits and in which room, never what was said.
 *
 * @param roomName only where the settings allow it
 * @param language of the words the device shows; empty: its own
 * @param worth after this the notice is of no use and the push service drops it
 */
record Notice(Kind kind, UUID roomId, Optional<String> roomName, Optional<String> language, Duration worth) {

    private static final ObjectMapper JSON = new ObjectMapper();

    enum Kind {
        ANSWER("answer", "normal"),
        APPROVAL("approval", "high");

        private final String wire;
        private final String urgency;

        Kind(String wire, String urgency) {
            this.wire = wire;
            this.urgency = urgency;
        }

        String wire() {
            return wire;
        }

        /** RFC 8030 §5.3. */
        String urgency() {
            return urgency;
        }
    }

    byte[] words() {
        ObjectNode words = JSON.createObjectNode().put("kind", kind.wire()).put("room_id", roomId.toString());
        roomName.ifPresent(name -> words.put("room", name));
        language.ifPresent(tag -> words.put("language", tag));
        return words.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A newer notice of the kind takes the place of an older one that was not delivered yet (RFC 8030 §5.4: at most 32 characters). */
    String topic() {
        return kind.wire().charAt(0) + roomId.toString().replace("-", "").substring(1);
    }
}
