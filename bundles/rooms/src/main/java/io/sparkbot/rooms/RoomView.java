package io.sparkbot.rooms;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sparkbot.api.room.Room;
import org.jspecify.annotations.Nullable;

/**
 * A room on the wire. {@code owner}, {@code memberCount} and {@code messageCount} are there in the detail only, {@code mine} there and in lists.
 *
 * @param toolRounds how often the model may use tools within one turn here; null: as often as the installation allows
 */
record RoomView(
        UUID id,
        String name,
        @Nullable String description,
        UUID createdBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String persona,
        boolean executionAllowed,
        @Nullable Integer toolRounds,
        boolean meetingModeEnabled,
        boolean meetingModeBotsMentionOnly,
        int meetingModeMaxBotMsgsPerMin,
        @Nullable String meetingModeNoteTakerBotSlug,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PersonView owner,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer memberCount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long messageCount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Mine mine) {

    static RoomView of(RoomDetails details) {
        return of(details, null, null, null, null);
    }

    static RoomView of(MineStore.Kept kept) {
        return of(kept.details(), null, null, null, kept.mine());
    }

    static RoomView detail(RoomDetails details, PersonView owner, MineStore.Standing standing) {
        return of(details, owner, standing.members(), details.messageCount(), standing.mine());
    }

    private static RoomView of(RoomDetails details, @Nullable PersonView owner, @Nullable Integer memberCount, @Nullable Long messageCount, @Nullable Mine mine) {
        Room room = details.room();
        return new RoomView(
                room.id(),
                room.name(),
                room.description().orElse(null),
                room.createdBy(),
                room.createdAt(),
                room.updatedAt(),
                room.persona().orElse(null),
                room.executionAllowed(),
                room.toolRounds().orElse(null),
                details.meetingMode(),
                details.botsOnMentionOnly(),
                details.maxBotMessagesPerMinute(),
                details.noteTaker().orElse(null),
                owner,
                memberCount,
                messageCount,
                mine);
    }
}
