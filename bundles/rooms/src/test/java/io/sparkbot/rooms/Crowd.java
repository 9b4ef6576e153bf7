package io.sparkbot.rooms;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.store.Database;

/** People for tests, made as they are named. */
final class Crowd implements People {

    private final Database database;
    private final Map<String, Person> byName = new ConcurrentHashMap<>();

    Crowd(Database database) {
        this.database = database;
    }

    Person human(String name) {
        return byName.computeIfAbsent(name, n -> new Person(database.newId(), n, n, PersonType.HUMAN, AccountRole.MEMBER, true));
    }

    Person inactive(String name) {
        return byName.computeIfAbsent(name, n -> new Person(database.newId(), n, n, PersonType.HUMAN, AccountRole.MEMBER, false));
    }

    @Override
    public Optional<Person> find(UUID id) {
        return byName.values().stream().filter(person -> person.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Person> byUsername(String username) {
        return Optional.ofNullable(byName.get(username));
    }

    @Override
    public Map<UUID, Person> byIds(Collection<UUID> ids) {
        Map<UUID, Person> found = new LinkedHashMap<>();
        ids.forEach(id -> find(id).ifPresent(person -> found.put(id, person)));
        return found;
    }

    @Override
    public Person bot(String username, String displayName) {
        return byName.computeIfAbsent(username, n -> new Person(database.newId(), n, displayName, PersonType.BOT, AccountRole.MEMBER, true));
    }

    @Override
    public boolean isOperator(Person person) {
        return person.username().equals("operator");
    }
}
