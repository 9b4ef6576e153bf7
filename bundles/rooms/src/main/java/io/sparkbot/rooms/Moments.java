package io.sparkbot.rooms;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.UUID;

import io.sparkbot.api.web.InvalidField;

/** Times in a query, and the places in a transcript that they mean. */
final class Moments {

    /** Clocks of nodes may differ by this much when a time is turned into a place in the transcript. */
    private static final long CLOCK_SLACK_MILLIS = 2000;

    private Moments() {}

    /** A time; without a zone it is UTC, and a day alone is its beginning. A plus sign in a query arrives as a blank. */
    static Instant of(String field, String text) {
        String time = text.strip().replace(' ', text.contains("T") ? '+' : 'T');
        try {
            return time.length() == 10 ? LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant() : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException noZone) {
            try {
                return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException noTime) {
                throw new InvalidField("query", field, "datetime", field + " must be a time such as 2026-03-07T12:00:00Z"
                        + (field.equals("before") ? ", or the id of a message" : ""));
            }
        }
    }

    /** An identifier after which no message older than the moment stands. */
    static UUID idAfter(Instant moment) {
        return bound(moment.toEpochMilli() + CLOCK_SLACK_MILLIS);
    }

    /** An identifier before which no message newer than the moment stands. */
    static UUID idBefore(Instant moment) {
        return bound(moment.toEpochMilli() - CLOCK_SLACK_MILLIS);
    }

    private static UUID bound(long millis) {
        return new UUID(Math.max(0, millis) << 16 | 0x7000L, 0x8000_0000_0000_0000L);
    }
}
