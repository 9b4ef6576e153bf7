package io.sparkbot.guardian.approvals;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.secret.Sealer;
import io.sparkbot.api.web.Problem;

/** The neighbours of the approvals: two rooms with the same people in them, a clock that can be moved, a log that remembers. */
final class Office implements Rooms, Audit, Sealer {

    final UUID room = UUID.randomUUID();
    final UUID nextDoor = UUID.randomUUID();
    final List<AuditEntry> entries = Collections.synchronizedList(new ArrayList<>());
    final List<RoomEvent> events = Collections.synchronizedList(new ArrayList<>());
    final Map<UUID, RoomRole> roles = new HashMap<>();
    private final List<UUID> operators = new ArrayList<>();
    volatile Duration later = Duration.ZERO;
    volatile boolean logIsFull;

    Person person(RoomRole role) {
        Person person = new Person(UUID.randomUUID(), "p" + roles.size(), "P", PersonType.HUMAN, AccountRole.MEMBER, true);
        roles.put(person.id(), role);
        return person;
    }

    Person operator() {
        Person person = person(RoomRole.MEMBER);
        operators.add(person.id());
        return person;
    }

    Person stranger() {
        return new Person(UUID.randomUUID(), "stranger", "S", PersonType.HUMAN, AccountRole.MEMBER, true);
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().plus(later);
            }
        };
    }

    @Override
    public UUID append(AuditEntry entry) {
        if (logIsFull) {
            throw new IllegalStateException("the log is full");
        }
        entries.add(entry);
        return UUID.randomUUID();
    }

    /** Not secret, but bound to its context and unlike the plain text. */
    @Override
    public byte[] seal(byte[] plain, String context) {
        byte[] mixed = (context + "\n" + new String(plain, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] ^= 0x5a;
        }
        return mixed;
    }

    @Override
    public byte[] open(byte[] sealed, String context) {
        byte[] plain = sealed.clone();
        for (int i = 0; i < plain.length; i++) {
            plain[i] ^= 0x5a;
        }
        byte[] head = (context + "\n").getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(head, Arrays.copyOf(plain, head.length))) {
            throw new IllegalArgumentException("another context");
        }
        return Arrays.copyOfRange(plain, head.length, plain.length);
    }

    private boolean isHere(UUID roomId) {
        return roomId.equals(room) || roomId.equals(nextDoor);
    }

    @Override
    public Optional<Member> member(UUID roomId, UUID personId) {
        return Optional.ofNullable(roles.get(personId)).filter(role -> isHere(roomId)).map(role -> new Member(roomId, personId, role, Instant.now()));
    }

    @Override
    public Access require(UUID roomId, Person person) {
        Room there = find(roomId).orElseThrow(() -> Problem.notFound("no room"));
        return new Access(there, member(roomId, person.id()).orElseThrow(() -> Problem.forbidden("not_member", "not yours")));
    }

    @Override
    public Optional<Room> find(UUID roomId) {
        return isHere(roomId)
                ? Optional.of(new Room(roomId, "Office", Optional.empty(), room, Instant.now(), Instant.now(), Optional.empty(), false))
                : Optional.empty();
    }

    @Override
    public List<Room> of(UUID personId, int skip, int limit) {
        return List.of();
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
                return operators.contains(person.id());
            }
        };
    }
}
