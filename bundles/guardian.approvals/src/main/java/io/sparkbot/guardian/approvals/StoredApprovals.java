package io.sparkbot.guardian.approvals;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.audit.Audit.AuditEntry;
import io.sparkbot.api.event.RoomEvent.ConfirmationChanged;
import io.sparkbot.api.event.RoomEvents;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approval.State;
import io.sparkbot.api.policy.ApprovalObserver;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.secret.Sealer;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Approvals: stored with sealed arguments, decided by whoever may, granted once, lapsing by themselves. */
@Component(configurationPid = "io.sparkbot.guardian.approvals")
@Designate(ocd = ApprovalsConfig.class)
public final class StoredApprovals implements Approvals {

    private static final Logger LOG = LoggerFactory.getLogger(StoredApprovals.class);

    private static final int MOST = 100;

    private final ApprovalStore store;
    private final Deciders deciders;
    private final Rooms rooms;
    private final RoomEvents events;
    private final Audit audit;
    private final Clock clock;
    private final Set<UUID> reported = ConcurrentHashMap.newKeySet();
    private final List<ApprovalObserver> observers = new CopyOnWriteArrayList<>();
    private final Sweep sweep;

    @Activate
    public StoredApprovals(
            ApprovalsConfig config,
            @Reference(target = "(schema=guardian_approvals)") Database database,
            @Reference Sealer sealer,
            @Reference People people,
            @Reference Rooms rooms,
            @Reference RoomEvents events,
            @Reference Audit audit) {
        this(config.deciders(), new ApprovalStore(database, sealer), people, rooms, events, audit, Clock.systemUTC());
    }

    StoredApprovals(
            String deciders, ApprovalStore store, People people, Rooms rooms, RoomEvents events, Audit audit, Clock clock) {
        this.store = store;
        this.deciders = new Deciders(deciders, people);
        this.rooms = rooms;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
        this.sweep = new Sweep(this::lookAround);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "removeObserver")
    void addObserver(ApprovalObserver observer) {
        observers.add(observer);
    }

    void removeObserver(ApprovalObserver observer) {
        observers.remove(observer);
    }

    @Deactivate
    void stop() throws InterruptedException {
        sweep.close();
    }

    /** Ends what is overdue, and what a process left behind that is gone; reports what cannot be read. One after the other, so that nothing is told twice. */
    synchronized void lookAround() {
        store.wipe();
        store.expire(clock.instant()).forEach(approval -> lapsed(approval, "expired"));
        List<String> gone = store.holders().stream().filter(ProcessMark::isGone).toList();
        if (!gone.isEmpty()) {
            store.lose(gone).forEach(approval -> {
                recordIfPossible(approval, "approval_lost", approval.decidedBy(), "the server ended while this ran: it may or may not have happened, and is not run again");
                publish(approval);
            });
        }
        store.unreadable().stream().filter(id -> !reported.contains(id)).forEach(id -> store.find(id).ifPresent(this::report));
    }

    private void report(Approval unreadable) {
        if (recordIfPossible(unreadable, "approval_unreadable", Optional.empty(), "what is stored of it was changed, or sealed with another key")) {
            reported.add(unreadable.id());
        }
    }

    @Override
    public Approval store(New wished) {
        var now = clock.instant();
        Approval approval = store.insert(wished, now, now.plus(LIFETIME));
        publish(approval);
        return approval;
    }

    @Override
    public Optional<Approval> find(UUID id) {
        return store.find(id).map(this::fresh);
    }

    private Approval fresh(Approval approval) {
        if (approval.state() != State.PENDING || approval.expiresAt().isAfter(clock.instant())) {
            return approval;
        }
        Optional<Approval> expired = store.expire(approval.id(), clock.instant());
        expired.ifPresent(one -> lapsed(one, "expired"));
        return expired.or(() -> store.find(approval.id())).orElse(approval);
    }

    @Override
    public List<Approval> pending(Collection<UUID> roomIds, int limit) {
        return roomIds.isEmpty() ? List.of() : store.pending(roomIds, clock.instant(), Math.clamp(limit, 1, MOST));
    }

    @Override
    public boolean mayDecide(Approval approval, Person person) {
        return deciders.may(approval, person, rooms.member(approval.roomId(), person.id()).map(member -> member.role()));
    }

    /** Whether the person may decide, for many at once: the roles come in one statement. */
    Map<UUID, Boolean> mayDecide(List<Approval> approvals, Person person) {
        var roles = rooms.roles(person.id(), approvals.stream().map(Approval::roomId).distinct().toList());
        return approvals.stream()
                .collect(java.util.stream.Collectors.toMap(
                        Approval::id, approval -> deciders.may(approval, person, Optional.ofNullable(roles.get(approval.roomId())))));
    }

    @Override
    public Approval grant(UUID id, UUID roomId, Person decider, String source) {
        Approval asked = decidable(id, roomId, decider);
        if (asked.kind() != Approval.Kind.CONFIRM) {
            throw Problem.forbidden("privileged_required", "This needs an operator with an open privileged session.");
        }
        if (asked.argumentsJson().isEmpty()) {
            throw unreadable();
        }
        Approval granted = store.grant(id, decider.id(), clock.instant(), ProcessMark.own()).orElseThrow(StoredApprovals::gone);
        if (granted.argumentsJson().isEmpty()) {
            store.finish(id, State.FAILED);
            throw unreadable();
        }
        try {
            record(granted, "approval_granted", Optional.of(decider.id()), source);
        } catch (RuntimeException e) {
            // What is not on record must not run.
            store.finish(id, State.FAILED);
            throw e;
        }
        publish(granted);
        return granted;
    }

    @Override
    public Approval deny(UUID id, UUID roomId, Person decider, String source) {
        decidable(id, roomId, decider);
        Approval denied = store.deny(id, decider.id(), clock.instant()).orElseThrow(StoredApprovals::gone);
        record(denied, "approval_denied", Optional.of(decider.id()), source);
        publish(denied);
        return denied;
    }

    private Approval decidable(UUID id, UUID roomId, Person decider) {
        Approval approval = find(id).filter(found -> found.roomId().equals(roomId)).orElseThrow(StoredApprovals::gone);
        if (approval.state() == State.EXPIRED) {
            throw new Problem(410, "expired", "This question has expired. Ask the assistant again.");
        }
        if (approval.state() != State.PENDING) {
            throw gone();
        }
        Rooms.Access access = rooms.require(roomId, decider).sending();
        if (!deciders.may(approval, decider, Optional.of(access.member().role()))) {
            throw Problem.forbidden("not_allowed", "Only the person this is for, a lead of the room or an operator may decide it.");
        }
        return approval;
    }

    private static Problem unreadable() {
        return Problem.conflict("unreadable", "What was asked cannot be read any more, so it cannot be approved. Deny it, or let it lapse, and ask the assistant again.");
    }

    private static Problem gone() {
        return Problem.notFound("This question is no longer open: it was decided already, or it does not belong here.");
    }

    @Override
    public void finished(UUID id, boolean ok) {
        store.finish(id, ok ? State.EXECUTED : State.FAILED).ifPresent(this::publish);
    }

    @Override
    public void withdraw(UUID turnId, String cause) {
        store.withdraw(turnId).forEach(approval -> lapsed(approval, cause));
    }

    private void lapsed(Approval approval, String cause) {
        recordIfPossible(approval, "approval_discarded", Optional.empty(), cause);
        publish(approval);
        observers.forEach(observer -> tell(observer, approval));
    }

    private static void tell(ApprovalObserver observer, Approval approval) {
        try {
            observer.lapsed(approval);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{} failed to take note that approval {} lapsed", observer.getClass().getName(), approval.id(), e);
        }
    }

    /** For what has ended without an effect: it ends for those who wait, on record or not. */
    private boolean recordIfPossible(Approval approval, String what, Optional<UUID> decider, String how) {
        try {
            record(approval, what, decider, how);
            return true;
        } catch (RuntimeException e) {
            LOG.error("{} of approval {} could not be recorded: {}", what, approval.id(), e.getClass().getSimpleName());
            return false;
        }
    }

    private void record(Approval approval, String what, Optional<UUID> decider, String how) {
        audit.append(new AuditEntry(
                decider.or(() -> Optional.of(approval.personId())),
                Optional.of(approval.roomId()),
                what,
                Map.of("confirm_id", approval.id().toString(), "tool_name", approval.tool(), "tool_args", approval.input()),
                how,
                approval.agent(),
                Optional.empty(),
                approval.turnId()));
    }

    private void publish(Approval approval) {
        events.publish(new ConfirmationChanged(approval.roomId(), approval.id(), approval.state().wire()));
    }
}
