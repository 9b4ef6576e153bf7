package io.sparkbot.turns;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomEvents;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.secret.Sealer;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.web.Problem;

/**
 * Turns that wait for a decision. The row of the turn is locked while it is parked and while a decision about it is made, so that each
 * decision finds either a parked turn, which it takes up, or a running one, for which it leaves a note that the turn reads before it parks.
 */
final class Parking {

    private final TurnStore store;
    private final Contributions contributions;
    private final People people;
    private final Sealer sealer;
    private final RoomEvents events;
    private final UUID node;

    Parking(TurnStore store, Contributions contributions, People people, Sealer sealer, RoomEvents events, UUID node) {
        this.store = store;
        this.contributions = contributions;
        this.people = people;
        this.sealer = sealer;
        this.events = events;
        this.node = node;
    }

    /** A decision about one call. */
    record Ruling(Approval approval, boolean approved, String decider) {}

    /** What became of the wish to wait. */
    sealed interface Outcome {}

    /** The turn waits; {@code events} were stored from number {@code firstSeq} on. */
    record Parked(long firstSeq, List<TurnEvent> events) implements Outcome {}

    /** There is no need to wait for these. */
    record Decided(List<Ruling> rulings) implements Outcome {}

    /** Nobody decided in time, or the approval was withdrawn. */
    record Lapsed(Approval approval) implements Outcome {}

    /** @throws Stopped when the turn is not running any more */
    Outcome park(UUID turnId, Dialogue dialogue) {
        Approvals approvals = approvals();
        byte[] sealed = sealer.seal(dialogue.write(), context(turnId));
        return store.transaction(() -> {
            TurnStore.Row row = store.lock(turnId).filter(found -> found.turn().state() == TurnState.RUNNING).orElseThrow(Stopped::new);
            List<TurnStore.Decision> made = store.takeDecisions(turnId);
            if (!made.isEmpty()) {
                return new Decided(made.stream().map(decision -> ruling(approvals, decision)).toList());
            }
            List<TurnEvent> asked = new ArrayList<>();
            for (UUID confirmId : dialogue.waiting()) {
                Approval approval = approvals.find(confirmId).orElseThrow(() -> new IllegalStateException("approval " + confirmId + " does not exist"));
                if (approval.state() != Approval.State.PENDING) {
                    return new Lapsed(approval);
                }
                asked.add(confirmRequired(turnId, approval));
            }
            long first = row.turn().lastSeq() + 1;
            store.appendEvents(turnId, first, asked);
            store.park(turnId, dialogue.waiting(), sealed);
            events.publish(new RoomEvent.TurnChanged(row.turn().roomId(), turnId, TurnState.PARKED.wire(), row.turn().messageId()));
            return new Parked(first, asked);
        });
    }

    /**
     * A decision and what it does.
     *
     * @param row the turn as it was before
     * @param ruling the decision
     * @param takenUp whether the turn was waiting and is this node's to go on with now
     */
    record Decision(TurnStore.Row row, Ruling ruling, boolean takenUp) {}

    /** @throws Problem as {@link Approvals#grant}; 404 also when the turn is over */
    Decision decide(UUID turnId, UUID confirmId, UUID roomId, Person decider, boolean approve, String source) {
        Approvals approvals = approvals();
        return store.transaction(() -> {
            TurnStore.Row row = store.lock(turnId).filter(found -> !found.turn().state().isOver()).orElseThrow(Parking::noLongerWaiting);
            Approval decided = approve ? approvals.grant(confirmId, roomId, decider, source) : approvals.deny(confirmId, roomId, decider, source);
            boolean parked = row.turn().state() == TurnState.PARKED;
            if (parked) {
                store.resume(turnId, node);
                events.publish(new RoomEvent.TurnChanged(row.turn().roomId(), turnId, TurnState.RUNNING.wire(), row.turn().messageId()));
            } else {
                store.addDecision(turnId, new TurnStore.Decision(confirmId, approve, decider.id()));
            }
            return new Decision(row, new Ruling(decided, approve, decider.displayName()), parked);
        });
    }

    /** @throws IllegalArgumentException when the dialogue was sealed with another key */
    Dialogue open(TurnStore.Row parked) {
        byte[] sealed = parked.parked().orElseThrow(() -> new IllegalArgumentException("turn " + parked.turn().id() + " is not parked"));
        return Dialogue.read(sealer.open(sealed, context(parked.turn().id())));
    }

    Approvals approvals() {
        return contributions.approvals().orElseThrow(() -> new Problem(503, "unavailable", "Approvals are being updated. Try again in a moment."));
    }

    static Problem noLongerWaiting() {
        return Problem.notFound("This approval is not waiting for a decision any more.");
    }

    /** What people read when nobody decided. */
    static String lapseNote(Approval approval) {
        String ending = approval.state() == Approval.State.EXPIRED
                ? "nobody decided within " + Approvals.LIFETIME.toMinutes() + " minutes"
                : "the request was withdrawn";
        return "I asked for approval to " + approval.title() + ", but " + ending + ", so it was not done. Ask me again if it is still wanted.";
    }

    private Ruling ruling(Approvals approvals, TurnStore.Decision decision) {
        Approval approval = approvals.find(decision.confirmId())
                .orElseThrow(() -> new IllegalStateException("approval " + decision.confirmId() + " does not exist"));
        return new Ruling(approval, decision.approved(), people.find(decision.decidedBy()).map(Person::displayName).orElse("somebody"));
    }

    private static TurnEvent confirmRequired(UUID turnId, Approval approval) {
        return new TurnEvent.ConfirmRequired(
                approval.id(), turnId, approval.tool(), approval.title(), approval.input(), approval.reason(), approval.expiresAt());
    }

    private static String context(UUID turnId) {
        return "turns/" + turnId;
    }
}
