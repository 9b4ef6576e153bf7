package io.sparkbot.turns;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.turn.TurnState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be looked at from time to time: that this engine is alive, what dead ones left, messages that wait for nothing any more, approvals
 * that lapsed unseen, old events.
 */
final class Upkeep implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    static final Duration BEAT = Duration.ofSeconds(3);
    private static final int BEATS_PER_SWEEP = 10;
    private static final int BEATS_PER_PRUNING = 200;
    private static final int PRUNED_AT_ONCE = 200;
    private static final int PARKED_AT_ONCE = 500;

    private final Engine engine;
    private final TurnStore store;
    private final Nodes nodes;
    private final Contributions contributions;
    private final TurnSettings settings;
    private final Thread thread;
    private Set<UUID> suspects = Set.of();
    private volatile boolean closed;

    Upkeep(Engine engine, TurnStore store, Nodes nodes, Contributions contributions, TurnSettings settings) {
        this.engine = engine;
        this.store = store;
        this.nodes = nodes;
        this.contributions = contributions;
        this.settings = settings;
        this.thread = Thread.ofVirtual().name("turn-upkeep").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(BEAT);
            nodes.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("this engine could not sign off; its row is forgotten later", e);
        }
    }

    private void run() {
        for (int beat = 0; !closed; beat++) {
            try {
                nodes.beat();
                recover();
                obey();
                engine.stalled().forEach(engine::advance);
                if (beat % BEATS_PER_SWEEP == 0) {
                    sweep();
                }
                if (beat % BEATS_PER_PRUNING == BEATS_PER_PRUNING / 2) {
                    prune();
                }
            } catch (RuntimeException | LinkageError e) {
                log.warn("upkeep of turns failed; it is tried again in {} s", BEAT.toSeconds(), e);
            }
            try {
                Thread.sleep(BEAT);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Marks turns as interrupted that nobody runs any more, with what they had said as their answer. */
    void recover() {
        for (UUID turnId : nodes.abandoned()) {
            if (engine.end(turnId, TurnState.INTERRUPTED)) {
                log.warn("turn {} was cut off by the end of its server; it is marked as interrupted", turnId);
            }
        }
        nodes.forgetDead();
        compare();
    }

    /** What the rows and this engine say differently about its turns; once may be a turn that starts or ends right now, twice is not. */
    private void compare() {
        Set<UUID> differing = new HashSet<>(nodes.mine());
        Set<UUID> here = engine.runningHere();
        for (UUID turnId : here) {
            if (!differing.remove(turnId)) {
                differing.add(turnId);
            }
        }
        for (UUID turnId : differing) {
            if (!suspects.contains(turnId)) {
                continue;
            }
            if (here.contains(turnId)) {
                log.warn("turn {} was ended by another server, which took this one for dead; it is broken off", turnId);
                engine.stopHere(turnId, TurnState.INTERRUPTED);
            } else {
                log.warn("turn {} is marked as running but does not run; it is marked as interrupted", turnId);
                engine.end(turnId, TurnState.INTERRUPTED);
            }
        }
        suspects = differing;
    }

    /** Stops turns of this engine that were stopped elsewhere. */
    void obey() {
        nodes.toStop().forEach(turnId -> engine.stopHere(turnId, TurnState.STOPPED));
    }

    /** Ends parked turns whose approval is over without a decision and whose end nobody reported. */
    void sweep() {
        Optional<Approvals> approvals = contributions.approvalsNow();
        if (approvals.isEmpty()) {
            return;
        }
        for (UUID turnId : nodes.parked(PARKED_AT_ONCE)) {
            List<UUID> waiting = store.find(turnId).map(TurnStore.Row::waiting).orElse(List.of());
            waiting.stream()
                    .map(approvals.get()::find)
                    .flatMap(Optional::stream)
                    .filter(approval -> approval.state() != Approval.State.PENDING)
                    .findFirst()
                    .ifPresent(engine::lapsed);
        }
    }

    void prune() {
        boolean more = true;
        while (more && !closed) {
            more = nodes.prune(settings.keepEvents(), PRUNED_AT_ONCE);
        }
    }
}
