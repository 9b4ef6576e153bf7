package io.sparkbot.web.rest;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** UUIDs in their full form only; times with an offset, or without one as UTC. */
final class StrictParameters implements ParamConverterProvider {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        if (type == UUID.class) {
            return (ParamConverter<T>) new Converter<>(StrictParameters::uuid);
        }
        return type == Instant.class ? (ParamConverter<T>) new Converter<>(StrictParameters::instant) : null;
    }

    private static UUID uuid(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(text);
    }

    private static Instant instant(String text) {
        return DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from) instanceof OffsetDateTime time
                ? time.toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private record Converter<T>(Function<String, T> parse) implements ParamConverter<T> {

        @Override
        public @Nullable T fromString(@Nullable String text) {
            return text == null || text.isEmpty() ? null : parse.apply(text);
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
