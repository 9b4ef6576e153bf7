package io.sparkbot.api.person;

import java.util.UUID;

/**
 * A person or a bot user.
 *
 * @param username unique, at most 100 characters
 * @param displayName what people see; the user name where nothing else is set
 */
public record Person(UUID id, String username, String displayName, PersonType type, AccountRole role, boolean active) {

    public boolean isBot() {
        return type == PersonType.BOT;
    }

    public boolean isAdmin() {
        return role == AccountRole.ADMIN && active;
    }
}
