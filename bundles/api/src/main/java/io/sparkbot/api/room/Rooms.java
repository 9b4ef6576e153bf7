package io.sparkbot.api.room;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import org.osgi.annotation.versioning.ProviderType;

/** Rooms and who is in them. */
@ProviderType
public interface Rooms {

    Optional<Room> find(UUID roomId);

    /** The person's membership; empty when not a member. */
    Optional<Member> member(UUID roomId, UUID personId);

    /** The person's roles in these rooms; rooms the person is no member of are absent. */
    default Map<UUID, RoomRole> roles(UUID personId, Collection<UUID> roomIds) {
        Map<UUID, RoomRole> roles = new HashMap<>();
        roomIds.forEach(room -> member(room, personId).ifPresent(member -> roles.put(room, member.role())));
        return roles;
    }

    /** How many messages of others the person has not seen in the room; counting stops at a hundred. 0 for somebody who is no member. */
    default int unread(UUID roomId, UUID personId) {
        return 0;
    }

    /** The rooms the person is a member of, most recently active first. */
    List<Room> of(UUID personId, int skip, int limit);

    /**
     * The membership, or the refusal every route gives.
     *
     * @throws io.sparkbot.api.web.Problem 404 {@code not_found} for an unknown room, 403 {@code not_member} for somebody else's
     */
    Access require(UUID roomId, Person person);

    /** A room together with the asking person's membership. */
    record Access(Room room, Member member) {

        /**
         * @throws io.sparkbot.api.web.Problem 403 {@code viewer_read_only} when the member may only read
         */
        public Access sending() {
            if (!member.role().canSend()) {
                throw io.sparkbot.api.web.Problem.forbidden(
                        "viewer_read_only", "Viewers of this room can read but not write. Ask an owner of the room for the member role.");
            }
            return this;
        }
    }
}
