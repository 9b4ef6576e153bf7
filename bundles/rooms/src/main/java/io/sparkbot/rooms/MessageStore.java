package io.sparkbot.rooms;

import static io.sparkbot.rooms.db.Tables.MESSAGE;
import static io.sparkbot.rooms.db.Tables.MESSAGE_VERSION;
import static io.sparkbot.rooms.db.Tables.ROOM;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.InvalidField;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The transcript as rows. The row of the room is locked before the identifier of a new message is made, so identifiers
 * and times within a room rise in the order of commit, and its counter rises in the same statement: no view ever counts messages.
 */
final class MessageStore {

    /** Counting what is older than a point stops here, so that the price of a page does not grow with the room. */
    static final int COUNTED_AT_MOST = 10_000;

    /** The database's clock at the moment the statement runs, after it has waited for the row. */
    private static final Field<Instant> NOW = DSL.field("clock_timestamp()", SQLDataType.INSTANT);

    private final Database database;

    MessageStore(Database database) {
        this.database = database;
    }

    /** A message without the facts about its sender. */
    record Row(
            UUID id,
            UUID roomId,
            UUID senderId,
            String content,
            Instant createdAt,
            Optional<UUID> replyTo,
            Optional<Instant> editedAt,
            Optional<String> meta,
            int version,
            Optional<UUID> answers,
            Optional<UUID> versionOf,
            Optional<UUID> aside) {}

    /**
     * Stores the message; empty when there is no such room.
     *
     * @throws InvalidField when it answers a message that is not in the room
     */
    Optional<Row> add(NewMessage message) {
        return database.transaction(sql -> {
            Optional<Instant> now = sql.update(ROOM)
                    .set(ROOM.MESSAGE_COUNT, ROOM.MESSAGE_COUNT.plus(1))
                    .set(ROOM.UPDATED_AT, NOW)
                    .where(ROOM.ID.eq(message.roomId()))
                    .returning(ROOM.UPDATED_AT)
                    .fetchOptional(ROOM.UPDATED_AT);
            if (now.isEmpty()) {
                return Optional.empty();
            }
            message.replyTo().filter(parent -> !sql.fetchExists(MESSAGE, is(message.roomId(), parent))).ifPresent(parent -> {
                throw InvalidField.body("reply_to_id", "unknown", "the message to reply to is not in this room; leave reply_to_id out or name one of this room");
            });
            UUID id = database.newId();
            BranchStore.Place place = new BranchStore(database).place(message, id);
            Row row = new Row(id, message.roomId(), message.senderId(), message.content(), now.get(), message.replyTo(), Optional.empty(), message.meta(), 1, message.answers(), place.group(), place.aside());
            sql.insertInto(MESSAGE)
                    .set(MESSAGE.ROOM_ID, row.roomId())
                    .set(MESSAGE.ID, row.id())
                    .set(MESSAGE.SENDER_ID, row.senderId())
                    .set(MESSAGE.CONTENT, row.content())
                    .set(MESSAGE.REPLY_TO, row.replyTo().orElse(null))
                    .set(MESSAGE.META, row.meta().map(JSONB::valueOf).orElse(null))
                    .set(MESSAGE.CREATED_AT, row.createdAt())
                    .set(MESSAGE.ANSWERS, row.answers().orElse(null))
                    .set(MESSAGE.VERSION_OF, row.versionOf().orElse(null))
                    .set(MESSAGE.ASIDE, row.aside().orElse(null))
                    .execute();
            return Optional.of(row);
        });
    }

    Optional<Row> find(UUID roomId, UUID messageId) {
        return database.query(sql -> sql.selectFrom(MESSAGE).where(is(roomId, messageId)).fetchOptional(MessageStore::row));
    }

    /** The newest messages of the shown path, oldest first. */
    List<Row> newest(UUID roomId, int limit) {
        return page(shown(roomId), limit);
    }

    /** The newest messages of the shown path before a message, oldest first. */
    List<Row> before(UUID roomId, UUID messageId, int limit) {
        return page(shown(roomId).and(MESSAGE.ID.lt(messageId)), limit);
    }

    /** The oldest messages of the shown path after a message, oldest first. */
    List<Row> after(UUID roomId, UUID messageId, int limit) {
        return from(shown(roomId).and(MESSAGE.ID.gt(messageId)), limit);
    }

    /** The message and the oldest ones after it, as far as they are on the shown path, oldest first. */
    List<Row> from(UUID roomId, UUID messageId, int limit) {
        return from(shown(roomId).and(MESSAGE.ID.ge(messageId)), limit);
    }

    private List<Row> from(Condition condition, int limit) {
        return database.query(sql -> sql.selectFrom(MESSAGE).where(condition).orderBy(MESSAGE.ID).limit(limit).fetch(MessageStore::row));
    }

    /** The newest messages before one that was set aside, on its own path, oldest first. */
    List<Row> beforeAside(UUID roomId, UUID aside, UUID messageId, int limit) {
        UUID fork = find(roomId, aside).flatMap(Row::versionOf).orElse(aside);
        List<Row> besides = page(MESSAGE.ROOM_ID.eq(roomId).and(MESSAGE.ASIDE.eq(aside)).and(MESSAGE.ID.lt(messageId)), limit);
        List<Row> all = new ArrayList<>(before(roomId, fork, limit - besides.size()));
        all.addAll(besides);
        return all;
    }

    /** The newest answer to a message on the shown path. */
    Optional<Row> answerTo(UUID roomId, UUID messageId) {
        return page(shown(roomId).and(MESSAGE.ANSWERS.eq(messageId)), 1).stream().findFirst();
    }

    /** The newest messages before a moment, oldest first. The identifier leads the index to the place, the time decides. */
    List<Row> before(UUID roomId, Instant moment, int limit) {
        return page(older(roomId, moment), limit);
    }

    /** How many are older, at most {@link #COUNTED_AT_MOST}. */
    int countBefore(UUID roomId, UUID messageId) {
        return count(shown(roomId).and(MESSAGE.ID.lt(messageId)));
    }

    /** How many are older, at most {@link #COUNTED_AT_MOST}. */
    int countBefore(UUID roomId, Instant moment) {
        return count(older(roomId, moment));
    }

    /** Stores a new wording and keeps the old one; empty when the message is gone or was changed since {@code known}. */
    Optional<Row> edit(Row known, String content) {
        return database.transaction(sql -> {
            sql.insertInto(MESSAGE_VERSION)
                    .columns(MESSAGE_VERSION.ROOM_ID, MESSAGE_VERSION.MESSAGE_ID, MESSAGE_VERSION.VERSION, MESSAGE_VERSION.CONTENT, MESSAGE_VERSION.REPLACED_AT)
                    .select(sql.select(MESSAGE.ROOM_ID, MESSAGE.ID, MESSAGE.VERSION, MESSAGE.CONTENT, NOW)
                            .from(MESSAGE)
                            .where(is(known.roomId(), known.id()).and(MESSAGE.VERSION.eq(known.version())))
                            .forUpdate())
                    .execute();
            return sql.update(MESSAGE)
                    .set(MESSAGE.CONTENT, content)
                    .set(MESSAGE.EDITED_AT, NOW)
                    .set(MESSAGE.VERSION, MESSAGE.VERSION.plus(1))
                    .where(is(known.roomId(), known.id()).and(MESSAGE.VERSION.eq(known.version())))
                    .returning()
                    .fetchOptional(MessageStore::row);
        });
    }

    /** Deletes the message and its earlier wordings; its replies stay and lose the link. */
    boolean delete(UUID roomId, UUID messageId) {
        return database.transaction(sql -> {
            if (sql.select(ROOM.ID).from(ROOM).where(ROOM.ID.eq(roomId)).forUpdate().fetchOptional().isEmpty()) {
                return false;
            }
            if (sql.deleteFrom(MESSAGE).where(is(roomId, messageId)).execute() == 0) {
                return false;
            }
            sql.update(ROOM).set(ROOM.MESSAGE_COUNT, ROOM.MESSAGE_COUNT.minus(1)).where(ROOM.ID.eq(roomId)).execute();
            return true;
        });
    }

    private List<Row> page(Condition condition, int limit) {
        return database.query(sql -> {
            List<Row> rows = sql.select(
                            MESSAGE.ID, MESSAGE.ROOM_ID, MESSAGE.SENDER_ID, MESSAGE.CONTENT, MESSAGE.CREATED_AT, MESSAGE.REPLY_TO, MESSAGE.EDITED_AT, MESSAGE.META, MESSAGE.VERSION, MESSAGE.ANSWERS, MESSAGE.VERSION_OF, MESSAGE.ASIDE)
                    .from(MESSAGE)
                    .where(condition)
                    .orderBy(MESSAGE.ID.desc())
                    .limit(limit)
                    .fetch(MessageStore::row);
            return rows.reversed();
        });
    }

    private int count(Condition condition) {
        return database.query(sql -> sql.fetchCount(DSL.selectOne().from(MESSAGE).where(condition).limit(COUNTED_AT_MOST)));
    }

    private static Condition older(UUID roomId, Instant moment) {
        return shown(roomId).and(MESSAGE.ID.lt(Moments.idAfter(moment))).and(MESSAGE.CREATED_AT.lt(moment));
    }

    /** What people see now; the index that holds nothing else serves it. */
    static Condition shown(UUID roomId) {
        return MESSAGE.ROOM_ID.eq(roomId).and(MESSAGE.ASIDE.isNull());
    }

    static Condition is(UUID roomId, UUID messageId) {
        return MESSAGE.ROOM_ID.eq(roomId).and(MESSAGE.ID.eq(messageId));
    }

    static Row row(Record row) {
        return new Row(
                row.get(MESSAGE.ID),
                row.get(MESSAGE.ROOM_ID),
                row.get(MESSAGE.SENDER_ID),
                row.get(MESSAGE.CONTENT),
                row.get(MESSAGE.CREATED_AT),
                Optional.ofNullable(row.get(MESSAGE.REPLY_TO)),
                Optional.ofNullable(row.get(MESSAGE.EDITED_AT)),
                Optional.ofNullable(row.get(MESSAGE.META)).map(JSONB::data),
                row.get(MESSAGE.VERSION),
                Optional.ofNullable(row.get(MESSAGE.ANSWERS)),
                Optional.ofNullable(row.get(MESSAGE.VERSION_OF)),
                Optional.ofNullable(row.get(MESSAGE.ASIDE)));
    }
}
