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
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The people of this installation, from the database. */
@Component
public final class StoredPeople implements People {

    private final IdentityStore store;
    private final IdentitySettings settings;
    private final Map<String, UUID> bots = new ConcurrentHashMap<>();

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
        return store.shown(Set.copyOf(ids));
    }

    @Override
    public Person bot(String username, String displayName) {
        Person known = Optional.ofNullable(bots.get(username)).map(id -> byIds(Set.of(id)).get(id)).orElse(null);
        if (known != null && known.username().equals(username)) {
            return known;
        }
        Person bot = store.byUsername(username).orElseGet(() -> store.bot(username, displayName)).person();
        bots.put(bot.username(), bot.id());
        return bot;
    }

    @Override
    public boolean isOperator(Person person) {
        Set<String> operators = settings.now().operators();
        boolean listed = operators.isEmpty() || operators.contains(person.username().toLowerCase(Locale.ROOT));
        return listed && person.active() && person.type() == PersonType.HUMAN;
    }
}
