package io.sparkbot.guardian.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approval.State;
import io.sparkbot.api.policy.Approvals.New;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that are no longer needed, and rows that somebody damaged. */
@Tag("S5")
class DamagedApprovalsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("guardian.approvals");

    private final Office office = new Office();
    private final Person asker = office.person(RoomRole.MEMBER);
    private final ApprovalStore store = new ApprovalStore(DATABASE.of("guardian.approvals"), office);
    private final StoredApprovals approvals =
            new StoredApprovals("room_leads", store, office.people(), office, office.events::add, office, office.clock());

    @BeforeEach
    void empty() {
        DATABASE.clear();
    }

    @AfterEach
    void stop() throws Exception {
        approvals.stop();
    }

    private Approval ask() {
        return approvals.store(new New(
                Approval.Kind.CONFIRM, "mail", "{\"password\":\"hunter2\"}", Map.of("to", "ada"), "send a mail", "needs a person", asker.id(), office.room,
                Optional.of(UUID.randomUUID()), UUID.randomUUID(), Optional.empty(), "web"));
    }

    private State state(Approval approval) {
        return approvals.find(approval.id()).orElseThrow().state();
    }

    private static void damage(Approval approval, String how) throws SQLException {
        try (var connection = DriverManager.getConnection(DATABASE.url());
                var update = connection.prepareStatement("update guardian_approvals.approval set " + how + " where id = ?")) {
            update.setObject(1, approval.id());
            assertEquals(1, update.executeUpdate());
        }
    }

    private static byte @Nullable [] sealed(Approval approval) throws SQLException {
        try (var connection = DriverManager.getConnection(DATABASE.url());
                var select = connection.prepareStatement("select sealed_arguments from guardian_approvals.approval where id = ?")) {
            select.setObject(1, approval.id());
            var row = select.executeQuery();
            assertTrue(row.next());
            return row.getBytes(1);
        }
    }

    /** Every way in which an approval ends. */
    enum End {
        DENIED,
        EXPIRED,
        WITHDRAWN,
        EXECUTED,
        FAILED,
        NOT_RECORDED,
        LOST
    }

    @ParameterizedTest
    @EnumSource
    void s5_the_arguments_are_gone_when_the_approval_has_ended(End end) throws Exception {
        Approval asked = ask();
        switch (end) {
            case DENIED -> approvals.deny(asked.id(), office.room, asker, "web");
            case EXPIRED -> {
                office.later = Duration.ofMinutes(11);
                approvals.lookAround();
            }
            case WITHDRAWN -> approvals.withdraw(asked.turnId().orElseThrow(), "the turn was stopped");
            case EXECUTED, FAILED -> {
                assertEquals("{\"password\":\"hunter2\"}", approvals.grant(asked.id(), office.room, asker, "web").argumentsJson());
                assertEquals("{\"password\":\"hunter2\"}", approvals.find(asked.id()).orElseThrow().argumentsJson(), "needed until it has run");
                approvals.finished(asked.id(), end == End.EXECUTED);
            }
            case NOT_RECORDED -> {
                office.logIsFull = true;
                assertThrows(IllegalStateException.class, () -> approvals.grant(asked.id(), office.room, asker, "web"));
            }
            case LOST -> {
                approvals.grant(asked.id(), office.room, asker, "web");
                damage(asked, "granted_in = '" + ProcessMark.own().replaceFirst("/[^/]*$", "/1") + "'");
                approvals.lookAround();
            }
        }
        assertNull(sealed(asked));
        Approval ended = approvals.find(asked.id()).orElseThrow();
        assertEquals("", ended.argumentsJson());
        assertEquals(Map.of("to", "ada"), ended.input(), "what people saw of it stays");
    }

    @Test
    void s5_what_an_earlier_version_left_is_wiped() throws Exception {
        Approval asked = ask();
        damage(asked, "state = 'DENIED'");
        approvals.lookAround();
        assertNull(sealed(asked));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sealed_arguments = 'xx'", "sealed_arguments = null", "arguments_digest = 'xx'", "input = '[]'", "input = 'null'"})
    void a_damaged_row_is_left_out_reported_and_harms_no_other(String how) throws Exception {
        Approval before = ask();
        Approval damaged = ask();
        Approval after = ask();
        damage(damaged, how);
        assertEquals(List.of(after.id(), before.id()), approvals.pending(List.of(office.room), 10).stream().map(Approval::id).toList());
        assertEquals("unreadable", assertThrows(Problem.class, () -> approvals.grant(damaged.id(), office.room, asker, "web")).code());
        assertEquals(State.PENDING, state(damaged));
        approvals.lookAround();
        approvals.lookAround();
        assertEquals(List.of("approval_unreadable"), office.entries.stream().map(entry -> entry.tool()).toList(), "reported once");
        assertEquals(damaged.id().toString(), office.entries.getFirst().input().get("confirm_id"));

        List<UUID> told = new ArrayList<>();
        approvals.addObserver(lapsed -> told.add(lapsed.id()));
        office.later = Duration.ofMinutes(11);
        approvals.lookAround();
        assertEquals(List.of(State.EXPIRED, State.EXPIRED, State.EXPIRED), List.of(state(before), state(damaged), state(after)));
        assertEquals(3, told.size(), "whoever waits for the damaged one is told too");
    }

    @Test
    void a_damaged_row_can_be_denied() throws Exception {
        Approval damaged = ask();
        damage(damaged, "sealed_arguments = 'xx'");
        assertEquals(State.DENIED, approvals.deny(damaged.id(), office.room, asker, "web").state());
    }

    @Test
    void arguments_put_in_place_of_others_are_not_granted() throws Exception {
        Approval asked = ask();
        Approval other = ask();
        damage(asked, "sealed_arguments = (select sealed_arguments from guardian_approvals.approval where id = '" + other.id() + "')");
        assertEquals("unreadable", assertThrows(Problem.class, () -> approvals.grant(asked.id(), office.room, asker, "web")).code());
    }

    @Test
    void a_full_log_and_a_broken_observer_keep_nobody_from_being_told() {
        ask();
        ask();
        List<UUID> told = new ArrayList<>();
        approvals.addObserver(lapsed -> {
            throw new IllegalStateException("broken");
        });
        approvals.addObserver(lapsed -> told.add(lapsed.id()));
        office.later = Duration.ofMinutes(11);
        office.logIsFull = true;
        approvals.lookAround();
        assertEquals(2, told.size());
    }
}
