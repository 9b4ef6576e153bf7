package io.sparkbot.rooms;

import java.time.Instant;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import org.jspecify.annotations.Nullable;

/** A person as the chat routes show people. Identifiers are UUIDv7, so they tell when the person was made. */
@ApiName("ChatPerson")
record PersonView(
        UUID id,
        String username,
        @ApiField(oneOf = {"HUMAN", "BOT"}) String type,
        @Nullable String botDisplayName,
        @Nullable String botSlug,
        boolean botAutoMode,
        boolean isActive,
        Instant createdAt,
        Instant updatedAt) {

    static PersonView of(Person person) {
        Instant made = Instant.ofEpochMilli(person.id().getMostSignificantBits() >>> 16);
        return new PersonView(
                person.id(),
                person.username(),
                person.type().name(),
                person.isBot() ? person.displayName() : null,
                person.isBot() ? person.username() : null,
                false,
                person.active(),
                made,
                made);
    }
}
