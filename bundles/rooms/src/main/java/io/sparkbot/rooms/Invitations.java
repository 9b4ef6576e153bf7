package io.sparkbot.rooms;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Invitations into rooms. A token is given out once and opens the room as often as was said; joins of a room happen one after the other, so
 * that a use is counted exactly when somebody came in. An invitation ends when its maker no longer leads the room.
 */
@Component(service = Invitations.class)
public final class Invitations {

    static final int PER_ROOM = 100;
    static final int MAX_USES = 100_000;
    private static final int LONGEST_TOKEN = 200;

    private final Database database;
    private final InviteStore store;
    private final MemberStore members;
    private final Memberships memberships;
    private final RoomDirectory rooms;
    private final People people;
    private final Clock clock = Clock.systemUTC();
    private final InviteTokens tokens = new InviteTokens();

    @Activate
    public Invitations(
            @Reference(target = "(schema=rooms)") Database database,
            @Reference Memberships memberships,
            @Reference RoomDirectory rooms,
            @Reference People people) {
        this.database = database;
        this.store = new InviteStore(database);
        this.members = new MemberStore(database);
        this.memberships = memberships;
        this.rooms = rooms;
        this.people = people;
    }

    /** An invitation and its token, which is in no later answer. */
    record Made(InviteStore.Invite invite, String token) {}

    /** @throws Problem 403 when the person does not lead the room, 409 when the room has {@value #PER_ROOM} invitations, 422 for a bad value */
    Made make(UUID roomId, Person by, RoomRole role, Optional<Integer> usageLimit, Optional<Instant> expiresAt) {
        return database.transaction(sql -> {
            locked(roomId);
            Member acting = memberships.leading(roomId, by, "invite people");
            Memberships.mayGive(acting, role);
            if (role == RoomRole.OWNER || role == RoomRole.BOT) {
                throw InvalidField.body("role", "unsuitable", "an invitation gives MOD, MEMBER or VIEWER; make somebody an owner once they are a member");
            }
            usageLimit.ifPresent(limit -> Fields.within("body", "usage_limit", limit, 1, MAX_USES, 1));
            expiresAt.filter(end -> !end.isAfter(clock.instant())).ifPresent(end -> {
                throw InvalidField.body("expires_at", "past", "expires_at is " + end + " and has passed; name a later time or leave it out");
            });
            if (store.count(roomId) >= PER_ROOM) {
                throw Problem.conflict("conflict", "The room has " + PER_ROOM + " invitations, and that is the limit. Revoke some of them first.");
            }
            String token = tokens.make();
            return new Made(store.add(roomId, by.id(), InviteTokens.hash(token), role, usageLimit, expiresAt), token);
        });
    }

    List<InviteStore.Invite> of(UUID roomId, Person person) {
        memberships.leading(roomId, person, "see its invitations");
        return store.all(roomId);
    }

    /** @throws Problem 404 when the room has no such invitation */
    void revoke(UUID roomId, Person person, UUID inviteId) {
        memberships.leading(roomId, person, "revoke invitations");
        if (!store.remove(roomId, inviteId)) {
            throw Problem.notFound("There is no such invitation in this room.");
        }
    }

    /** What an invitation leads to. */
    @ApiName("RoomInvitePreview")
    record Preview(String roomName, RoomRole role, String invitedBy) {}

    /** @throws Problem 400 {@code invite_invalid} */
    Preview preview(String token) {
        InviteStore.Invite invite = usable(token);
        Person maker = people.find(invite.createdBy()).filter(Person::active).orElseThrow(Invitations::invalid);
        return new Preview(rooms.find(invite.roomId()).orElseThrow(Invitations::invalid).name(), invite.role(), maker.displayName());
    }

    /**
     * Makes the person a member of the room that the token opens.
     *
     * @param roomId the only room that will do; empty for whichever the token opens
     * @throws Problem 400 {@code already_member} or {@code invite_invalid}, 404 for an unknown room
     */
    Member join(Optional<UUID> roomId, String token, Person person) {
        roomId.filter(id -> rooms.find(id).isEmpty()).ifPresent(id -> {
            throw RoomDirectory.noRoom();
        });
        return database.transaction(sql -> {
            InviteStore.Invite invite = usable(token);
            if (roomId.filter(id -> !id.equals(invite.roomId())).isPresent()) {
                throw invalid();
            }
            locked(invite.roomId());
            if (members.find(invite.roomId(), person.id()).isPresent()) {
                throw Memberships.alreadyMember();
            }
            if (people.find(invite.createdBy()).filter(Person::active).isEmpty() || !store.use(invite.id())) {
                throw invalid();
            }
            return memberships.admit(invite.roomId(), person, invite.role());
        });
    }

    /** Removes every invitation that opens nothing any more; tells how many. */
    int cleanUp() {
        return store.removeSpent();
    }

    private InviteStore.Invite usable(String token) {
        if (token.isBlank() || token.length() > LONGEST_TOKEN) {
            throw invalid();
        }
        return store.usable(InviteTokens.hash(token.strip())).orElseThrow(Invitations::invalid);
    }

    private void locked(UUID roomId) {
        if (!members.lock(roomId)) {
            throw RoomDirectory.noRoom();
        }
    }

    private static Problem invalid() {
        return Problem.badRequest("invite_invalid", "This invitation is unknown, used up, revoked or expired. Ask for a new one.");
    }
}
