package io.sparkbot.rooms;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.InvalidField;
import org.jspecify.annotations.Nullable;

/** One page of a transcript, as both message routes give it. */
record MessagePages(RoomDirectory rooms, Transcript transcript) {

    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 200;

    /** @param before identifier of a message, or a time (without a zone it is UTC); only older messages are given */
    MessageListView page(UUID roomId, @Nullable Integer limit, @Nullable String before, Person person) {
        RoomDirectory.Entry entry = rooms.enter(roomId, person);
        int count = Fields.within("query", "limit", limit, 1, MAX_PAGE, DEFAULT_PAGE);
        if (before == null || before.isBlank()) {
            return MessageListView.of(transcript.newestPage(roomId, entry.details().messageCount(), count));
        }
        if (before.length() == 36 && before.charAt(8) == '-') {
            return MessageListView.of(transcript.pageBefore(roomId, Fields.id("query", "before", before), count));
        }
        return MessageListView.of(transcript.pageBefore(roomId, moment(before), count));
    }

    /** A plus sign in a query arrives as a blank. */
    private static Instant moment(String text) {
        String time = text.strip().replace(' ', text.contains("T") ? '+' : 'T');
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException noZone) {
            try {
                return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException noTime) {
                throw new InvalidField("query", "before", "datetime", "before must be the id of a message or a time such as 2026-03-07T12:00:00Z");
            }
        }
    }
}
