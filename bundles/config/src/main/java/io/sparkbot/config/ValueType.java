package io.sparkbot.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What a setting holds. Reads what people write: numbers and booleans as themselves or as text. */
enum ValueType {
    STRING("string", "text"),
    SECRET("secret", "text"),
    INTEGER("integer", "a whole number"),
    LONG("integer", "a whole number"),
    DOUBLE("number", "a number"),
    BOOLEAN("boolean", "true or false"),
    DURATION("duration", "a length of time such as 90s, 10m, 2h or PT10M");

    private static final Pattern SHORT_DURATION = Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

    private final String wireName;
    private final String inWords;

    ValueType(String wireName, String inWords) {
        this.wireName = wireName;
        this.inWords = inWords;
    }

    /** Name in the API. */
    String wireName() {
        return wireName;
    }

    String inWords() {
        return inWords;
    }

    /** @return the value as components get it (a duration as ISO-8601 text); empty when the raw value is none of this type */
    Optional<Object> read(Object raw) {
        try {
            return switch (this) {
                case STRING, SECRET -> raw instanceof String text ? Optional.of(text) : Optional.empty();
                case INTEGER -> Optional.of(decimal(raw).intValueExact());
                case LONG -> Optional.of(decimal(raw).longValueExact());
                case DOUBLE -> Optional.of(decimal(raw).doubleValue());
                case BOOLEAN -> bool(raw);
                case DURATION -> Optional.of(duration(String.valueOf(raw)).toString());
            };
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a value of this type lies below the other in the type's own order; text is measured by its length. */
    int compare(Object value, String limit) {
        return switch (this) {
            case STRING, SECRET -> Integer.compare(String.valueOf(value).length(), Integer.parseInt(limit));
            case BOOLEAN -> 0;
            case DURATION -> Duration.parse(String.valueOf(value)).compareTo(Duration.parse(limit));
            default -> new BigDecimal(String.valueOf(value)).compareTo(new BigDecimal(limit));
        };
    }

    static Duration duration(String text) {
        String given = text.strip();
        Matcher parts = SHORT_DURATION.matcher(given.toLowerCase(Locale.ROOT));
        if (given.isEmpty() || !parts.matches()) {
            return Duration.parse(given);
        }
        return Duration.ofDays(number(parts.group(1))).plusHours(number(parts.group(2))).plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4))).plusMillis(number(parts.group(5)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static BigDecimal decimal(Object raw) {
        return raw instanceof Boolean ? new BigDecimal("") : new BigDecimal(String.valueOf(raw).strip());
    }

    private static Optional<Object> bool(Object raw) {
        return switch (String.valueOf(raw).strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> Optional.of(true);
            case "false", "no", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
