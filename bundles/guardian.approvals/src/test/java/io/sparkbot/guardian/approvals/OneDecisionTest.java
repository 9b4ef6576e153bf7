package io.sparkbot.guardian.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approval.State;
import io.sparkbot.api.policy.Approvals.New;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.web.Problem;
import io.sparkbot.store.Address;
import io.sparkbot.store.Databases;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever people and time do to one approval at once, in two processes: one of them gets it, and it runs once or not at all. */
@Tag("A6")
@Tag("A7")
@Tag("W-16")
class OneDecisionTest {

    private static final int AT_ONCE = 12;

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("guardian.approvals");

    private final Office office = new Office();
    private final Person asker = office.person(RoomRole.MEMBER);

    private StoredApprovals process(Databases databases) {
        return new StoredApprovals("room_leads", new ApprovalStore(databases.of("guardian_approvals"), office), office.people(), office, office.events::add, office, office.clock());
    }

    /** How one of those who raced ended. */
    enum Won {
        GRANT,
        DENY,
        NOTHING
    }

    @RepeatedTest(30)
    void of_all_that_happens_to_one_approval_exactly_one_thing_counts(RepetitionInfo round) throws Exception {
        Random random = new Random(round.getCurrentRepetition());
        boolean onlyYes = round.getCurrentRepetition() % 3 == 0;
        try (Databases one = new Databases(new Address(DATABASE.url(), "", ""), 6); Databases two = new Databases(new Address(DATABASE.url(), "", ""), 6)) {
            List<StoredApprovals> processes = List.of(process(one), process(two));
            List<UUID> lapsed = java.util.Collections.synchronizedList(new ArrayList<>());
            processes.forEach(process -> process.addObserver(approval -> lapsed.add(approval.id())));
            UUID turn = UUID.randomUUID();
            Approval asked = processes.getFirst().store(new New(
                    Approval.Kind.CONFIRM, "mail", "{\"n\":" + random.nextInt() + "}", Map.of(), "send", "needs a person", asker.id(), office.room, Optional.of(turn),
                    UUID.randomUUID(), Optional.empty(), "web"));
            List<String> ran = java.util.Collections.synchronizedList(new ArrayList<>());
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Won>> all = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < AT_ONCE; i++) {
                    StoredApprovals here = processes.get(i % 2);
                    Callable<Won> act = act(onlyYes ? 0 : random.nextInt(10), here, asked, turn, ran);
                    all.add(threads.submit(() -> {
                        go.await();
                        return act.call();
                    }));
                }
                go.countDown();
            }
            List<Won> won = new ArrayList<>();
            for (Future<Won> each : all) {
                try {
                    won.add(each.get());
                } catch (ExecutionException refused) {
                    assertTrue(refused.getCause() instanceof Problem, () -> String.valueOf(refused.getCause()));
                }
            }
            for (StoredApprovals process : processes) {
                process.stop();
            }
            long grants = won.stream().filter(Won.GRANT::equals).count();
            long denials = won.stream().filter(Won.DENY::equals).count();
            assertEquals(grants, ran.size());
            assertTrue(!onlyYes || grants == 1, "somebody's yes counts");
            assertTrue(grants + denials + lapsed.size() <= 1, () -> won + " and " + lapsed.size() + " lapsed");
            State end = processes.getFirst().find(asked.id()).orElseThrow().state();
            assertEquals(grants == 1 ? State.EXECUTED : denials == 1 ? State.DENIED : end == State.PENDING ? State.PENDING : State.EXPIRED, end);
            ran.forEach(arguments -> assertEquals(asked.argumentsJson(), arguments));
        }
    }

    private Callable<Won> act(int what, StoredApprovals here, Approval asked, UUID turn, List<String> ran) {
        return switch (what) {
            case 0, 1, 2, 3 -> () -> {
                Approval granted = here.grant(asked.id(), office.room, asker, "web");
                ran.add(granted.argumentsJson());
                here.finished(asked.id(), true);
                return Won.GRANT;
            };
            case 4, 5, 6 -> () -> {
                here.deny(asked.id(), office.room, asker, "web");
                return Won.DENY;
            };
            case 7 -> () -> {
                here.withdraw(turn, "stopped");
                return Won.NOTHING;
            };
            case 8 -> () -> {
                office.later = Duration.ofMinutes(11);
                return Won.NOTHING;
            };
            default -> () -> {
                here.lookAround();
                return Won.NOTHING;
            };
        };
    }
}
