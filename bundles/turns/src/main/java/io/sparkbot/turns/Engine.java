package io.sparkbot.turns;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.sparkbot.api.event.RoomEvents;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turn engine of one node: starts turns, keeps those that run here, lets others follow, stop and decide them, and ends them when it
 * stops itself. Everything that has to outlive it is a row.
 */
final class Engine implements Turns, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final UUID node;
    private final TurnStore store;
    private final Rooms rooms;
    private final Messages messages;
    private final People people;
    private final Beginnings beginnings;
    private final Contributions contributions;
    private final TurnSettings settings;
    private final Endings endings;
    private final Parking parking;
    private final EventWriter writer;
    private final Watches watches;
    private final TurnRun.Parts parts;
    private final Map<UUID, TurnRun> running = new ConcurrentHashMap<>();
    private final Map<Place, TurnRun> newest = new ConcurrentHashMap<>();
    private final AtomicInteger admitted = new AtomicInteger();
    private volatile boolean closed;

    /** Turns of one person in one room follow each other. */
    private record Place(UUID roomId, UUID personId) {}

    Engine(
            UUID node,
            TurnStore store,
            Rooms rooms,
            Messages messages,
            People people,
            RoomEvents events,
            Contributions contributions,
            TurnSettings settings,
            Prompt prompt,
            Endings endings,
            Parking parking,
            Duration patience) {
        this.node = node;
        this.store = store;
        this.rooms = rooms;
        this.messages = messages;
        this.people = people;
        this.beginnings = new Beginnings(store, messages, events, node);
        this.contributions = contributions;
        this.settings = settings;
        this.endings = endings;
        this.parking = parking;
        this.writer = new EventWriter(store, patience);
        this.watches = new Watches(store);
        this.parts = new TurnRun.Parts(contributions, settings, prompt, endings, parking, this::left);
    }

    @Override
    public Turn start(TurnRequest request) {
        return begin(request.roomId(), request.person(), () -> beginnings.said(request));
    }

    @Override
    public Turn regenerate(UUID roomId, UUID messageId, Person person, String source) {
        return begin(roomId, person, () -> beginnings.again(roomId, messageId, person, source));
    }

    @Override
    public Turn rerun(UUID roomId, UUID messageId, String content, Person person, String source) {
        return begin(roomId, person, () -> beginnings.reworded(roomId, messageId, content, person, source));
    }

    private Turn begin(UUID roomId, Person person, Supplier<Beginnings.Begun> beginning) {
        Room room = rooms.require(roomId, person).sending().room();
        admit(person);
        Beginnings.Begun begun;
        try {
            begun = beginning.get();
        } catch (RuntimeException | Error e) {
            admitted.decrementAndGet();
            throw e;
        }
        Turn turn = begun.turn();
        TurnRun.Subject subject = new TurnRun.Subject(turn, begun.origin(), room, person, begun.question(), begun.again());
        run(subject, EventLog.of(turn.id(), new TurnEvent.HumanMessage(turn.messageId(), turn.id()), writer), TurnRun.Resumption.NONE);
        return turn;
    }

    /** @throws Problem 429 when this server or this person has as many turns as the settings allow */
    private void admit(Person person) {
        if (closed) {
            throw new Problem(503, "unavailable", "The assistant is being updated. Send the message again in a moment.");
        }
        int perMinute = settings.sendsPerMinute();
        if (perMinute > 0 && store.startedSince(person.id(), MINUTE, perMinute) >= perMinute) {
            throw new Problem(429, "rate_limited", "You have sent " + perMinute + " messages within a minute, which is the limit. Wait a little.", Map.of("Retry-After", "30"));
        }
        if (admitted.incrementAndGet() > settings.maxRunning()) {
            admitted.decrementAndGet();
            throw new Problem(429, "rate_limited", "The assistant is answering " + settings.maxRunning() + " messages at once, which is the limit. Send yours again in a moment.", Map.of("Retry-After", "5"));
        }
    }

    private void run(TurnRun.Subject subject, EventLog eventLog, TurnRun.Resumption resumption) {
        Place place = new Place(subject.turn().roomId(), subject.turn().personId());
        TurnRun[] made = new TurnRun[1];
        newest.compute(place, (key, before) -> {
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

    /** A stretch has ended; the turn too, when it is given. */
    private void left(TurnRun run, Optional<Turn> ended) {
        Turn turn = run.subject().turn();
        newest.remove(new Place(turn.roomId(), turn.personId()), run);
        if (running.remove(turn.id(), run)) {
            admitted.decrementAndGet();
        }
        ended.ifPresent(over -> Thread.ofVirtual().name("turn-observers").start(() -> contributions.ended(over)));
    }

    @Override
    public Optional<Turn> find(UUID turnId) {
        return store.find(turnId).map(TurnStore.Row::turn);
    }

    @Override
    public List<Turn> of(UUID roomId, Set<TurnState> states, int limit) {
        return store.of(roomId, states, limit);
    }

    @Override
    public TurnStream follow(UUID turnId, long after) {
        return new Follower(turnId, after, this, store, watches);
    }

    /** The events of a turn that runs here. */
    Optional<EventLog> live(UUID turnId) {
        return Optional.ofNullable(running.get(turnId)).map(TurnRun::events);
    }

    Set<UUID> runningHere() {
        return Set.copyOf(running.keySet());
    }

    @Override
    public boolean stop(UUID turnId, Person person) {
        TurnRun run = running.get(turnId);
        if (run != null) {
            if (run.stop(TurnState.STOPPED)) {
                return true;
            }
            awaitEnd(run);
        }
        Optional<TurnStore.Row> row = store.find(turnId).filter(found -> !found.turn().state().isOver());
        if (row.isEmpty()) {
            return false;
        }
        if (row.get().turn().state() == TurnState.RUNNING && !row.get().node().equals(node)) {
            store.wantStop(turnId);
            return true;
        }
        return end(turnId, TurnState.STOPPED);
    }

    /** Stops a turn that runs here. */
    void stopHere(UUID turnId, TurnState state) {
        Optional.ofNullable(running.get(turnId)).ifPresent(run -> run.stop(state));
    }

    /** Ends a turn that no thread of this node runs; what it had said is stored as the answer. False when it was over already. */
    boolean end(UUID turnId, TurnState state) {
        return end(turnId, Endings.Ending.cutOff(state, store.storedText(turnId)));
    }

    private boolean end(UUID turnId, Endings.Ending how) {
        Optional<Endings.Ended> ended = endings.end(turnId, 0, how);
        ended.filter(Endings.Ended::ours).ifPresent(stored -> contributions.ended(stored.turn()));
        return ended.filter(Endings.Ended::ours).isPresent();
    }

    @Override
    public Resumed decide(UUID confirmId, UUID roomId, Person decider, boolean approve, String source) {
        rooms.require(roomId, decider).sending();
        Approval asked = parking.approvals().find(confirmId).filter(found -> found.roomId().equals(roomId)).orElseThrow(Parking::noLongerWaiting);
        UUID turnId = asked.turnId().orElseThrow(() -> Problem.conflict("conflict", "This approval does not belong to a message; decide it where it was asked for."));
        if (asked.state() == Approval.State.EXPIRED) {
            throw new Problem(410, "expired", "Nobody decided in time, so this was not done. Ask the assistant again if it is still wanted.");
        }
        Parking.Decision decision = parking.decide(turnId, confirmId, roomId, decider, approve, source);
        TurnStore.Row row = decision.row();
        if (decision.takenUp()) {
            resume(row, decision.ruling());
        }
        long after = decision.takenUp() ? row.turn().lastSeq() : live(turnId).map(EventLog::last).orElse(row.turn().lastSeq());
        return new Resumed(store.find(turnId).map(TurnStore.Row::turn).orElse(row.turn()), after);
    }

    private void resume(TurnStore.Row row, Parking.Ruling ruling) {
        Turn turn = row.turn();
        admitted.incrementAndGet();
        try {
            Dialogue dialogue = parking.open(row);
            Room room = rooms.find(turn.roomId()).orElseThrow(() -> new IllegalStateException("room " + turn.roomId() + " is gone"));
            Person person = people.find(turn.personId()).filter(Person::active).orElseThrow(() -> new IllegalStateException("person " + turn.personId() + " is not active any more"));
            Message message = messages.find(turn.roomId(), turn.messageId()).orElseThrow(() -> new IllegalStateException("message " + turn.messageId() + " was deleted"));
            TurnRun.Subject subject = new TurnRun.Subject(turn, row.origin(), room, person, message, true);
            EventLog eventLog = EventLog.resumed(turn.id(), turn.lastSeq(), store.storedText(turn.id()), writer);
            run(subject, eventLog, new TurnRun.Resumption(dialogue, List.of(ruling)));
        } catch (IllegalArgumentException | IllegalStateException e) {
            admitted.decrementAndGet();
            log.error("turn {} cannot go on", turn.id(), e);
            if (ruling.approved()) {
                parking.approvals().finished(ruling.approval().id(), false);
            }
            end(turn.id(), Endings.Ending.failed(store.storedText(turn.id()), "internal", "This turn cannot go on after its wait, so nothing was done. Send the message again."));
        }
    }

    /** An approval ended without a decision: the turn that waits for it ends with a note. One that still runs notices when it would wait. */
    void lapsed(Approval approval) {
        approval.turnId().flatMap(store::find).filter(row -> row.waiting().contains(approval.id())).ifPresent(row -> {
            UUID turnId = row.turn().id();
            end(turnId, Endings.Ending.withNote(store.storedText(turnId), Parking.lapseNote(approval)));
        });
    }

    void roomDeleted(UUID roomId) {
        running.values().stream().filter(run -> run.subject().turn().roomId().equals(roomId)).forEach(TurnRun::abandon);
        store.removeRoom(roomId);
    }

    private static void awaitEnd(TurnRun run) {
        try {
            run.over().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            log.warn("turn {} takes long to end", run.subject().turn().id(), e);
        }
    }

    /** Interrupts what still runs, keeps what it had said, and stops. */
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
        writer.close();
        watches.close();
    }
}
