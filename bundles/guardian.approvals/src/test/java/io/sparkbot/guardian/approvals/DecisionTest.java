package io.sparkbot.guardian.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals.New;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code /approve} and {@code /deny} on real approvals; only the turn engine is the test's. */
@Tag("F-051")
class DecisionTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("guardian.approvals");

    private final Office office = new Office();
    private final Person asker = office.person(RoomRole.MEMBER);
    private final StoredApprovals approvals = new StoredApprovals(
            "room_leads", new ApprovalStore(DATABASE.of("guardian.approvals"), office), office.people(), office, office.events::add, office, office.clock());

    /** Decides as the engine does and answers with the turn of the approval. */
    private final Turns turns = (Turns) Proxy.newProxyInstance(Turns.class.getClassLoader(), new Class<?>[] {Turns.class}, (proxy, method, given) -> {
        Approval decided = (boolean) given[3]
                ? approvals.grant((UUID) given[0], (UUID) given[1], (Person) given[2], (String) given[4])
                : approvals.deny((UUID) given[0], (UUID) given[1], (Person) given[2], (String) given[4]);
        return new Turns.Resumed(
                new Turn(decided.turnId().orElseThrow(), office.room, asker.id(), UUID.randomUUID(), TurnState.RUNNING, Instant.now(), Optional.empty(), 4), 4);
    });

    @AfterEach
    void stop() throws Exception {
        approvals.stop();
    }

    private Approval ask(Person person, String title) {
        return approvals.store(new New(
                Approval.Kind.CONFIRM, "filesystem", "{}", Map.of(), title, "needs a person", person.id(), office.room,
                Optional.of(UUID.randomUUID()), UUID.randomUUID(), Optional.empty(), "web"));
    }

    private CommandResult decide(boolean yes, Person person, String argument) {
        RoomRole role = office.roles.get(person.id());
        return new Decision(approvals, turns, yes)
                .take(new CommandCall(person, office.find(office.room).orElseThrow(), role == null ? RoomRole.VIEWER : role, argument, "cli"));
    }

    private Approval.State state(Approval approval) {
        return approvals.find(approval.id()).orElseThrow().state();
    }

    @Test
    void deny_without_a_name_takes_ones_own_newest_and_leaves_the_rest() {
        Approval older = ask(asker, "first");
        Approval newer = ask(asker, "second");
        Person lead = office.person(RoomRole.OWNER);
        Approval others = ask(lead, "third");
        CommandResult result = decide(false, asker, "");
        assertEquals("Denied: second", result.text());
        assertEquals("turn", result.action().orElseThrow().type());
        assertEquals(newer.turnId().orElseThrow() + ":4", result.action().orElseThrow().value());
        assertEquals(Approval.State.DENIED, state(newer));
        assertEquals(Approval.State.PENDING, state(older));
        assertEquals(Approval.State.PENDING, state(others));
    }

    @Test
    @Tag("F-276")
    void approve_takes_the_named_one_and_a_lead_may_decide_for_others() {
        Approval older = ask(asker, "first");
        ask(asker, "second");
        assertEquals("Approved: first", decide(true, office.person(RoomRole.OWNER), older.id().toString()).text());
        assertEquals(Approval.State.GRANTED, state(older));
    }

    @Test
    void who_may_not_decide_and_where_nothing_waits_nothing_happens() {
        assertEquals("not_found", assertThrows(Problem.class, () -> decide(true, asker, "")).code());
        Approval asked = ask(asker, "first");
        assertEquals("not_allowed", assertThrows(Problem.class, () -> decide(true, office.person(RoomRole.MEMBER), "")).code());
        assertEquals("not_allowed", assertThrows(Problem.class, () -> decide(false, office.person(RoomRole.VIEWER), "")).code());
        assertEquals("not_found", assertThrows(Problem.class, () -> decide(true, asker, "ffffffff")).code());
        assertEquals(Approval.State.PENDING, state(asked));
    }
}
