package io.sparkbot.rooms;

import java.time.Instant;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.web.ApiField;
import org.jspecify.annotations.Nullable;

/**
 * A membership on the wire.
 *
 * @param id of the membership: the person's, since a person is in a room once
 */
record MemberView(UUID id, UUID roomId, UUID userId, @ApiField(oneOf = {"OWNER", "MOD", "MEMBER", "VIEWER", "BOT"}) String role, Instant joinedAt, @Nullable PersonView user) {

    static MemberView of(Member member, @Nullable Person person) {
        return new MemberView(
                member.personId(),
                member.roomId(),
                member.personId(),
                member.role().name(),
                member.joinedAt(),
                person == null ? null : PersonView.of(person));
    }
}
