package io.sparkbot.api.audit;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.osgi.annotation.versioning.ProviderType;

/** The append-only, hash-chained record. Redaction happens inside, so that no caller can forget it. */
@ProviderType
public interface Audit {

    /**
     * Appends an entry; returns when it is durable.
     *
     * @throws io.sparkbot.api.store.DatabaseUnavailable when it could not be written
     */
    UUID append(AuditEntry entry);

    /**
     * Appends an entry without waiting for it to be durable; entries keep the order in which they were given. For what nobody's safety hangs
     * on, such as what a read answered: a crash right after may lose it, an orderly stop does not. A failure to write is logged.
     */
    default void appendLater(AuditEntry entry) {
        append(entry);
    }

    /**
     * What is written.
     *
     * @param tool name of the tool or a special name such as {@code policy_decision}; at most 100 characters
     * @param input plain values (text, numbers, booleans, lists, maps); redacted, then cut at 2,000 characters of JSON
     * @param result redacted, then cut at 1,000 characters
     */
    record AuditEntry(
            Optional<UUID> personId,
            Optional<UUID> roomId,
            String tool,
            Map<String, ?> input,
            String result,
            Optional<String> agent,
            Optional<String> model,
            Optional<UUID> turnId) {}
}
