package io.sparkbot.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Reads times with an offset, and those without one as UTC. */
final class LenientInstant extends SimpleModule {

    private static final long serialVersionUID = 1L;

    LenientInstant() {
        super("sparkbot-instant");
        addDeserializer(Instant.class, new Reader());
    }

    private static final class Reader extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString("").strip();
            try {
                return DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from) instanceof OffsetDateTime time
                        ? time.toInstant()
                        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException notATime) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "a time such as 2026-03-07T12:00:00Z");
            }
        }
    }
}
