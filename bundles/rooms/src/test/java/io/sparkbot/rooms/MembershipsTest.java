package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

class MembershipsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private final House house = new House(DATABASE);
    private final Person owner = house.crowd.human("owner");
    private final Person mod = house.crowd.human("mod");
    private final Person member = house.crowd.human("member");
    private final Person viewer = house.crowd.human("viewer");
    private final Person stranger = house.crowd.human("stranger");
    private UUID room;

    @BeforeEach
    void four_roles_in_one_room() throws InterruptedException {
        DATABASE.clear();
        room = house.room(owner);
        house.memberships.add(room, owner, mod.id(), RoomRole.MOD);
        house.memberships.add(room, owner, member.id(), RoomRole.MEMBER);
        house.memberships.add(room, owner, viewer.id(), RoomRole.VIEWER);
        house.awaitToldOf(viewer);
    }

    private static int refusal(Executable act) {
        return assertThrows(Problem.class, act).status();
    }

    private RoomRole role(Person person) {
        return house.rooms.member(room, person.id()).map(Member::role).orElseThrow();
    }

    @Test
    @Tag("F-028")
    @Tag("W-21")
    void W_21_owners_and_moderators_add_people_and_nobody_else_does() throws Exception {
        for (Person by : List.of(member, viewer, stranger)) {
            assertEquals(403, refusal(() -> house.memberships.add(room, by, stranger.id(), RoomRole.MEMBER)), by.username());
        }
        assertEquals(RoomRole.VIEWER, house.memberships.add(room, mod, stranger.id(), RoomRole.VIEWER).role());
        assertEquals(new RoomEvent.MembershipChanged(room, stranger.id(), "VIEWER"), house.next(RoomEvent.MembershipChanged.class));
    }

    @Test
    @Tag("F-028")
    void a_moderator_makes_nobody_an_owner_neither_by_adding_nor_by_changing() {
        assertEquals(403, refusal(() -> house.memberships.add(room, mod, stranger.id(), RoomRole.OWNER)));
        assertEquals(403, refusal(() -> house.memberships.change(room, mod, mod.id(), RoomRole.OWNER)));
        assertEquals(403, refusal(() -> house.memberships.change(room, mod, owner.id(), RoomRole.MEMBER)));
        assertEquals(RoomRole.OWNER, role(owner));
        assertEquals(RoomRole.MOD, role(mod));
        assertEquals(RoomRole.OWNER, house.memberships.change(room, owner, mod.id(), RoomRole.OWNER).role());
    }

    @Test
    @Tag("W-64")
    void W_64_who_is_a_member_already_stays_what_they_are_when_added_again() {
        assertEquals(RoomRole.MOD, house.memberships.add(room, owner, mod.id(), RoomRole.VIEWER).role());
        assertEquals(4, house.rooms.members(room).size());
        assertTrue(house.told.isEmpty(), "nothing happened, so nothing is told");
    }

    @Test
    void unknown_people_closed_accounts_and_unknown_rooms_are_not_found() {
        assertEquals(404, refusal(() -> house.memberships.add(room, owner, UUID.randomUUID(), RoomRole.MEMBER)));
        assertEquals(404, refusal(() -> house.memberships.add(room, owner, house.crowd.inactive("gone").id(), RoomRole.MEMBER)));
        assertEquals(404, refusal(() -> house.memberships.add(UUID.randomUUID(), owner, stranger.id(), RoomRole.MEMBER)));
        assertEquals(404, refusal(() -> house.memberships.change(room, owner, stranger.id(), RoomRole.MEMBER)));
        assertEquals(404, refusal(() -> house.memberships.remove(room, owner, stranger.id())));
    }

    @Test
    void a_bot_never_leads_a_room_and_a_human_is_no_bot() {
        Person bot = house.crowd.bot("sparkbot", "Sparkbot");
        assertEquals(422, refusal(() -> house.memberships.add(room, owner, bot.id(), RoomRole.OWNER)));
        assertEquals(422, refusal(() -> house.memberships.add(room, owner, bot.id(), RoomRole.MOD)));
        assertEquals(422, refusal(() -> house.memberships.change(room, owner, member.id(), RoomRole.BOT)));
        assertEquals(RoomRole.BOT, house.memberships.add(room, owner, bot.id(), RoomRole.BOT).role());
    }

    @Test
    void everybody_may_leave_but_only_leads_remove_others_and_nobody_an_owner() {
        assertEquals(403, refusal(() -> house.memberships.remove(room, member, viewer.id())));
        assertEquals(403, refusal(() -> house.memberships.remove(room, stranger, viewer.id())));
        assertEquals(403, refusal(() -> house.memberships.remove(room, mod, owner.id())));
        house.memberships.remove(room, viewer, viewer.id());
        house.memberships.remove(room, mod, member.id());
        house.memberships.change(room, owner, mod.id(), RoomRole.OWNER);
        assertEquals(403, refusal(() -> house.memberships.remove(room, mod, owner.id())), "one owner does not remove another");
        assertEquals(List.of(owner.id(), mod.id()), house.rooms.members(room).stream().map(Member::personId).toList());
    }

    @Test
    void the_last_owner_neither_leaves_nor_steps_down() {
        assertEquals(403, refusal(() -> house.memberships.remove(room, owner, owner.id())));
        assertEquals(403, refusal(() -> house.memberships.change(room, owner, owner.id(), RoomRole.MEMBER)));
        house.memberships.change(room, owner, member.id(), RoomRole.OWNER);
        house.memberships.remove(room, owner, owner.id());
        assertEquals(403, refusal(() -> house.rooms.require(room, owner)));
    }

    @Test
    void two_owners_who_leave_at_the_same_moment_leave_one_behind() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID shared = house.room(owner);
            house.memberships.add(shared, owner, mod.id(), RoomRole.OWNER);
            CountDownLatch together = new CountDownLatch(2);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Person leaver : List.of(owner, mod)) {
                    threads.submit(() -> {
                        together.countDown();
                        together.await();
                        house.memberships.remove(shared, leaver, leaver.id());
                        return leaver;
                    });
                }
            }
            assertEquals(1, house.rooms.members(shared).size());
        }
    }

    @Test
    void an_invitation_ends_with_the_role_of_who_made_it() {
        String token = house.invitations.make(room, mod, RoomRole.MOD, java.util.Optional.empty(), java.util.Optional.empty()).token();
        house.memberships.remove(room, owner, mod.id());
        assertEquals(400, refusal(() -> house.invitations.join(java.util.Optional.empty(), token, mod)), "no way back in by one's own invitation");
    }
}
