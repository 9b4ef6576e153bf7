package io.sparkbot.rooms;

import static io.sparkbot.rooms.db.Tables.MEMBER;
import static io.sparkbot.rooms.db.Tables.MESSAGE;
import static io.sparkbot.rooms.db.Tables.ROOM;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.store.Database;
import io.sparkbot.rooms.db.tables.Member;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Rooms as one person keeps them, as rows. The number of unread messages stops rising at {@value #UNREAD_AT_MOST}, so that its price does. */
final class MineStore {

    static final int UNREAD_AT_MOST = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final Database database;

    MineStore(Database database) {
        this.database = database;
    }

    /** A room and how the person keeps it. */
    record Kept(RoomDetails details, Mine mine) {}

    /** The person's rooms, most recently active first: one statement. */
    List<Kept> of(UUID personId, int skip, int limit) {
        Field<Integer> unread = unread(personId);
        return database.query(sql -> sql.select(ROOM.fields())
                .select(MEMBER.FOLDER, MEMBER.PINNED, MEMBER.READ_UP_TO, unread)
                .from(MEMBER)
                .join(ROOM)
                .on(ROOM.ID.eq(MEMBER.ROOM_ID))
                .where(MEMBER.PERSON_ID.eq(personId))
                .orderBy(ROOM.UPDATED_AT.desc(), ROOM.ID.desc())
                .limit(limit)
                .offset(skip)
                .fetch(row -> new Kept(RoomStore.details(row), mine(row, unread))));
    }

    /** How the person keeps a room, and how many members it has. */
    record Standing(Mine mine, int members) {}

    Optional<Standing> find(UUID roomId, UUID personId) {
        Field<Integer> unread = unread(personId);
        Member all = MEMBER.as("everybody");
        Field<Integer> members = DSL.field(DSL.selectCount().from(all).where(all.ROOM_ID.eq(ROOM.ID))).as("members");
        return database.query(sql -> sql.select(MEMBER.FOLDER, MEMBER.PINNED, MEMBER.READ_UP_TO, unread, members)
                .from(MEMBER)
                .join(ROOM)
                .on(ROOM.ID.eq(MEMBER.ROOM_ID))
                .where(is(roomId, personId))
                .fetchOptional(row -> new Standing(mine(row, unread), row.get(members))));
    }

    void folder(UUID roomId, UUID personId, Optional<String> folder) {
        database.query(sql -> sql.update(MEMBER).set(MEMBER.FOLDER, folder.orElse(null)).where(is(roomId, personId)).execute());
    }

    void pin(UUID roomId, UUID personId, boolean pinned) {
        database.query(sql -> sql.update(MEMBER).set(MEMBER.PINNED, pinned).where(is(roomId, personId)).execute());
    }

    /** Moves the mark forwards, never back, and not past now, so that no mark hides what is yet to be said. */
    void read(UUID roomId, UUID personId, UUID messageId) {
        Field<UUID> wanted = DSL.least(DSL.val(messageId), DSL.val(database.newId()));
        database.query(sql -> sql.update(MEMBER)
                .set(MEMBER.READ_UP_TO, DSL.greatest(DSL.coalesce(MEMBER.READ_UP_TO, DSL.val(FIRST)), wanted))
                .where(is(roomId, personId))
                .execute());
    }

    private static Field<Integer> unread(UUID personId) {
        Field<UUID> sender = DSL.field(DSL.name("newest", "sender_id"), UUID.class);
        return DSL.field(DSL.selectCount()
                        .from(DSL.select(MESSAGE.SENDER_ID)
                                .from(MESSAGE)
                                .where(MESSAGE.ROOM_ID.eq(ROOM.ID).and(MESSAGE.ASIDE.isNull()).and(MESSAGE.ID.gt(DSL.coalesce(MEMBER.READ_UP_TO, DSL.val(FIRST)))))
                                .orderBy(MESSAGE.ID.desc())
                                .limit(UNREAD_AT_MOST)
                                .asTable("newest"))
                        .where(sender.ne(personId)))
                .as("unread");
    }

    private static Mine mine(Record row, Field<Integer> unread) {
        return new Mine(row.get(MEMBER.FOLDER), row.get(MEMBER.PINNED), row.get(unread), row.get(MEMBER.READ_UP_TO));
    }

    private static Condition is(UUID roomId, UUID personId) {
        return MEMBER.ROOM_ID.eq(roomId).and(MEMBER.PERSON_ID.eq(personId));
    }
}
