package io.sparkbot.turns;

import static io.sparkbot.turns.db.Tables.QUEUED;
import static io.sparkbot.turns.db.Tables.TURN;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomEvents;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Messages that wait for what runs, as rows: one line for each person in each room. Whoever changes a line or takes from it holds its lock
 * until the end of the transaction, so that two tabs, two nodes and the end of a turn never take the same message or two at once.
 */
final class Line {

    private static final int PLACES_AT_ONCE = 100;
    private static final int MAX_CONTENT = 100_000;

    private final Database database;
    private final Messages messages;
    private final RoomEvents events;
    private final TurnSettings settings;

    Line(Database database, Messages messages, RoomEvents events, TurnSettings settings) {
        this.database = database;
        this.messages = messages;
        this.events = events;
        this.settings = settings;
    }

    /** Turns and waiting messages of one person in one room follow each other. */
    record Place(UUID roomId, UUID personId) {}

    /** A message that is taken from the line to be said now. */
    record Taken(UUID id, String content, Optional<UUID> replyTo, String source) {}

    /** @throws Problem as {@link Turns#queue} */
    Turns.Queued add(TurnRequest request) {
        Place place = new Place(request.roomId(), request.person().id());
        String content = storable(request.content());
        request.replyTo().filter(parent -> messages.find(place.roomId(), parent).isEmpty()).ifPresent(parent -> {
            throw InvalidField.body("reply_to_id", "unknown", "the message to reply to is not in this room; leave reply_to_id out or name one of this room");
        });
        return database.transaction(sql -> {
            lock(sql, place);
            int waiting = sql.fetchCount(QUEUED, of(place));
            if (waiting >= settings.maxQueued()) {
                throw new Problem(429, "rate_limited", waiting + " of your messages wait in this room already, which is the limit (turns.max-queued). Take one out, or wait until one has been answered.");
            }
            UUID id = database.newId();
            Instant now = sql.insertInto(QUEUED)
                    .set(QUEUED.ID, id)
                    .set(QUEUED.ROOM_ID, place.roomId())
                    .set(QUEUED.PERSON_ID, place.personId())
                    .set(QUEUED.SOURCE, request.source())
                    .set(QUEUED.CONTENT, content)
                    .set(QUEUED.REPLY_TO, request.replyTo().orElse(null))
                    .set(QUEUED.CREATED_AT, DSL.field("now()", SQLDataType.INSTANT))
                    .returning(QUEUED.CREATED_AT)
                    .fetchSingle()
                    .getCreatedAt();
            events.publish(new RoomEvent.QueueChanged(place.roomId(), place.personId()));
            return new Turns.Queued(id, waiting + 1, content, request.replyTo(), now);
        });
    }

    private static String storable(String wanted) {
        String content = AnswerText.mended(wanted);
        int length = content.codePointCount(0, content.length());
        if (content.isBlank() || length > MAX_CONTENT) {
            throw InvalidField.body("content", length > MAX_CONTENT ? "too_long" : "missing", "a message needs a text of 1 to 100,000 characters; this one has " + length);
        }
        return content;
    }

    List<Turns.Queued> of(UUID roomId, UUID personId) {
        return database.query(sql -> {
            int[] position = {0};
            return sql.selectFrom(QUEUED)
                    .where(of(new Place(roomId, personId)))
                    .orderBy(QUEUED.ID)
                    .fetch(row -> new Turns.Queued(row.getId(), ++position[0], row.getContent(), Optional.ofNullable(row.getReplyTo()), row.getCreatedAt()));
        });
    }

    /** False when it does not wait any more, or is somebody else's. */
    boolean remove(Place place, UUID id) {
        return database.transaction(sql -> {
            lock(sql, place);
            boolean removed = sql.deleteFrom(QUEUED).where(of(place).and(QUEUED.ID.eq(id))).execute() > 0;
            if (removed) {
                events.publish(new RoomEvent.QueueChanged(place.roomId(), place.personId()));
            }
            return removed;
        });
    }

    boolean isEmpty(Place place) {
        return database.query(sql -> !sql.fetchExists(QUEUED, of(place)));
    }

    /** Takes the first message, within the caller's transaction, unless something of the person is open in the room. */
    Optional<Taken> take(Place place) {
        return database.transaction(sql -> {
            lock(sql, place);
            if (sql.fetchExists(TURN, TURN.PERSON_ID.eq(place.personId()).and(TURN.ROOM_ID.eq(place.roomId())).and(TURN.ENDED_AT.isNull()))) {
                return Optional.empty();
            }
            Optional<Taken> first = sql.selectFrom(QUEUED)
                    .where(of(place))
                    .orderBy(QUEUED.ID)
                    .limit(1)
                    .fetchOptional(row -> new Taken(row.getId(), row.getContent(), Optional.ofNullable(row.getReplyTo()), row.getSource()));
            first.ifPresent(taken -> {
                sql.deleteFrom(QUEUED).where(QUEUED.ID.eq(taken.id())).execute();
                events.publish(new RoomEvent.QueueChanged(place.roomId(), place.personId()));
            });
            return first;
        });
    }

    /** The line is given up: its person may not speak in the room any more. */
    void clear(Place place) {
        database.transaction(sql -> {
            lock(sql, place);
            return sql.deleteFrom(QUEUED).where(of(place)).execute();
        });
    }

    void removeRoom(UUID roomId) {
        database.query(sql -> sql.deleteFrom(QUEUED).where(QUEUED.ROOM_ID.eq(roomId)).execute());
    }

    /** Places whose first message waits for nothing any more, since the process that should have taken it ended. */
    List<Place> stalled() {
        return database.query(sql -> sql.selectDistinct(QUEUED.ROOM_ID, QUEUED.PERSON_ID)
                .from(QUEUED)
                .whereNotExists(DSL.selectOne()
                        .from(TURN)
                        .where(TURN.PERSON_ID.eq(QUEUED.PERSON_ID).and(TURN.ROOM_ID.eq(QUEUED.ROOM_ID)).and(TURN.ENDED_AT.isNull())))
                .limit(PLACES_AT_ONCE)
                .fetch(row -> new Place(row.value1(), row.value2())));
    }

    private static Condition of(Place place) {
        return QUEUED.ROOM_ID.eq(place.roomId()).and(QUEUED.PERSON_ID.eq(place.personId()));
    }

    private static void lock(DSLContext sql, Place place) {
        sql.execute("select pg_advisory_xact_lock(?, ?)", place.roomId().hashCode(), place.personId().hashCode());
    }
}
