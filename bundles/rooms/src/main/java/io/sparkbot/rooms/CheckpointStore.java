package io.sparkbot.rooms;

import static io.sparkbot.rooms.db.Tables.CHECKPOINT;
import static io.sparkbot.rooms.db.Tables.MESSAGE;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.room.Messages;
import io.sparkbot.api.store.Database;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Summaries of what lies further back. One holds on every path that leads through its message, and only there. */
final class CheckpointStore {

    private final Database database;

    CheckpointStore(Database database) {
        this.database = database;
    }

    /** The newest one before a message on the shown path. */
    Optional<Messages.Checkpoint> before(UUID roomId, UUID messageId) {
        return database.query(sql -> sql.select(CHECKPOINT.UP_TO, CHECKPOINT.SUMMARY)
                .from(CHECKPOINT)
                .join(MESSAGE)
                .on(MESSAGE.ROOM_ID.eq(CHECKPOINT.ROOM_ID).and(MESSAGE.ID.eq(CHECKPOINT.UP_TO)))
                .where(CHECKPOINT.ROOM_ID.eq(roomId).and(CHECKPOINT.UP_TO.lt(messageId)).and(MESSAGE.ASIDE.isNull()))
                .orderBy(CHECKPOINT.UP_TO.desc())
                .limit(1)
                .fetchOptional(row -> new Messages.Checkpoint(row.value1(), row.value2())));
    }

    /** Nothing happens when the message was deleted meanwhile. */
    void add(UUID roomId, Messages.Checkpoint checkpoint) {
        database.query(sql -> sql.insertInto(CHECKPOINT, CHECKPOINT.ROOM_ID, CHECKPOINT.UP_TO, CHECKPOINT.SUMMARY, CHECKPOINT.CREATED_AT)
                .select(sql.select(MESSAGE.ROOM_ID, MESSAGE.ID, DSL.val(checkpoint.summary()), DSL.field("now()", SQLDataType.INSTANT))
                        .from(MESSAGE)
                        .where(MessageStore.is(roomId, checkpoint.upTo())))
                .onConflict(CHECKPOINT.ROOM_ID, CHECKPOINT.UP_TO)
                .doUpdate()
                .set(CHECKPOINT.SUMMARY, checkpoint.summary())
                .execute());
    }

    /** Summaries may repeat what a message said; those that cover it go when its words go. Fresh starts stay. */
    void forget(UUID roomId, UUID messageId) {
        database.query(sql -> sql.deleteFrom(CHECKPOINT)
                .where(CHECKPOINT.ROOM_ID.eq(roomId).and(CHECKPOINT.UP_TO.ge(messageId)).and(CHECKPOINT.SUMMARY.ne("")))
                .execute());
    }
}
