package io.sparkbot.turns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final UUID node;
    private final TurnStore store;
    private final Rooms rooms;
    private final Messages messages;
    private final People people;
    private final Beginnings beginnings;
    private final Contributions contributions;
    private final Endings endings;
    private final Parking parking;
    private final EventWriter writer;
    private final Watches watches;
    private final TurnRun.Parts parts;
    private final Runs runs = new Runs();
    private final Admission admission;
    private final Line line;
    private final Steering steering;
    private final Compaction compaction;

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
            Line line,
            Steering steering,
            Duration patience) {
        this.node = node;
        this.store = store;
        this.rooms = rooms;
        this.messages = messages;
        this.people = people;
        this.beginnings = new Beginnings(store, messages, events, node);
        this.contributions = contributions;
        this.admission = new Admission(store, settings);
        this.line = line;
        this.steering = steering;
        this.compaction = new Compaction(messages, people, contributions, settings);
        this.endings = endings;
        this.parking = parking;
        this.writer = new EventWriter(store, patience);
        this.watches = new Watches(store);
        this.parts = new TurnRun.Parts(contributions, settings, prompt, endings, parking, steering, this::left);
    }

    @Override
    public Turn start(TurnRequest request) {
        return begin(request.roomId(), request.person(), () -> Optional.of(beginnings.said(request))).orElseThrow();
    }

    @Override
    public Turn regenerate(UUID roomId, UUID messageId, Person person, String source) {
        return begin(roomId, person, () -> Optional.of(beginnings.again(roomId, messageId, person, source))).orElseThrow();
    }

    @Override
    public Turn rerun(UUID roomId, UUID messageId, String content, Person person, String source) {
        return begin(roomId, person, () -> Optional.of(beginnings.reworded(roomId, messageId, content, person, source))).orElseThrow();
    }

    private Optional<Turn> begin(UUID roomId, Person person, Supplier<Optional<Beginnings.Begun>> beginning) {
        Room room = rooms.require(roomId, person).sending().room();
        if (runs.isClosed()) {
            throw new Problem(503, "unavailable", "The assistant is being updated. Send the message again in a moment.");
        }
        admission.admit(person);
        Optional<Beginnings.Begun> begun;
        try {
            begun = beginning.get();
        } catch (RuntimeException | Error e) {
            admission.left();
            throw e;
        }
        if (begun.isEmpty()) {
            admission.left();
            return Optional.empty();
        }
        Turn turn = begun.get().turn();
        TurnRun.Subject subject = new TurnRun.Subject(turn, begun.get().origin(), room, person, begun.get().question(), begun.get().again());
        runs.start(subject, EventLog.of(turn.id(), new TurnEvent.HumanMessage(turn.messageId(), turn.id()), writer), TurnRun.Resumption.NONE, parts);
        return Optional.of(turn);
    }

    @Override
    public Queued queue(TurnRequest request) {
        rooms.require(request.roomId(), request.person()).sending();
        Queued queued = line.add(request);
        advance(new Line.Place(request.roomId(), request.person().id()));
        return queued(request.roomId(), request.person().id()).stream()
                .filter(waiting -> waiting.id().equals(queued.id()))
                .findFirst()
                .orElseGet(() -> new Queued(queued.id(), 0, queued.content(), queued.replyTo(), queued.createdAt()));
    }

    @Override
    public List<Queued> queued(UUID roomId, UUID personId) {
        return line.of(roomId, personId);
    }

    @Override
    public boolean unqueue(UUID roomId, UUID personId, UUID queuedId) {
        return line.remove(new Line.Place(roomId, personId), queuedId);
    }

    /** Says the first waiting message of the person in the room when nothing is before it. What cannot be said now is tried again by the upkeep. */
    void advance(Line.Place place) {
        if (runs.isClosed() || line.isEmpty(place)) {
            return;
        }
        Optional<Person> person = people.find(place.personId()).filter(Person::active);
        if (person.isEmpty()) {
            line.clear(place);
            return;
        }
        try {
            begin(place.roomId(), person.get(), () -> beginnings.waited(line, place));
        } catch (Problem e) {
            if (e.status() == 403 || e.status() == 404) {
                log.info("what {} had waiting in room {} is dropped: {}", place.personId(), place.roomId(), e.code());
                line.clear(place);
            }
        }
    }

    List<Line.Place> stalled() {
        return line.stalled();
    }

    @Override
    public UUID steer(UUID roomId, UUID turnId, Person person, String content) {
        rooms.require(roomId, person).sending();
        return steering.add(roomId, turnId, person, content).id();
    }

    /** A stretch has ended; the turn too, when it is given. */
    private void left(TurnRun run, Optional<Turn> ended) {
        if (runs.left(run)) {
            admission.left();
        }
        ended.ifPresent(this::afterwards);
    }

    private void afterwards(Turn over) {
        Thread.ofVirtual().name("turn-observers").start(() -> {
            advanceAfter(over);
            contributions.ended(over);
            compaction.after(over);
        });
    }

    private void advanceAfter(Turn over) {
        try {
            advance(new Line.Place(over.roomId(), over.personId()));
        } catch (RuntimeException e) {
            log.warn("what waits behind turn {} is tried again by the upkeep", over.id(), e);
        }
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

    @Override
    public String wire(TurnEvent.Numbered event, boolean known) {
        return EventCodec.numbered(event, known).toString();
    }

    /** The events of a turn that runs here. */
    Optional<EventLog> live(UUID turnId) {
        return runs.find(turnId).map(TurnRun::events);
    }

    Set<UUID> runningHere() {
        return runs.ids();
    }

    @Override
    public boolean stop(UUID turnId, Person person) {
        Optional<TurnRun> run = runs.find(turnId);
        if (run.isPresent()) {
            if (run.get().stop(TurnState.STOPPED)) {
                return true;
            }
            awaitEnd(run.get());
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
        runs.find(turnId).ifPresent(run -> run.stop(state));
    }

    /** Ends a turn that no thread of this node runs; what it had said is stored as the answer. False when it was over already. */
    boolean end(UUID turnId, TurnState state) {
        return end(turnId, 0, Endings.Ending.cutOff(state, store.storedText(turnId)));
    }

    private boolean end(UUID turnId, long known, Endings.Ending how) {
        Optional<Endings.Ended> ended = endings.end(turnId, known, how);
        ended.filter(Endings.Ended::ours).ifPresent(stored -> afterwards(stored.turn()));
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
        admission.goesOn();
        try {
            Dialogue dialogue = parking.open(row);
            Room room = rooms.find(turn.roomId()).orElseThrow(() -> new IllegalStateException("room " + turn.roomId() + " is gone"));
            Person person = people.find(turn.personId()).filter(Person::active).orElseThrow(() -> new IllegalStateException("person " + turn.personId() + " is not active any more"));
            Message message = messages.find(turn.roomId(), turn.messageId()).orElseThrow(() -> new IllegalStateException("message " + turn.messageId() + " was deleted"));
            TurnRun.Subject subject = new TurnRun.Subject(turn, row.origin(), room, person, message, true);
            EventLog eventLog = EventLog.resumed(turn.id(), turn.lastSeq(), store.storedText(turn.id()), writer);
            runs.start(subject, eventLog, new TurnRun.Resumption(dialogue, List.of(ruling)), parts);
        } catch (IllegalArgumentException | IllegalStateException e) {
            admission.left();
            log.error("turn {} cannot go on", turn.id(), e);
            if (ruling.approved()) {
                parking.approvals().finished(ruling.approval().id(), false);
            }
            end(turn.id(), turn.lastSeq(), Endings.Ending.failed(store.storedText(turn.id()), "internal", "This turn cannot go on after its wait, so nothing was done. Send the message again."));
        }
    }

    /** An approval ended without a decision: the turn that waits for it ends with a note. One that still runs notices when it would wait. */
    void lapsed(Approval approval) {
        approval.turnId().flatMap(store::find).filter(row -> row.waiting().contains(approval.id())).ifPresent(row -> {
            UUID turnId = row.turn().id();
            end(turnId, 0, Endings.Ending.withNote(store.storedText(turnId), Parking.lapseNote(approval)));
        });
    }

    void roomDeleted(UUID roomId) {
        runs.abandon(roomId);
        line.removeRoom(roomId);
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
        compaction.close();
        runs.close();
        writer.close();
        watches.close();
    }
}
