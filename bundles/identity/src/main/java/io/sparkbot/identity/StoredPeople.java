package io.sparkbot.identity;

import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The people of this installation, from the database. */
@Component
public final class StoredPeople implements People {

    private final IdentityStore store;
    private final IdentitySettings settings;

    @Activate
    public StoredPeople(@Reference IdentityStore store, @Reference IdentitySettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @Override
    public Optional<Person> find(UUID id) {
        return store.person(id).map(PersonRow::person);
    }

    @Override
    public Optional<Person> byUsername(String username) {
        return store.byUsername(username).map(PersonRow::person);
    }

    @Override
    public Map<UUID, Person> byIds(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : store.byIds(Set.copyOf(ids)).stream().map(PersonRow::person).collect(Collectors.toUnmodifiableMap(Person::id, Function.identity()));
    }

    @Override
    public Person bot(String username, String displayName) {
        return store.byUsername(username).orElseGet(() -> store.bot(username, displayName)).person();
    }

    @Override
    public boolean isOperator(Person person) {
        Set<String> operators = settings.now().operators();
        boolean listed = operators.isEmpty() || operators.contains(person.username().toLowerCase(Locale.ROOT));
        return listed && person.active() && person.type() == PersonType.HUMAN;
    }
}
