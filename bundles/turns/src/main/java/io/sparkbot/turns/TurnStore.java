package io.sparkbot.turns;

import static io.sparkbot.turns.db.Tables.DECISION;
import static io.sparkbot.turns.db.Tables.STEER;
import static io.sparkbot.turns.db.Tables.TURN;
import static io.sparkbot.turns.db.Tables.TURN_EVENT;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import io.sparkbot.api.store.Database;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnState;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Row4;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Turns, their events and the decisions they have not taken yet, as rows. */
final class TurnStore implements EventWriter.Sink {

    private static final int REMOVED_AT_ONCE = 200;

    private final Database database;
    private final Clock clock;

    TurnStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A turn with what only the engine needs.
     *
     * @param node the engine that runs it, or ran it last
     * @param waiting approvals it is parked for
     * @param parked the sealed conversation it goes on with
     * @param steered whether its person has ever added something to it
     */
    record Row(Turn turn, Origin origin, UUID node, List<UUID> waiting, Optional<byte[]> parked, boolean steered) {}

    /**
     * How a turn came about.
     *
     * @param source where it came from
     * @param tools whether tools may be offered to the model
     * @param replaces the answer that it gives anew
     */
    record Origin(String source, boolean tools, Optional<UUID> replaces) {}

    /** A decision the turn has not acted on yet. */
    record Decision(UUID confirmId, boolean approved, UUID decidedBy) {}

    <T> T transaction(Supplier<T> work) {
        return database.transaction(ignored -> work.get());
    }

    UUID newId() {
        return database.newId();
    }

    /** Stores a turn that starts now with its first event. */
    Turn insert(UUID roomId, UUID personId, UUID messageId, Origin origin, UUID node) {
        UUID id = database.newId();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.transaction(sql -> {
            sql.insertInto(TURN)
                    .set(TURN.ID, id)
                    .set(TURN.ROOM_ID, roomId)
                    .set(TURN.PERSON_ID, personId)
                    .set(TURN.MESSAGE_ID, messageId)
                    .set(TURN.SOURCE, origin.source())
                    .set(TURN.TOOLS, origin.tools())
                    .set(TURN.REPLACES, origin.replaces().orElse(null))
                    .set(TURN.STATE, TurnState.RUNNING.wire())
                    .set(TURN.NODE, node)
                    .set(TURN.STARTED_AT, now)
                    .execute();
            appendEvents(id, 1, List.of(new TurnEvent.HumanMessage(messageId, id)));
            return new Turn(id, roomId, personId, messageId, TurnState.RUNNING, now, Optional.empty(), 1);
        });
    }

    Optional<Row> find(UUID turnId) {
        return database.query(sql -> sql.select(withLastSeq()).from(TURN).where(TURN.ID.eq(turnId)).fetchOptional(TurnStore::row));
    }

    /** The turn, which nobody else changes until the transaction ends. */
    Optional<Row> lock(UUID turnId) {
        return database.query(sql -> sql.selectOne().from(TURN).where(TURN.ID.eq(turnId)).forNoKeyUpdate().fetchOptional().flatMap(locked -> find(turnId)));
    }

    /** Whether a turn that answers this message runs or waits. */
    boolean isOpen(UUID messageId) {
        return database.query(sql -> sql.fetchExists(TURN, TURN.MESSAGE_ID.eq(messageId).and(TURN.ENDED_AT.isNull())));
    }

    List<Turn> of(UUID roomId, Set<TurnState> states, int limit) {
        Condition wanted = states.isEmpty() ? DSL.noCondition() : TURN.STATE.in(states.stream().map(TurnState::wire).toList());
        return database.query(sql -> sql.select(withLastSeq())
                .from(TURN)
                .where(TURN.ROOM_ID.eq(roomId).and(wanted))
                .orderBy(TURN.ID.desc())
                .limit(limit)
                .fetch(row -> row(row).turn()));
    }

    /** How many turns the person started within the last while; counting stops at {@code limit}. */
    int startedSince(UUID personId, Duration while_, int limit) {
        UUID from = new UUID(clock.instant().minus(while_).toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0000L);
        return database.query(sql -> sql.fetchCount(
                DSL.selectOne().from(TURN).where(TURN.PERSON_ID.eq(personId).and(TURN.ID.gt(from))).limit(limit)));
    }

    void park(UUID turnId, Collection<UUID> waiting, byte[] sealed) {
        database.query(sql -> sql.update(TURN)
                .set(TURN.STATE, TurnState.PARKED.wire())
                .set(TURN.WAITING, waiting.toArray(UUID[]::new))
                .set(TURN.PARKED, sealed)
                .where(TURN.ID.eq(turnId))
                .execute());
    }

    void resume(UUID turnId, UUID node) {
        database.query(sql -> sql.update(TURN)
                .set(TURN.STATE, TurnState.RUNNING.wire())
                .set(TURN.NODE, node)
                .set(TURN.WAITING, new UUID[0])
                .setNull(TURN.PARKED)
                .where(TURN.ID.eq(turnId))
                .execute());
    }

    /** Ends a turn that is locked; answers what it is from then on. {@code silent}: the model chose not to reply. */
    Turn end(Turn turn, TurnState state, long lastSeq, boolean silent) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.transaction(sql -> {
            sql.deleteFrom(DECISION).where(DECISION.TURN_ID.eq(turn.id())).execute();
            sql.update(TURN)
                    .set(TURN.STATE, state.wire())
                    .set(TURN.ENDED_AT, now)
                    .set(TURN.SILENT, silent)
                    .set(TURN.WAITING, new UUID[0])
                    .setNull(TURN.PARKED)
                    .where(TURN.ID.eq(turn.id()))
                    .execute();
            return new Turn(turn.id(), turn.roomId(), turn.personId(), turn.messageId(), state, turn.startedAt(), Optional.of(now), lastSeq, silent);
        });
    }

    /** Whether there is something its model has not read. */
    boolean hasUnread(UUID turnId) {
        return database.query(sql -> sql.fetchExists(STEER, STEER.TURN_ID.eq(turnId)));
    }

    void addDecision(UUID turnId, Decision decision) {
        database.query(sql -> sql.insertInto(DECISION)
                .set(DECISION.CONFIRM_ID, decision.confirmId())
                .set(DECISION.TURN_ID, turnId)
                .set(DECISION.APPROVED, decision.approved())
                .set(DECISION.DECIDED_BY, decision.decidedBy())
                .execute());
    }

    List<Decision> takeDecisions(UUID turnId) {
        return database.query(sql -> sql.deleteFrom(DECISION)
                .where(DECISION.TURN_ID.eq(turnId))
                .returning()
                .fetch(row -> new Decision(row.getConfirmId(), row.getApproved(), row.getDecidedBy())));
    }

    /** Notes that the turn shall stop, for the node that runs it. */
    void wantStop(UUID turnId) {
        database.query(sql -> sql.update(TURN).set(TURN.STOP_WANTED, true).where(TURN.ID.eq(turnId)).execute());
    }

    /** Removes all turns of a room, a portion at a time. Whoever is storing events of one has done so before its events are removed. */
    void removeRoom(UUID roomId) {
        int removed = 1;
        while (removed > 0) {
            removed = database.transaction(sql -> {
                UUID[] ids = sql.select(TURN.ID)
                        .from(TURN)
                        .where(TURN.ROOM_ID.eq(roomId))
                        .orderBy(TURN.ID)
                        .limit(REMOVED_AT_ONCE)
                        .forUpdate()
                        .fetch(TURN.ID)
                        .toArray(UUID[]::new);
                sql.deleteFrom(TURN_EVENT).where(TURN_EVENT.TURN_ID.eq(DSL.any(ids))).execute();
                return sql.deleteFrom(TURN).where(TURN.ID.eq(DSL.any(ids))).execute();
            });
        }
    }

    @Override
    public void store(List<EventLog.Batch> batches, boolean durable) {
        if (durable) {
            database.transaction(sql -> insertRows(batches));
        } else {
            database.relaxed(sql -> insertRows(batches));
        }
    }

    /**
     * Stores events of turns that are there. Their rows are held until the transaction ends, so that no turn goes meanwhile and leaves its events;
     * in the order of their identifiers, as {@link #removeRoom} holds them. Events of a turn whose room was deleted are of no use to anybody.
     */
    private int insertRows(List<EventLog.Batch> batches) {
        List<Row4<UUID, Long, Long, String>> rows = new ArrayList<>();
        for (EventLog.Batch batch : batches) {
            rows.add(DSL.row(batch.log().turnId(), batch.events().getFirst().seq(), batch.lastSeq(), EventCodec.row(batch.events())));
        }
        @SuppressWarnings({"unchecked", "rawtypes"})
        Table<?> given = DSL.values(rows.toArray(new Row4[0])).as("given", "turn_id", "first_seq", "last_seq", "events");
        return database.query(sql -> sql.insertInto(TURN_EVENT, TURN_EVENT.TURN_ID, TURN_EVENT.FIRST_SEQ, TURN_EVENT.LAST_SEQ, TURN_EVENT.EVENTS)
                .select(DSL.select(TURN.ID, given("first_seq", Long.class), given("last_seq", Long.class), given("events", String.class))
                        .from(given)
                        .join(TURN)
                        .on(TURN.ID.eq(given("turn_id", UUID.class)))
                        .orderBy(TURN.ID)
                        .forKeyShare()
                        .of(TURN))
                .onConflictDoNothing()
                .execute());
    }

    private static <T> Field<T> given(String name, Class<T> type) {
        return DSL.field(DSL.name("given", name), type);
    }

    void appendEvents(UUID turnId, long firstSeq, List<TurnEvent> events) {
        List<TurnEvent.Numbered> numbered = new ArrayList<>();
        for (TurnEvent event : events) {
            numbered.add(new TurnEvent.Numbered(firstSeq + numbered.size(), event));
        }
        database.query(sql -> sql.insertInto(TURN_EVENT)
                .set(TURN_EVENT.TURN_ID, turnId)
                .set(TURN_EVENT.FIRST_SEQ, firstSeq)
                .set(TURN_EVENT.LAST_SEQ, firstSeq + events.size() - 1)
                .set(TURN_EVENT.EVENTS, EventCodec.row(numbered))
                .execute());
    }

    /** A page of stored events with numbers above {@code after}, in order; empty when there is none. */
    List<TurnEvent.Numbered> eventsAfter(UUID turnId, long after, int rows) {
        return database.query(sql -> {
            List<TurnEvent.Numbered> events = new ArrayList<>();
            sql.select(TURN_EVENT.FIRST_SEQ, TURN_EVENT.EVENTS)
                    .from(TURN_EVENT)
                    .where(TURN_EVENT.TURN_ID.eq(turnId).and(TURN_EVENT.LAST_SEQ.gt(after)))
                    .orderBy(TURN_EVENT.LAST_SEQ)
                    .limit(rows)
                    .forEach(row -> events.addAll(EventCodec.events(row.value1(), row.value2(), events.isEmpty() ? after : events.getLast().seq())));
            return events;
        });
    }

    /** What the turn said, as far as it is stored. */
    String storedText(UUID turnId) {
        StringBuilder text = new StringBuilder();
        List<TurnEvent.Numbered> page = eventsAfter(turnId, 0, 500);
        while (!page.isEmpty()) {
            for (TurnEvent.Numbered numbered : page) {
                if (numbered.event() instanceof TurnEvent.Token token) {
                    text.append(token.text());
                }
            }
            page = eventsAfter(turnId, page.getLast().seq(), 500);
        }
        return text.toString();
    }

    /** Number of the newest stored event and the state, by turn; turns that do not exist are missing. */
    Map<UUID, Progress> progress(Collection<UUID> turnIds) {
        return database.query(sql -> {
            Map<UUID, Progress> found = new HashMap<>();
            sql.select(TURN.ID, TURN.STATE, lastSeq())
                    .from(TURN)
                    .where(TURN.ID.eq(DSL.any(turnIds.toArray(UUID[]::new))))
                    .forEach(row -> found.put(row.value1(), new Progress(state(row.value2()), row.value3())));
            return found;
        });
    }

    /** How far a turn is. */
    record Progress(TurnState state, long lastSeq) {}

    private static Field<Long> lastSeq() {
        return DSL.coalesce(
                DSL.field(DSL.select(DSL.max(TURN_EVENT.LAST_SEQ)).from(TURN_EVENT).where(TURN_EVENT.TURN_ID.eq(TURN.ID))), DSL.inline(0L)).as("newest_seq");
    }

    private static List<Field<?>> withLastSeq() {
        List<Field<?>> fields = new ArrayList<>(Arrays.asList(TURN.fields()));
        fields.add(lastSeq());
        return fields;
    }

    private static Row row(Record row) {
        Turn turn = new Turn(
                row.get(TURN.ID),
                row.get(TURN.ROOM_ID),
                row.get(TURN.PERSON_ID),
                row.get(TURN.MESSAGE_ID),
                state(row.get(TURN.STATE)),
                row.get(TURN.STARTED_AT),
                Optional.ofNullable(row.get(TURN.ENDED_AT)),
                row.get("newest_seq", Long.class),
                row.get(TURN.SILENT));
        return new Row(
                turn,
                new Origin(row.get(TURN.SOURCE), row.get(TURN.TOOLS), Optional.ofNullable(row.get(TURN.REPLACES))),
                row.get(TURN.NODE),
                List.of(row.get(TURN.WAITING)),
                Optional.ofNullable(row.get(TURN.PARKED)),
                row.get(TURN.STEERED));
    }

    private static TurnState state(String wire) {
        return TurnState.valueOf(wire.toUpperCase(java.util.Locale.ROOT));
    }
}
