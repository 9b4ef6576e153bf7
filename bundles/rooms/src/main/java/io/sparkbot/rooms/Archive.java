package io.sparkbot.rooms;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import org.jspecify.annotations.Nullable;

/** What a person's rooms look like in a file. Rooms carry no identifier and no execution gate: both belong to the installation. */
final class Archive {

    static final String FORMAT = "sparkbot-rooms";
    static final int VERSION = 1;

    static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance).addDeserializer(Instant.class, new Time()));

    private Archive() {}

    /** The file, which is written and read a portion at a time. */
    @ApiName("Archive")
    record Whole(
            @ApiField(oneOf = FORMAT) String format,
            @ApiField(min = VERSION, max = VERSION) int version,
            @Nullable Instant exportedAt,
            @Nullable String username,
            List<RoomWithMessages> rooms) {}

    @ApiName("ArchivedRoom")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RoomWithMessages(RoomPart room, List<MessagePart> messages, @Nullable List<PaperPart> artifacts) {}

    /** A room without its messages and papers, which stand beside it. */
    @ApiName("ArchivedRoomFacts")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RoomPart(
            String name,
            @Nullable String description,
            @Nullable String persona,
            Instant createdAt,
            Instant updatedAt,
            boolean meetingModeEnabled,
            boolean meetingModeBotsMentionOnly,
            int meetingModeMaxBotMsgsPerMin,
            @Nullable String meetingModeNoteTakerBotSlug,
            @Nullable Integer toolRounds,
            @Nullable String folder,
            boolean pinned) {}

    /**
     * Who said something.
     *
     * @param me whether it was the person whose archive this is
     */
    @ApiName("ArchivedSender")
    record Sender(boolean me, String username, String name, @ApiField(oneOf = {"HUMAN", "BOT"}) String type) {}

    /**
     * A message with everything that is kept about it.
     *
     * @param meta a JSON object
     * @param versions earlier wordings, oldest first
     */
    @ApiName("ArchivedMessage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessagePart(
            UUID id,
            Sender sender,
            String content,
            Instant createdAt,
            @Nullable Instant editedAt,
            @Nullable UUID replyTo,
            @Nullable JsonNode meta,
            @Nullable UUID answers,
            @Nullable UUID versionOf,
            @Nullable UUID aside,
            @Nullable List<VersionPart> versions) {}

    /** An earlier wording. */
    @ApiName("ArchivedVersion")
    record VersionPart(String content, Instant replacedAt) {}

    /**
     * A paper of a room.
     *
     * @param author who wrote it
     * @param content Markdown
     * @param from beginning of the time it is about
     * @param to end of that time
     * @param meta a JSON object
     */
    @ApiName("ArchivedArtifact")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PaperPart(
            UUID id,
            Sender author,
            @ApiField(words = Artifact.Type.class) String type,
            String content,
            Instant createdAt,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable JsonNode meta) {}

    private static final class Time extends FromStringDeserializer<Instant> {

        private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

        private static final long serialVersionUID = 1L;

        Time() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String value, com.fasterxml.jackson.databind.DeserializationContext context) {
            try {
                Instant time = Instant.parse(value);
                if (time.isBefore(Instant.EPOCH) || time.isAfter(END)) {
                    throw new IllegalArgumentException("a time is between 1970 and 9999");
                }
                return time;
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("a time is written like 2026-03-07T12:00:00Z", e);
            }
        }
    }
}
