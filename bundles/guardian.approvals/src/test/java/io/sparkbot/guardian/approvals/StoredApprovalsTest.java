package io.sparkbot.guardian.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approval.State;
import io.sparkbot.api.policy.Approvals.New;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoredApprovalsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("guardian.approvals");

    private final Office office = new Office();
    private final Person asker = office.person(RoomRole.MEMBER);
    private final StoredApprovals approvals = approvals("room_leads");

    private StoredApprovals approvals(String deciders) {
        return new StoredApprovals(
                deciders, new ApprovalStore(DATABASE.of("guardian.approvals"), office), office.people(), office, office.events::add, office, office.clock());
    }

    @AfterEach
    void stop() throws Exception {
        approvals.stop();
    }

    private Approval ask() {
        return ask(Approval.Kind.CONFIRM);
    }

    private Approval ask(Approval.Kind kind) {
        return approvals.store(new New(
                kind, "filesystem", "{\"action\":\"delete\",\"path\":\"secret-plans.txt\"}", Map.of("path", "secret-plans.txt"), "delete the file",
                "needs a person", asker.id(), office.room, Optional.of(UUID.randomUUID()), UUID.randomUUID(), Optional.empty(), "web"));
    }

    private static String code(Runnable refused) {
        return assertThrows(Problem.class, refused::run).code();
    }

    @Test
    @Tag("F-275")
    void ck7_of_many_who_decide_at_once_exactly_one_gets_the_grant() throws Exception {
        Approval asked = ask();
        AtomicInteger granted = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> tries = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                tries.add(threads.submit(() -> {
                    approvals.grant(asked.id(), office.room, asker, "web");
                    return granted.incrementAndGet();
                }));
            }
            for (Future<?> one : tries) {
                try {
                    one.get();
                } catch (java.util.concurrent.ExecutionException refused) {
                    assertTrue(refused.getCause() instanceof Problem, () -> String.valueOf(refused.getCause()));
                }
            }
        }
        assertEquals(1, granted.get());
    }

    @Test
    @Tag("A9")
    @Tag("F-277")
    @Tag("CK-3")
    void a9_the_asker_a_lead_and_an_operator_may_decide_and_nobody_else() {
        assertEquals("not_allowed", code(() -> approvals.grant(ask().id(), office.room, office.person(RoomRole.MEMBER), "web")));
        assertEquals("viewer_read_only", code(() -> approvals.grant(ask().id(), office.room, office.person(RoomRole.VIEWER), "web")));
        assertEquals("not_member", code(() -> approvals.grant(ask().id(), office.room, office.stranger(), "web")));
        for (Person decider : List.of(asker, office.person(RoomRole.MOD), office.person(RoomRole.OWNER), office.operator())) {
            assertEquals(State.GRANTED, approvals.grant(ask().id(), office.room, decider, "web").state());
        }
    }

    @Test
    @Tag("A3")
    @Tag("W-10")
    @Tag("CK-3")
    void a3_an_approval_of_one_room_is_unknown_in_another() {
        Approval asked = ask();
        assertEquals("not_found", code(() -> approvals.grant(asked.id(), office.nextDoor, asker, "web")));
        assertEquals("not_found", code(() -> approvals.deny(asked.id(), office.nextDoor, asker, "web")));
        assertEquals(State.PENDING, approvals.find(asked.id()).orElseThrow().state());
    }

    @Test
    @Tag("A2")
    @Tag("W-11")
    void a2_a_privileged_call_is_not_granted_by_an_ordinary_yes() {
        assertEquals("privileged_required", code(() -> approvals.grant(ask(Approval.Kind.PRIVILEGED).id(), office.room, office.operator(), "web")));
    }

    @Test
    @Tag("A15")
    void a15_what_was_denied_cannot_be_approved_afterwards() {
        Approval asked = ask();
        assertEquals(State.DENIED, approvals.deny(asked.id(), office.room, asker, "web").state());
        assertEquals("not_found", code(() -> approvals.grant(asked.id(), office.room, asker, "web")));
    }

    @Test
    @Tag("F-275")
    @Tag("CK-3")
    void after_ten_minutes_it_has_expired_and_whoever_waits_is_told_once() {
        Approval asked = ask();
        List<UUID> told = new ArrayList<>();
        approvals.addObserver(lapsed -> told.add(lapsed.id()));
        office.later = Duration.ofMinutes(9);
        assertEquals(1, approvals.pending(List.of(office.room), 10).size());
        office.later = Duration.ofMinutes(11);
        assertEquals("expired", code(() -> approvals.grant(asked.id(), office.room, asker, "web")));
        approvals.lookAround();
        assertEquals(1, told.stream().filter(asked.id()::equals).count());
        assertEquals(List.of(), approvals.pending(List.of(office.room), 10));
    }

    @Test
    void a_grant_that_cannot_be_recorded_is_no_grant() {
        Approval asked = ask();
        office.logIsFull = true;
        assertThrows(IllegalStateException.class, () -> approvals.grant(asked.id(), office.room, asker, "web"));
        office.logIsFull = false;
        assertEquals(State.FAILED, approvals.find(asked.id()).orElseThrow().state());
    }

    @Test
    @Tag("X1")
    void what_a_dead_process_left_running_is_failed_and_never_granted_again() throws Exception {
        Approval lost = ask();
        Approval running = ask();
        approvals.grant(lost.id(), office.room, asker, "web");
        approvals.grant(running.id(), office.room, asker, "web");
        try (var connection = DriverManager.getConnection(DATABASE.url());
                var update = connection.prepareStatement("update guardian_approvals.approval set granted_in = ? where id = ?")) {
            String[] mark = ProcessMark.own().split("/");
            update.setString(1, mark[0] + "/" + mark[1] + "/1");
            update.setObject(2, lost.id());
            update.executeUpdate();
        }
        approvals.lookAround();
        assertEquals(State.FAILED, approvals.find(lost.id()).orElseThrow().state());
        assertEquals(State.GRANTED, approvals.find(running.id()).orElseThrow().state(), "this process still runs it");
        assertEquals("not_found", code(() -> approvals.grant(lost.id(), office.room, asker, "web")));
    }

    @Test
    @Tag("S2")
    @Tag("S5")
    void s2_the_arguments_are_not_readable_in_the_database() throws Exception {
        Approval asked = ask();
        try (var connection = DriverManager.getConnection(DATABASE.url());
                var select = connection.prepareStatement("select encode(sealed_arguments, 'escape') from guardian_approvals.approval where id = ?")) {
            select.setObject(1, asked.id());
            var row = select.executeQuery();
            assertTrue(row.next());
            assertFalse(row.getString(1).contains("secret-plans"));
        }
        assertTrue(approvals.find(asked.id()).orElseThrow().argumentsJson().contains("secret-plans"));
    }

    @Test
    void each_decision_is_in_the_audit() {
        approvals.grant(ask().id(), office.room, asker, "web");
        approvals.deny(ask().id(), office.room, asker, "cli");
        assertEquals(
                List.of("approval_granted", "approval_denied"), office.entries.stream().map(entry -> entry.tool()).toList());
    }
}
