package io.sparkbot.rooms;

import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomEvents;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who comes into a room, with which role, and who leaves. Owners do everything; moderators everything that touches no owner. Changes of one
 * room happen one after the other, and rights are looked at when it is their turn, so that nobody acts with a role just taken away.
 */
@Component(service = Memberships.class)
public final class Memberships {

    private final Database database;
    private final MemberStore store;
    private final RoomDirectory rooms;
    private final People people;
    private final RoomEvents events;

    @Activate
    public Memberships(
            @Reference(target = "(schema=rooms)") Database database,
            @Reference RoomDirectory rooms,
            @Reference People people,
            @Reference RoomEvents events) {
        this.database = database;
        this.store = new MemberStore(database);
        this.rooms = rooms;
        this.people = people;
        this.events = events;
    }

    /** @throws Problem as {@link RoomDirectory#enter}, and 403 when the person does not lead the room */
    Member leading(UUID roomId, Person person, String act) {
        Member member = rooms.enter(roomId, person).member();
        if (!member.role().leads()) {
            throw Problem.forbidden("not_allowed", "Only owners and moderators of the room can " + act + ".");
        }
        return member;
    }

    /**
     * Takes somebody into the room; who is a member already stays what they are.
     *
     * @throws Problem 403 without the right to give that role, 404 for an unknown person, 422 for a role that does not suit the person
     */
    Member add(UUID roomId, Person by, UUID personId, RoomRole role) {
        return changing(roomId, () -> {
            mayGive(leading(roomId, by, "add people"), role);
            Person added = people.find(personId).filter(Person::active).orElseThrow(() -> Problem.notFound("There is no such person, or the account is closed."));
            suits(added, role);
            Optional<Member> member = store.add(roomId, personId, role);
            member.ifPresent(this::tell);
            return member.or(() -> store.find(roomId, personId)).orElseThrow();
        });
    }

    /**
     * Takes in somebody who holds an invitation. Belongs into a transaction that has locked the room.
     *
     * @throws Problem 400 when the person is a member already
     */
    Member admit(UUID roomId, Person person, RoomRole role) {
        Member member = store.add(roomId, person.id(), role).orElseThrow(Memberships::alreadyMember);
        tell(member);
        return member;
    }

    /**
     * Gives a member another role.
     *
     * @throws Problem 403 without the right to, or when the room would be left without an owner; 404 when the person is no member
     */
    Member change(UUID roomId, Person by, UUID personId, RoomRole role) {
        return changing(roomId, () -> {
            Member acting = leading(roomId, by, "change roles");
            Member now = store.find(roomId, personId).orElseThrow(Memberships::noMember);
            if (now.role() == RoomRole.OWNER && acting.role() != RoomRole.OWNER) {
                throw Problem.forbidden("not_allowed", "Only an owner can change the role of an owner.");
            }
            mayGive(acting, role);
            people.find(personId).ifPresent(person -> suits(person, role));
            if (role == now.role()) {
                return now;
            }
            if (now.role() == RoomRole.OWNER) {
                keepsAnOwner(roomId);
            }
            Member changed = store.change(roomId, personId, role);
            if (!role.leads()) {
                store.revokeInvitesOf(roomId, personId);
            }
            tell(changed);
            return changed;
        });
    }

    /**
     * Leaves the room, or removes somebody else from it. What the person has open there is closed.
     *
     * @throws Problem 403 without the right to, for an owner who is not oneself, and for the last owner; 404 when the person is no member
     */
    void remove(UUID roomId, Person by, UUID personId) {
        changing(roomId, () -> {
            boolean leaves = by.id().equals(personId);
            if (!leaves) {
                leading(roomId, by, "remove people");
            }
            Member gone = store.find(roomId, personId).orElseThrow(Memberships::noMember);
            if (gone.role() == RoomRole.OWNER) {
                if (!leaves) {
                    throw Problem.forbidden("not_allowed", "An owner cannot be removed. An owner can give them another role first.");
                }
                keepsAnOwner(roomId);
            }
            store.remove(roomId, personId);
            store.revokeInvitesOf(roomId, personId);
            events.publish(new RoomEvent.MembershipChanged(roomId, personId, ""));
            return personId;
        });
    }

    /** Runs the change when no other change of this room's members is under way. */
    private <T> T changing(UUID roomId, java.util.function.Supplier<T> change) {
        return database.transaction(sql -> {
            if (!store.lock(roomId)) {
                throw RoomDirectory.noRoom();
            }
            return change.get();
        });
    }

    private void tell(Member member) {
        events.publish(new RoomEvent.MembershipChanged(member.roomId(), member.personId(), member.role().name()));
    }

    private void keepsAnOwner(UUID roomId) {
        if (store.owners(roomId) == 1) {
            throw Problem.forbidden("not_allowed", "The room needs an owner. Make somebody else an owner first, or delete the room.");
        }
    }

    static void mayGive(Member acting, RoomRole role) {
        if (role == RoomRole.OWNER && acting.role() != RoomRole.OWNER) {
            throw Problem.forbidden("not_allowed", "Only an owner can make somebody an owner.");
        }
    }

    private static void suits(Person person, RoomRole role) {
        if (person.isBot() && role.leads()) {
            throw InvalidField.body("role", "unsuitable", person.username() + " is a bot and cannot lead a room; give it BOT, MEMBER or VIEWER");
        }
        if (!person.isBot() && role == RoomRole.BOT) {
            throw InvalidField.body("role", "unsuitable", person.username() + " is no bot; give OWNER, MOD, MEMBER or VIEWER");
        }
    }

    static Problem alreadyMember() {
        return Problem.badRequest("already_member", "You are a member of this room already.");
    }

    private static Problem noMember() {
        return Problem.notFound("This person is not a member of the room.");
    }
}
