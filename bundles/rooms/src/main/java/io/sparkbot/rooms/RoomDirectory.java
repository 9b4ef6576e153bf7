package io.sparkbot.rooms;

import java.time.Clock;
import java.util.List;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomEvents;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.Problem;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The rooms there are and who is in them. */
@Component(service = {Rooms.class, RoomDirectory.class})
public final class RoomDirectory implements Rooms {

    static final String DIRECT_ROOM = "Sparkbot DM";
    static final String BOT = "sparkbot";

    private final RoomStore store;
    private final MemberStore memberStore;
    private final MineStore mineStore;
    private final RoomEvents events;
    private final People people;
    private final RoomSettings settings;
    private final Leftovers leftovers;
    private volatile @Nullable Audit audit;

    @Activate
    public RoomDirectory(
            @Reference(target = "(schema=rooms)") Database database,
            @Reference RoomEvents events,
            @Reference People people,
            @Reference RoomSettings settings) {
        this.store = new RoomStore(database, Clock.systemUTC());
        this.memberStore = new MemberStore(database);
        this.mineStore = new MineStore(database);
        this.events = events;
        this.people = people;
        this.settings = settings;
        this.leftovers = new Leftovers(store);
        leftovers.remove();
    }

    /** The audit stands on a higher floor and may come later; without it the execution gate cannot be opened. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setAudit(Audit service) {
        audit = service;
    }

    void unsetAudit(Audit service) {
        if (audit == service) {
            audit = null;
        }
    }

    @Deactivate
    void deactivate() {
        leftovers.close();
    }

    @Override
    public Optional<Room> find(UUID roomId) {
        return store.find(roomId).map(RoomDetails::room);
    }

    @Override
    public Optional<Member> member(UUID roomId, UUID personId) {
        return memberStore.find(roomId, personId);
    }

    @Override
    public Map<UUID, RoomRole> roles(UUID personId, Collection<UUID> roomIds) {
        return memberStore.roles(personId, roomIds);
    }

    @Override
    public int unread(UUID roomId, UUID personId) {
        return mineStore.find(roomId, personId).map(standing -> standing.mine().unread()).orElse(0);
    }

    @Override
    public List<Room> of(UUID personId, int skip, int limit) {
        return store.of(personId, skip, limit).stream().map(RoomDetails::room).toList();
    }

    @Override
    public Access require(UUID roomId, Person person) {
        Entry entry = enter(roomId, person);
        return new Access(entry.details().room(), entry.member());
    }

    /** A room in full together with the asking person's membership. */
    record Entry(RoomDetails details, Member member) {

        Access access() {
            return new Access(details.room(), member);
        }
    }

    /** @throws Problem as {@link #require} */
    Entry enter(UUID roomId, Person person) {
        RoomStore.Entry entry = store.entry(roomId, person.id()).orElseThrow(RoomDirectory::noRoom);
        Member member = entry.member().orElseThrow(() -> Problem.forbidden("not_member", "You are not a member of this room. Ask one of its owners to add you."));
        return new Entry(entry.details(), member);
    }

    List<MineStore.Kept> keptBy(UUID personId, int skip, int limit) {
        return mineStore.of(personId, skip, limit);
    }

    MineStore.Standing standing(UUID roomId, UUID personId) {
        return mineStore.find(roomId, personId).orElseThrow(RoomDirectory::noRoom);
    }

    List<Member> members(UUID roomId) {
        return memberStore.all(roomId);
    }

    RoomDetails create(Person owner, String name, Optional<String> description) {
        Room room = store.create(name, description, owner.id());
        events.publish(new RoomEvent.MembershipChanged(room.id(), owner.id(), RoomRole.OWNER.name()));
        return new RoomDetails(room, false, false, 0, Optional.empty(), 0);
    }

    /** The person's own room with the assistant; made on the first call, whoever calls at the same time. */
    Room direct(Person person) {
        Person bot = people.bot(BOT, "Sparkbot");
        return store.direct(DIRECT_ROOM, person.id(), bot.id(), settings.directRoomsMayExecute());
    }

    /** @throws Problem 403 when the person does not own the room, 422 for a bad value */
    RoomDetails change(UUID roomId, Person person, ObjectNode body) {
        requireOwner(roomId, person, "change its settings");
        return store.transaction(() -> {
            RoomDetails now = store.lock(roomId).orElseThrow(RoomDirectory::noRoom);
            RoomDetails wanted = RoomChanges.apply(now, body);
            if (wanted.room().executionAllowed() != now.room().executionAllowed()) {
                recordGate(roomId, person, wanted.room().executionAllowed());
            }
            store.update(wanted);
            events.publish(new RoomEvent.RoomChanged(roomId));
            return store.find(roomId).orElseThrow(RoomDirectory::noRoom);
        });
    }

    /** @throws Problem 403 when the person does not own the room */
    void delete(UUID roomId, Person person) {
        requireOwner(roomId, person, "delete it");
        store.transaction(() -> {
            store.delete(roomId);
            events.publish(new RoomEvent.RoomDeleted(roomId));
            return roomId;
        });
        leftovers.remove();
    }

    private void requireOwner(UUID roomId, Person person, String act) {
        if (enter(roomId, person).member().role() != RoomRole.OWNER) {
            throw Problem.forbidden("not_allowed", "Only an owner of the room can " + act + ".");
        }
    }

    /** A change of the execution gate that cannot be recorded does not happen, except that closing it is always possible. */
    private void recordGate(UUID roomId, Person person, boolean open) {
        Audit record = audit;
        if (record != null) {
            record.append(new Audit.AuditEntry(
                    Optional.of(person.id()), Optional.of(roomId), "room_execution_gate", Map.of("execution_allowed", open), open ? "opened" : "closed",
                    Optional.empty(), Optional.empty(), Optional.empty()));
        } else if (open) {
            throw new Problem(503, "unavailable", "The execution gate cannot be opened while the audit is not running. Try again in a moment.");
        }
    }

    static Problem noRoom() {
        return Problem.notFound("There is no such room.");
    }
}
