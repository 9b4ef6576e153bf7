package io.sparkbot.identity;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.identity.db.tables.records.PersonRecord;
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

    static PersonRow of(PersonRecord row) {
        return new PersonRow(
                row.getId(),
                row.getUsername(),
                PersonType.valueOf(row.getType()),
                AccountRole.valueOf(row.getRole()),
                row.getActive(),
                Optional.ofNullable(row.getFullName()),
                Optional.ofNullable(row.getEmail()),
                Optional.ofNullable(row.getBotDisplayName()),
                Optional.ofNullable(row.getBotSlug()),
                row.getBotAutoMode(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }

    /** An account that is to be made; the times are the database's to set. */
    static PersonRow account(UUID id, String username, AccountRole role, Optional<String> fullName, Optional<String> email) {
        return new PersonRow(id, username, PersonType.HUMAN, role, true, fullName, email, Optional.empty(), Optional.empty(), false, Instant.EPOCH, Instant.EPOCH);
    }

    Person person() {
        return new Person(id, username, botDisplayName.or(() -> fullName).orElse(username), type, role, active);
    }

    boolean isHuman() {
        return type == PersonType.HUMAN;
    }

    PersonRow withProfile(Optional<String> newFullName, Optional<String> newEmail) {
        return new PersonRow(id, username, type, role, active, newFullName, newEmail, botDisplayName, botSlug, botAutoMode, createdAt, updatedAt);
    }

    PersonRow withAccess(AccountRole newRole, boolean newActive) {
        return new PersonRow(id, username, type, newRole, newActive, fullName, email, botDisplayName, botSlug, botAutoMode, createdAt, updatedAt);
    }

    PersonRow withNames(String newUsername, Optional<String> newBotDisplayName, boolean newBotAutoMode) {
        return new PersonRow(id, newUsername, type, role, active, fullName, email, newBotDisplayName, botSlug, newBotAutoMode, createdAt, updatedAt);
    }
}
