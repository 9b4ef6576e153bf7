package io.sparkbot.identity;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A person as stored, without the password hash. */
record PersonRow(
        UUID id,
        String username,
        PersonType type,
        AccountRole role,
        boolean active,
        Optional<String> fullName,
        Optional<String> email,
        Optional<String> botDisplayName,
        Optional<String> botSlug,
        boolean botAutoMode,
        Instant createdAt,
        Instant updatedAt) {

    Person person() {
        return new Person(id, username, botDisplayName.or(() -> fullName).orElse(username), type, role, active);
    }
}
