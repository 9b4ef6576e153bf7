package io.sparkbot.rooms;

import java.util.Optional;

import io.sparkbot.api.room.Room;

/**
 * A room with everything its owner can set.
 *
 * @param maxBotMessagesPerMinute limit in meeting mode; 0 means no limit of its own
 */
record RoomDetails(
        Room room,
        boolean meetingMode,
        boolean botsOnMentionOnly,
        int maxBotMessagesPerMinute,
        Optional<String> noteTaker,
        long messageCount) {}
