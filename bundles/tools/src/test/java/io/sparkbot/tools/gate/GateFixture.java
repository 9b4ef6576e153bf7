package io.sparkbot.tools.gate;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.audit.Redactor;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.Preferences;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.policy.Gatekeeper;
import io.sparkbot.api.policy.PolicyDecision;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.policy.Verdict;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.tools.shelf.Catalog;
import io.sparkbot.tools.shelf.Offer;
import io.sparkbot.tools.shelf.Origin;
import io.sparkbot.tools.shelf.TestTool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A gate among plain stand-ins that remember what they were asked. The guardians themselves are tested with the gate in their own bundles. */
final class GateFixture {

    static final UUID ROOM = UUID.fromString("00000000-0000-7000-8000-000000000001");
    static final UUID TURN = UUID.fromString("00000000-0000-7000-8000-000000000002");

    final Catalog catalog = new Catalog();
    final List<Audit.AuditEntry> audited = Collections.synchronizedList(new ArrayList<>());
    final List<Gate.Shown> started = Collections.synchronizedList(new ArrayList<>());
    /** How often the tools of {@link #counting} and {@link #deleting} ran. */
    final AtomicInteger runs = new AtomicInteger();
    final AtomicBoolean stopped = new AtomicBoolean();
    final AtomicBoolean auditBroken = new AtomicBoolean();
    final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
    final List<Gatekeeper.Question> questions = Collections.synchronizedList(new ArrayList<>());
    final Store approvals = new Store();
    final TestClock clock = new TestClock();
    Limits limits = new Limits(Duration.ofSeconds(60), 4, 64);
    boolean gateOpen;
    boolean active = true;
    RoomRole role = RoomRole.MEMBER;

    @Nullable Gatekeeper gatekeeper = new Gatekeeper() {
        @Override
        public PolicyDecision judge(Question question) {
            questions.add(question);
            ToolPolicy policy = question.declared().orElse(ToolPolicy.of(ActionType.DENY, "unknown"));
            Verdict verdict = question.declared().isEmpty() ? Verdict.DENY : verdicts.getOrDefault(question.tool(), Verdict.ALLOW);
            Verdict final_ = verdict == Verdict.CONFIRM && question.approval().isPresent() ? Verdict.ALLOW : verdict;
            return new PolicyDecision(
                    question.tool(), policy.scope(), policy.resource(), final_, policy.actionType(), policy.highRisk(), "because of the test.");
        }

        @Override
        public ToolPolicy policy(String tool, Map<String, Object> arguments, Optional<ToolPolicy> declared, boolean skill) {
            return declared.orElseThrow();
        }
    };

    @Nullable Audit audit = entry -> {
        if (auditBroken.get()) {
            throw new DatabaseUnavailable("down", new IllegalStateException());
        }
        audited.add(entry);
        return UUID.randomUUID();
    };

    @Nullable Redactor redactor = new Redactor() {
        @Override
        public Map<String, Object> redact(Map<String, ?> values) {
            Map<String, Object> copy = new LinkedHashMap<>(values);
            copy.replaceAll((k, v) -> v instanceof String s ? redact(s) : v);
            return copy;
        }

        @Override
        public String redact(String text) {
            return text.replace("hunter2", PLACEHOLDER);
        }
    };

    @Nullable Approvals approvalsService = approvals;

    @Nullable People people = new People() {
        @Override
        public Optional<Person> find(UUID id) {
            Person ada = TestCall.ADA;
            return Optional.of(new Person(ada.id(), ada.username(), ada.displayName(), ada.type(), ada.role(), active));
        }

        @Override
        public Optional<Person> byUsername(String username) {
            return Optional.empty();
        }

        @Override
        public Map<UUID, Person> byIds(Collection<UUID> ids) {
            return Map.of();
        }

        @Override
        public Person bot(String username, String displayName) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOperator(Person person) {
            return false;
        }
    };

    @Nullable Rooms rooms = new Rooms() {
        @Override
        public Optional<Room> find(UUID roomId) {
            return Optional.of(new Room(roomId, "Room", Optional.empty(), TestCall.ADA.id(), Instant.EPOCH, Instant.EPOCH, Optional.empty(), gateOpen));
        }

        @Override
        public Optional<Member> member(UUID roomId, UUID personId) {
            return Optional.of(new Member(roomId, personId, role, Instant.EPOCH));
        }

        @Override
        public List<Room> of(UUID personId, int skip, int limit) {
            return List.of();
        }

        @Override
        public Access require(UUID roomId, Person person) {
            throw new UnsupportedOperationException();
        }
    };

    Preferences.Choice choice = new Preferences.Choice(Optional.empty(), Optional.empty());

    final CallGate gate = new CallGate(
            catalog,
            new ToolRunner(catalog, () -> limits, clock),
            new CallFactory(() -> null, (skill, tool, person, room) -> TestCall.with(Map.of()).values(), person -> choice, clock),
            () -> new Guardians(gatekeeper, audit, redactor, approvalsService, people, rooms));

    Offer builtin(Tool tool) {
        return offer(new Origin(1, "io.sparkbot.tools.test", "1.0.0", true), tool);
    }

    Offer skill(long bundle, Tool tool) {
        return offer(new Origin(bundle, "io.sparkbot.skill.test", "1.0." + bundle, false), tool);
    }

    private Offer offer(Origin origin, Tool tool) {
        Offer offer = Offer.of(origin, tool);
        catalog.add(offer);
        return offer;
    }

    Gate.Request request(String tool, String arguments) {
        return new Gate.Request(UUID.randomUUID(), tool, arguments, TestCall.ADA, Optional.of(ROOM), Optional.of(TURN), Optional.empty(), "web",
                stopped::get, started::add);
    }

    ToolResult ask(String tool, String arguments) {
        Gate.Outcome outcome = gate.ask(request(tool, arguments));
        return ((Gate.Outcome.Done) outcome).result();
    }

    List<String> auditedNames() {
        return audited.stream().map(Audit.AuditEntry::tool).toList();
    }

    TestTool counting(String name, String... aliases) {
        return TestTool.reading(
                name,
                call -> {
                    runs.incrementAndGet();
                    return ToolResult.ok("got " + call.arguments());
                },
                aliases);
    }

    TestTool deleting() {
        return deleting(call -> {
            runs.incrementAndGet();
            return ToolResult.ok("deleted");
        });
    }

    static TestTool deleting(TestTool.Body body) {
        return TestTool.of("delete_it", ToolPolicy.of(ActionType.WRITE_EXTERNAL, "web"), Duration.ofSeconds(60), body);
    }

    /** Approvals in a map. */
    static final class Store implements Approvals {

        final Map<UUID, Approval> rows = new ConcurrentHashMap<>();
        final Map<UUID, Boolean> finished = Collections.synchronizedMap(new HashMap<>());
        boolean broken;

        @Override
        public Approval store(New n) {
            if (broken) {
                throw new DatabaseUnavailable("down", new IllegalStateException());
            }
            Approval approval = new Approval(UUID.randomUUID(), n.kind(), n.tool(), n.argumentsJson(), n.input(), n.title(), n.reason(),
                    n.personId(), n.roomId(), n.turnId(), n.callId(), n.agent(), n.source(), Approval.State.PENDING, Instant.EPOCH,
                    Instant.MAX, Optional.empty(), Optional.empty());
            rows.put(approval.id(), approval);
            return approval;
        }

        Approval grant(Approval a) {
            return set(a, Approval.State.GRANTED);
        }

        private Approval set(Approval a, Approval.State state) {
            Approval changed = new Approval(a.id(), a.kind(), a.tool(), a.argumentsJson(), a.input(), a.title(), a.reason(), a.personId(),
                    a.roomId(), a.turnId(), a.callId(), a.agent(), a.source(), state, a.createdAt(), a.expiresAt(), a.decidedBy(),
                    a.decidedAt());
            rows.put(a.id(), changed);
            return changed;
        }

        @Override
        public Optional<Approval> find(UUID id) {
            return Optional.ofNullable(rows.get(id));
        }

        @Override
        public void finished(UUID id, boolean ok) {
            if (broken) {
                throw new DatabaseUnavailable("down", new IllegalStateException());
            }
            finished.put(id, ok);
            set(find(id).orElseThrow(), ok ? Approval.State.EXECUTED : Approval.State.FAILED);
        }

        @Override
        public List<Approval> pending(Collection<UUID> roomIds, int limit) {
            return List.of();
        }

        @Override
        public boolean mayDecide(Approval approval, Person person) {
            return true;
        }

        @Override
        public Approval grant(UUID id, UUID roomId, Person decider, String source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Approval deny(UUID id, UUID roomId, Person decider, String source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void withdraw(UUID turnId, String cause) {}
    }

    /** A clock that is moved by hand. */
    static final class TestClock extends Clock {

        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
