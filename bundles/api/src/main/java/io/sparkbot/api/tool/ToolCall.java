package io.sparkbot.api.tool;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.egress.OutboundHttp;
import io.sparkbot.api.person.Person;
import org.osgi.annotation.versioning.ProviderType;

/** One call: who asks, with what, until when, and the ways out that a tool may use. Never a database. */
@ProviderType
public interface ToolCall {

    /** Unique for this call; goes into the audit. */
    UUID id();

    /** Checked against the schema: text, {@code Long}, {@code java.math.BigDecimal}, {@code Boolean}, {@code List}, {@code Map}. Absent keys are absent. */
    Map<String, Object> arguments();

    Person person();

    Optional<UUID> room();

    Optional<String> agent();

    Locale locale();

    ZoneId zone();

    Instant deadline();

    /** Whether the turn was stopped; long work looks from time to time. */
    boolean cancelled();

    OutboundHttp http();

    /** Small values this tool keeps, apart from every other tool's: for the person in this room. */
    KeyValues values();

    /** A private key/value area. Keys up to 200 characters, values up to 64 KiB of text. */
    interface KeyValues {

        Optional<String> get(String key);

        void put(String key, String value);

        void remove(String key);
    }
}
