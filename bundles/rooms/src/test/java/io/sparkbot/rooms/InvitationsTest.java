package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.Problem;
import io.sparkbot.rooms.db.Tables;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

class InvitationsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private static final Optional<UUID> ANY_ROOM = Optional.empty();
    private static final Optional<Integer> NO_LIMIT = Optional.empty();
    private static final Optional<Instant> NO_END = Optional.empty();

    private final House house = new House(DATABASE);
    private final Person owner = house.crowd.human("owner");
    private final Person guest = house.crowd.human("guest");
    private UUID room;

    @BeforeEach
    void a_room() throws InterruptedException {
        DATABASE.clear();
        room = house.room(owner);
        house.awaitToldOf(owner);
    }

    private static Problem refusal(Executable act) {
        return assertThrows(Problem.class, act);
    }

    private String token(RoomRole role, Optional<Integer> limit) {
        return house.invitations.make(room, owner, role, limit, NO_END).token();
    }

    @Test
    @Tag("W-21")
    @Tag("F-029")
    void W_21_the_token_is_told_once_works_and_is_nowhere_kept() throws Exception {
        Invitations.Made made = house.invitations.make(room, owner, RoomRole.VIEWER, Optional.of(1), NO_END);
        assertTrue(made.token().length() >= 43, "256 random bits");
        InviteView listed = InviteView.of(house.invitations.of(room, owner).getFirst());
        assertEquals(null, listed.token());
        assertEquals(made.invite().id(), listed.id());
        String rows = house.database.query(sql -> sql.selectFrom(Tables.INVITE).fetch().formatJSON());
        assertFalse(rows.contains(made.token()));
        byte[] kept = house.database.query(sql -> sql.selectFrom(Tables.INVITE).fetchSingle().getTokenHash());
        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(made.token().getBytes(StandardCharsets.UTF_8)), kept);
        assertEquals(RoomRole.VIEWER, house.invitations.join(Optional.of(room), made.token(), guest).role());
        assertEquals(new RoomEvent.MembershipChanged(room, guest.id(), "VIEWER"), house.next(RoomEvent.MembershipChanged.class));
        assertEquals(1, house.invitations.of(room, owner).getFirst().usedCount());
    }

    @Test
    @Tag("W-21")
    void W_21_an_invitation_without_a_limit_opens_the_room_again_and_again() {
        String token = token(RoomRole.MEMBER, NO_LIMIT);
        IntStream.range(0, 5).forEach(i -> house.invitations.join(ANY_ROOM, token, house.crowd.human("guest" + i)));
        assertEquals(6, house.rooms.members(room).size());
    }

    @Test
    @Tag("F-029")
    @Tag("W-21")
    void CK_7_fifty_join_at_once_with_a_limit_of_ten_and_ten_come_in() throws Exception {
        String token = token(RoomRole.MEMBER, Optional.of(10));
        AtomicInteger invalid = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(50);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                Person one = house.crowd.human("guest" + i);
                threads.submit(() -> {
                    together.countDown();
                    together.await();
                    try {
                        return House.insisting(() -> house.invitations.join(ANY_ROOM, token, one));
                    } catch (Problem refused) {
                        assertEquals("invite_invalid", refused.code());
                        invalid.incrementAndGet();
                        throw refused;
                    }
                });
            }
        }
        assertEquals(40, invalid.get());
        assertEquals(11, house.rooms.members(room).size());
        assertEquals(10, house.invitations.of(room, owner).getFirst().usedCount());
    }

    @Test
    void one_person_who_joins_twice_at_once_uses_the_invitation_once() throws Exception {
        String token = token(RoomRole.MEMBER, Optional.of(5));
        CountDownLatch together = new CountDownLatch(4);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return House.insisting(() -> house.invitations.join(ANY_ROOM, token, guest));
                });
            }
        }
        assertEquals(1, house.invitations.of(room, owner).getFirst().usedCount());
        assertEquals("already_member", refusal(() -> house.invitations.join(ANY_ROOM, token, guest)).code());
    }

    @Test
    void unknown_expired_revoked_used_up_and_misplaced_tokens_are_refused_alike() {
        UUID other = house.room(owner);
        Invitations.Made revoked = house.invitations.make(room, owner, RoomRole.MEMBER, NO_LIMIT, NO_END);
        house.invitations.revoke(room, owner, revoked.invite().id());
        Invitations.Made expired = house.invitations.make(room, owner, RoomRole.MEMBER, NO_LIMIT, Optional.of(Instant.now().plusSeconds(60)));
        house.database.query(sql -> sql.update(Tables.INVITE).set(Tables.INVITE.EXPIRES_AT, Instant.now().minusSeconds(1)).execute());
        String usedUp = token(RoomRole.MEMBER, Optional.of(1));
        house.invitations.join(ANY_ROOM, usedUp, house.crowd.human("first"));
        for (String token : List.of("", "nonsense", "x".repeat(5000), revoked.token(), expired.token(), usedUp)) {
            assertEquals("invite_invalid", refusal(() -> house.invitations.join(ANY_ROOM, token, guest)).code());
            assertEquals("invite_invalid", refusal(() -> house.invitations.preview(token)).code());
        }
        String good = token(RoomRole.MEMBER, NO_LIMIT);
        assertEquals("invite_invalid", refusal(() -> house.invitations.join(Optional.of(other), good, guest)).code());
        assertEquals(404, refusal(() -> house.invitations.join(Optional.of(UUID.randomUUID()), good, guest)).status());
        assertTrue(house.rooms.member(room, guest.id()).isEmpty());
    }

    @Test
    void a_preview_names_the_room_the_role_and_who_invites() {
        assertEquals(
                new Invitations.Preview("Room of owner", RoomRole.VIEWER, "owner"), house.invitations.preview(token(RoomRole.VIEWER, NO_LIMIT)));
    }

    @Test
    void only_leads_see_make_and_revoke_invitations_and_only_of_their_room() {
        Person member = house.crowd.human("member");
        house.memberships.add(room, owner, member.id(), RoomRole.MEMBER);
        UUID invite = house.invitations.make(room, owner, RoomRole.MEMBER, NO_LIMIT, NO_END).invite().id();
        for (Person by : List.of(member, guest)) {
            assertEquals(403, refusal(() -> house.invitations.of(room, by)).status());
            assertEquals(403, refusal(() -> house.invitations.make(room, by, RoomRole.MEMBER, NO_LIMIT, NO_END)).status());
            assertEquals(403, refusal(() -> house.invitations.revoke(room, by, invite)).status());
        }
        UUID foreign = house.room(guest);
        assertEquals(404, refusal(() -> house.invitations.revoke(foreign, guest, invite)).status());
        assertEquals(1, house.invitations.of(room, owner).size());
    }

    @Test
    void limits_roles_and_times_out_of_bounds_are_refused() {
        house.memberships.add(room, owner, guest.id(), RoomRole.MOD);
        assertEquals(403, refusal(() -> house.invitations.make(room, guest, RoomRole.OWNER, NO_LIMIT, NO_END)).status());
        assertEquals(422, refusal(() -> house.invitations.make(room, owner, RoomRole.OWNER, NO_LIMIT, NO_END)).status());
        assertEquals(422, refusal(() -> house.invitations.make(room, owner, RoomRole.BOT, NO_LIMIT, NO_END)).status());
        assertEquals(422, refusal(() -> house.invitations.make(room, owner, RoomRole.MEMBER, Optional.of(0), NO_END)).status());
        assertEquals(422, refusal(() -> house.invitations.make(room, owner, RoomRole.MEMBER, NO_LIMIT, Optional.of(Instant.EPOCH))).status());
        IntStream.range(0, Invitations.PER_ROOM).forEach(i -> token(RoomRole.MEMBER, NO_LIMIT));
        assertEquals(409, refusal(() -> token(RoomRole.MEMBER, NO_LIMIT)).status());
    }

    @Test
    void cleaning_up_removes_what_opens_nothing_and_keeps_the_rest() {
        house.invitations.join(ANY_ROOM, token(RoomRole.MEMBER, Optional.of(1)), guest);
        house.invitations.make(room, owner, RoomRole.MEMBER, NO_LIMIT, Optional.of(Instant.now().plusSeconds(60)));
        house.database.query(sql -> sql.update(Tables.INVITE)
                .set(Tables.INVITE.EXPIRES_AT, Instant.now().minusSeconds(1))
                .where(Tables.INVITE.EXPIRES_AT.isNotNull())
                .execute());
        String good = token(RoomRole.MEMBER, Optional.of(2));
        assertEquals(2, house.invitations.cleanUp());
        house.invitations.join(ANY_ROOM, good, house.crowd.human("late"));
        assertEquals(403, refusal(() -> new JoiningResource(house.invitations, house.crowd).cleanUp(guest)).status());
        assertEquals(0, new JoiningResource(house.invitations, house.crowd).cleanUp(house.crowd.human("operator")).removed());
    }

    @Test
    void invitations_go_with_their_room() {
        String token = token(RoomRole.MEMBER, NO_LIMIT);
        house.rooms.delete(room, owner);
        assertEquals("invite_invalid", refusal(() -> house.invitations.join(ANY_ROOM, token, guest)).code());
    }
}
