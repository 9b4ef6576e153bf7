package io.sparkbot.turns;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnState;

/** The turns that run on this node now: each on a virtual thread of its own, those of one person in one room one after another. */
final class Runs implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Map<UUID, TurnRun> running = new ConcurrentHashMap<>();
    private final Map<Line.Place, TurnRun> newest = new ConcurrentHashMap<>();
    private volatile boolean closed;

    boolean isClosed() {
        return closed;
    }

    void start(TurnRun.Subject subject, EventLog eventLog, TurnRun.Resumption resumption, TurnRun.Parts parts) {
        TurnRun[] made = new TurnRun[1];
        newest.compute(place(subject.turn()), (key, before) -> {
            CompletableFuture<Void> predecessor = before == null || resumption.dialogue() != null ? CompletableFuture.completedFuture(null) : before.over();
            made[0] = new TurnRun(subject, eventLog, parts, resumption, predecessor);
            return made[0];
        });
        running.put(subject.turn().id(), made[0]);
        if (closed) {
            made[0].stop(TurnState.INTERRUPTED);
        } else {
            Thread.ofVirtual().name("turn").start(made[0]);
        }
    }

    /** False when it was not running any more. */
    boolean left(TurnRun run) {
        Turn turn = run.subject().turn();
        newest.remove(place(turn), run);
        return running.remove(turn.id(), run);
    }

    Optional<TurnRun> find(UUID turnId) {
        return Optional.ofNullable(running.get(turnId));
    }

    Set<UUID> ids() {
        return Set.copyOf(running.keySet());
    }

    /** The room is gone, and its turns with it. */
    void abandon(UUID roomId) {
        running.values().stream().filter(run -> run.subject().turn().roomId().equals(roomId)).forEach(TurnRun::abandon);
    }

    private static Line.Place place(Turn turn) {
        return new Line.Place(turn.roomId(), turn.personId());
    }

    /** Interrupts what still runs and keeps what it had said. */
    @Override
    public void close() {
        closed = true;
        List<Thread> stopping = running.values().stream()
                .map(run -> Thread.ofVirtual().name("turn-stop").start(() -> run.stop(TurnState.INTERRUPTED)))
                .toList();
        long end = System.nanoTime() + STOP_LIMIT.toNanos();
        for (Thread thread : stopping) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
