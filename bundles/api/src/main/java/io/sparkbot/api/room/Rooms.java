package io.sparkbot.api.room;

import java.util.List;
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
