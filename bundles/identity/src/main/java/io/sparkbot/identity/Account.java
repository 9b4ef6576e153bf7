package io.sparkbot.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sparkbot.api.person.AccountRole;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An account as its owner and the administrators see it. */
public record Account(
        UUID id,
        String username,
        Optional<String> email,
        AccountRole role,
        @JsonProperty("is_active") boolean active,
        @JsonProperty("is_superuser") boolean superuser,
        Optional<String> fullName,
        Instant createdAt) {

    static Account of(PersonRow row) {
        return new Account(
                row.id(), row.username(), row.email(), row.role(), row.active(), row.role() == AccountRole.ADMIN, row.fullName(), row.createdAt());
    }
}
