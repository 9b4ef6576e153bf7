package io.sparkbot.rooms;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.room.Room;

/** A room as it should be after a request that names only what changes. */
final class RoomChanges {

    private RoomChanges() {}

    static RoomDetails apply(RoomDetails now, ObjectNode body) {
        Room room = now.room();
        Room changed = new Room(
                room.id(),
                body.has("name") ? Fields.roomName(Fields.string("name", body.get("name"))) : room.name(),
                body.has("description") ? Fields.text("description", Fields.string("description", body.get("description")), Fields.MAX_DESCRIPTION) : room.description(),
                room.createdBy(),
                room.createdAt(),
                room.updatedAt(),
                body.has("persona") ? Fields.text("persona", Fields.string("persona", body.get("persona")), Fields.MAX_PERSONA) : room.persona(),
                flag(body, "execution_allowed", room.executionAllowed()),
                toolRounds(body, room.toolRounds()));
        return new RoomDetails(
                changed,
                flag(body, "meeting_mode_enabled", now.meetingMode()),
                flag(body, "meeting_mode_bots_mention_only", now.botsOnMentionOnly()),
                rate(body, now.maxBotMessagesPerMinute()),
                noteTaker(body, now.noteTaker()),
                now.messageCount());
    }

    private static boolean flag(ObjectNode body, String field, boolean now) {
        JsonNode value = body.get(field);
        return value == null ? now : Fields.flag(field, value);
    }

    private static int rate(ObjectNode body, int now) {
        JsonNode value = body.get("meeting_mode_max_bot_msgs_per_min");
        return value == null ? now : Fields.number("meeting_mode_max_bot_msgs_per_min", value, 0, Fields.MAX_BOT_RATE);
    }

    private static Optional<Integer> toolRounds(ObjectNode body, Optional<Integer> now) {
        JsonNode value = body.get("tool_rounds");
        if (value == null) {
            return now;
        }
        return value.isNull() ? Optional.empty() : Optional.of(Fields.number("tool_rounds", value, 1, Fields.MAX_TOOL_ROUNDS));
    }

    private static Optional<String> noteTaker(ObjectNode body, Optional<String> now) {
        String field = "meeting_mode_note_taker_bot_slug";
        return body.has(field) ? Fields.text(field, Fields.string(field, body.get(field)), Fields.MAX_BOT_SLUG) : now;
    }
}
