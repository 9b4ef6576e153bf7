package io.sparkbot.turns;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.ApprovalObserver;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.web.Problem;

/** Approvals for tests: in memory, each used once, shared by all engines of a test as the database is. */
final class Desk implements Approvals {

    private final Map<UUID, Approval> approvals = new ConcurrentHashMap<>();
    final List<ApprovalObserver> observers = new CopyOnWriteArrayList<>();

    @Override
    public Approval store(New wanted) {
        Approval approval = new Approval(
                UUID.randomUUID(), wanted.kind(), wanted.tool(), wanted.argumentsJson(), wanted.input(), wanted.title(), wanted.reason(), wanted.personId(),
                wanted.roomId(), wanted.turnId(), wanted.callId(), wanted.agent(), wanted.source(), Approval.State.PENDING, Instant.now(),
                Instant.now().plus(LIFETIME), Optional.empty(), Optional.empty());
        approvals.put(approval.id(), approval);
        return approval;
    }

    @Override
    public Optional<Approval> find(UUID id) {
        return Optional.ofNullable(approvals.get(id));
    }

    @Override
    public List<Approval> pending(Collection<UUID> roomIds, int limit) {
        return approvals.values().stream().filter(approval -> approval.state() == Approval.State.PENDING).toList();
    }

    @Override
    public boolean mayDecide(Approval approval, Person person) {
        return approval.personId().equals(person.id());
    }

    @Override
    public Approval grant(UUID id, UUID roomId, Person decider, String source) {
        return decided(id, Approval.State.GRANTED, decider);
    }

    @Override
    public Approval deny(UUID id, UUID roomId, Person decider, String source) {
        return decided(id, Approval.State.DENIED, decider);
    }

    private synchronized Approval decided(UUID id, Approval.State state, Person decider) {
        Approval approval = find(id).filter(known -> known.state() == Approval.State.PENDING).orElseThrow(() -> Problem.notFound("no longer pending"));
        return put(approval, state, Optional.of(decider.id()));
    }

    @Override
    public synchronized void finished(UUID id, boolean ok) {
        find(id).ifPresent(approval -> put(approval, ok ? Approval.State.EXECUTED : Approval.State.FAILED, approval.decidedBy()));
    }

    @Override
    public void withdraw(UUID turnId, String cause) {
        lapse(turnId, Approval.State.FAILED);
    }

    /** The ten minutes of all pending approvals of a turn are over. */
    void expire(UUID turnId) {
        lapse(turnId, Approval.State.EXPIRED);
    }

    void lapseUnseen(UUID id) {
        put(find(id).orElseThrow(), Approval.State.EXPIRED, Optional.empty());
    }

    private void lapse(UUID turnId, Approval.State state) {
        for (Approval approval : List.copyOf(approvals.values())) {
            if (approval.turnId().equals(Optional.of(turnId)) && approval.state() == Approval.State.PENDING) {
                Approval lapsed = put(approval, state, Optional.empty());
                observers.forEach(observer -> observer.lapsed(lapsed));
            }
        }
    }

    private Approval put(Approval old, Approval.State state, Optional<UUID> decidedBy) {
        Approval changed = new Approval(
                old.id(), old.kind(), old.tool(), old.argumentsJson(), old.input(), old.title(), old.reason(), old.personId(), old.roomId(), old.turnId(),
                old.callId(), old.agent(), old.source(), state, old.createdAt(), old.expiresAt(), decidedBy, Optional.of(Instant.now()));
        approvals.put(old.id(), changed);
        return changed;
    }
}
