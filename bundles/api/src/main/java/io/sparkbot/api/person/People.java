package io.sparkbot.api.person;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.osgi.annotation.versioning.ProviderType;

/** The people of this installation. */
@ProviderType
public interface People {

    Optional<Person> find(UUID id);

    Optional<Person> byUsername(String username);

    /** All that exist among {@code ids}, in one statement. */
    Map<UUID, Person> byIds(Collection<UUID> ids);

    /** The bot user with this user name (for example {@code sparkbot}), created when it does not exist yet. */
    Person bot(String username, String displayName);

    /** Whether the person may act as operator: on the operator list, or any active local human when there is no list. */
    boolean isOperator(Person person);
}
