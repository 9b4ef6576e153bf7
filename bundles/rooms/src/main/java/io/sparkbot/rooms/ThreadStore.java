package io.sparkbot.rooms;

import static io.sparkbot.rooms.db.Tables.MESSAGE;
import static io.sparkbot.rooms.db.Tables.MESSAGE_VERSION;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.sparkbot.api.store.Database;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.impl.DSL;

/** What belongs to one message: its earlier wordings and the replies to it, as rows. */
final class ThreadStore {

    /** Replies of a thread that are given at once. */
    static final int REPLIES_AT_MOST = 500;

    private final Database database;

    ThreadStore(Database database) {
        this.database = database;
    }

    /** What a message said until it was reworded. */
    record Version(int version, String content, Instant replacedAt) {}

    /** The earlier wordings, oldest first. */
    List<Version> versions(UUID roomId, UUID messageId) {
        return database.query(sql -> sql.selectFrom(MESSAGE_VERSION)
                .where(MESSAGE_VERSION.ROOM_ID.eq(roomId).and(MESSAGE_VERSION.MESSAGE_ID.eq(messageId)))
                .orderBy(MESSAGE_VERSION.VERSION)
                .fetch(row -> new Version(row.getVersion(), row.getContent(), row.getReplacedAt())));
    }

    /** The replies to the message, the replies to those, and so on, on the shown path; oldest first. */
    List<MessageStore.Row> replies(UUID roomId, UUID messageId) {
        Field<UUID> id = DSL.field(DSL.name("thread", "id"), UUID.class);
        CommonTableExpression<Record1<UUID>> thread = DSL.name("thread").fields("id").as(
                DSL.select(MESSAGE.ID).from(MESSAGE).where(MessageStore.shown(roomId).and(MESSAGE.REPLY_TO.eq(messageId)))
                        .union(DSL.select(MESSAGE.ID).from(MESSAGE).join(DSL.table(DSL.name("thread"))).on(MESSAGE.REPLY_TO.eq(id)).where(MessageStore.shown(roomId))));
        return database.query(sql -> sql.withRecursive(thread)
                .select(MESSAGE.fields())
                .from(MESSAGE)
                .where(MESSAGE.ROOM_ID.eq(roomId).and(MESSAGE.ID.in(DSL.select(id).from(thread).limit(REPLIES_AT_MOST))))
                .orderBy(MESSAGE.ID)
                .fetch(MessageStore::row));
    }
}
