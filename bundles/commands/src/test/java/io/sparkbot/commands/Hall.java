package io.sparkbot.commands;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.web.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One room with one person of each role. */

final class Hall implements Rooms {

    final UUID room = UUID.randomUUID();
    final Person operator = human("operator");
    private final Map<UUID, RoomRole> roles = new HashMap<>();

    Person with(RoomRole role) {
        Person person = human(role.name());
        roles.put(person.id(), role);
        return person;
    }

    Person operatorAs(RoomRole role) {
        roles.put(operator.id(), role);
        return operator;
    }

    static Person human(String name) {
        return new Person(UUID.randomUUID(), name, name, PersonType.HUMAN, AccountRole.MEMBER, true);
    }

    @Override
    public Optional<Room> find(UUID id) {
        return id.equals(room)
                ? Optional.of(new Room(room, "Hall", Optional.empty(), room, Instant.now(), Instant.now(), Optional.empty(), false))
                : Optional.empty();
    }

    @Override
    public Optional<Member> member(UUID roomId, UUID personId) {
        return Optional.ofNullable(roles.get(personId)).map(role -> new Member(roomId, personId, role, Instant.now()));
    }

    @Override
    public List<Room> of(UUID personId, int skip, int limit) {
        return List.of();
    }

    @Override
    public Access require(UUID roomId, Person person) {
        Room there = this.find(roomId).orElseThrow(() -> Problem.notFound("no room"));
        return new Access(there, member(roomId, person.id()).orElseThrow(() -> Problem.forbidden("not_member", "not yours")));
    }

    People people() {
        return new People() {
            @Override
            public Optional<Person> find(UUID id) {
                return Optional.empty();
            }

            @Override
            public Optional<Person> byUsername(String username) {
                return Optional.empty();
            }

            @Override
            public Map<UUID, Person> byIds(Collection<UUID> ids) {
                return Map.of();
            }

            @Override
            public Person bot(String username, String displayName) {
                throw new UnsupportedOperationException("no bots here");
            }

            @Override
            public boolean isOperator(Person person) {
                return person.id().equals(operator.id());
            }
        };
    }
}
