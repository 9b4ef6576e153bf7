package io.sparkbot.rooms;

import static io.sparkbot.rooms.db.Tables.MEMBER;
import static io.sparkbot.rooms.db.Tables.MESSAGE;
import static io.sparkbot.rooms.db.Tables.ROOM;
import static io.sparkbot.rooms.db.Tables.ROOM_LEFTOVER;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.store.Database;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Rooms as rows. */
final class RoomStore {

    private static final int REMOVED_AT_ONCE = 5000;

    private final Database database;
    private final Clock clock;

    RoomStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    <T> T transaction(java.util.function.Supplier<T> work) {
        return database.transaction(ignored -> work.get());
    }

    Optional<RoomDetails> find(UUID roomId) {
        return database.query(sql -> sql.selectFrom(ROOM).where(ROOM.ID.eq(roomId)).fetchOptional(RoomStore::details));
    }

    Optional<RoomDetails> lock(UUID roomId) {
        return database.query(sql -> sql.selectFrom(ROOM).where(ROOM.ID.eq(roomId)).forUpdate().fetchOptional(RoomStore::details));
    }

    /** The room and, where there is one, the person's membership, in one statement. */
    Optional<Entry> entry(UUID roomId, UUID personId) {
        return database.query(sql -> sql.select()
                .from(ROOM)
                .leftJoin(MEMBER)
                .on(MEMBER.ROOM_ID.eq(ROOM.ID).and(MEMBER.PERSON_ID.eq(personId)))
                .where(ROOM.ID.eq(roomId))
                .fetchOptional(row -> new Entry(details(row), row.get(MEMBER.ROLE) == null ? Optional.empty() : Optional.of(MemberStore.member(row)))));
    }

    /** A room and the membership somebody asked about. */
    record Entry(RoomDetails details, Optional<Member> member) {}

    List<RoomDetails> of(UUID personId, int skip, int limit) {
        return database.query(sql -> sql.select(ROOM.fields())
                .from(MEMBER)
                .join(ROOM)
                .on(ROOM.ID.eq(MEMBER.ROOM_ID))
                .where(MEMBER.PERSON_ID.eq(personId))
                .orderBy(ROOM.UPDATED_AT.desc(), ROOM.ID.desc())
                .limit(limit)
                .offset(skip)
                .fetch(RoomStore::details));
    }

    Room create(String name, Optional<String> description, UUID owner) {
        return database.transaction(sql -> {
            Room room = new Room(database.newId(), name, description, owner, now(), now(), Optional.empty(), false);
            insert(sql, room, Optional.empty());
            join(sql, room.id(), owner, RoomRole.OWNER);
            return room;
        });
    }

    /** The person's own room with the bot, made when there is none; the same one for everybody who asks at the same time. */
    Room direct(String name, UUID owner, UUID bot, boolean executionAllowed) {
        return database.transaction(sql -> {
            insert(sql, new Room(database.newId(), name, Optional.empty(), owner, now(), now(), Optional.empty(), executionAllowed), Optional.of(owner));
            Room room = sql.selectFrom(ROOM).where(ROOM.DIRECT_FOR.eq(owner)).fetchSingle(RoomStore::details).room();
            join(sql, room.id(), owner, RoomRole.OWNER);
            join(sql, room.id(), bot, RoomRole.MEMBER);
            return room;
        });
    }

    void update(RoomDetails wanted) {
        Room room = wanted.room();
        database.query(sql -> sql.update(ROOM)
                .set(ROOM.NAME, room.name())
                .set(ROOM.DESCRIPTION, room.description().orElse(null))
                .set(ROOM.PERSONA, room.persona().orElse(null))
                .set(ROOM.EXECUTION_ALLOWED, room.executionAllowed())
                .set(ROOM.TOOL_ROUNDS, room.toolRounds().orElse(null))
                .set(ROOM.MEETING_MODE_ENABLED, wanted.meetingMode())
                .set(ROOM.MEETING_MODE_BOTS_MENTION_ONLY, wanted.botsOnMentionOnly())
                .set(ROOM.MEETING_MODE_MAX_BOT_MSGS_PER_MIN, wanted.maxBotMessagesPerMinute())
                .set(ROOM.MEETING_MODE_NOTE_TAKER_BOT_SLUG, wanted.noteTaker().orElse(null))
                .set(ROOM.UPDATED_AT, now())
                .where(ROOM.ID.eq(room.id()))
                .execute());
    }

    /** The room is gone at once; its messages go in portions, by {@link #removeLeftovers}. */
    void delete(UUID roomId) {
        database.transaction(sql -> {
            sql.insertInto(ROOM_LEFTOVER).values(roomId, now()).onConflictDoNothing().execute();
            return sql.deleteFrom(ROOM).where(ROOM.ID.eq(roomId)).execute();
        });
    }

    /** Removes one portion of the messages of deleted rooms; false when nothing is left. */
    boolean removeLeftovers() {
        return database.transaction(sql -> {
            Optional<UUID> room = sql.select(ROOM_LEFTOVER.ROOM_ID).from(ROOM_LEFTOVER).limit(1).forUpdate().skipLocked().fetchOptional(ROOM_LEFTOVER.ROOM_ID);
            room.ifPresent(id -> {
                Field<UUID> oldest = DSL.field(DSL.name("oldest", "id"), UUID.class);
                int removed = sql.deleteFrom(MESSAGE)
                        .using(DSL.table(sql.select(MESSAGE.ID).from(MESSAGE).where(MESSAGE.ROOM_ID.eq(id)).orderBy(MESSAGE.ID).limit(REMOVED_AT_ONCE)).as("oldest"))
                        .where(MESSAGE.ROOM_ID.eq(id).and(MESSAGE.ID.eq(oldest)))
                        .execute();
                if (removed < REMOVED_AT_ONCE) {
                    sql.deleteFrom(ROOM_LEFTOVER).where(ROOM_LEFTOVER.ROOM_ID.eq(id)).execute();
                }
            });
            return room.isPresent();
        });
    }

    private static void insert(DSLContext sql, Room room, Optional<UUID> directFor) {
        sql.insertInto(ROOM)
                .set(ROOM.ID, room.id())
                .set(ROOM.NAME, room.name())
                .set(ROOM.DESCRIPTION, room.description().orElse(null))
                .set(ROOM.CREATED_BY, room.createdBy())
                .set(ROOM.CREATED_AT, room.createdAt())
                .set(ROOM.UPDATED_AT, room.updatedAt())
                .set(ROOM.EXECUTION_ALLOWED, room.executionAllowed())
                .set(ROOM.DIRECT_FOR, directFor.orElse(null))
                .onConflict(ROOM.DIRECT_FOR)
                .where(ROOM.DIRECT_FOR.isNotNull())
                .doNothing()
                .execute();
    }

    private void join(DSLContext sql, UUID roomId, UUID personId, RoomRole role) {
        sql.insertInto(MEMBER)
                .set(MEMBER.ROOM_ID, roomId)
                .set(MEMBER.PERSON_ID, personId)
                .set(MEMBER.ROLE, role.name())
                .set(MEMBER.JOINED_AT, now())
                .set(MEMBER.READ_UP_TO, database.newId())
                .onConflictDoNothing()
                .execute();
    }

    /** Microseconds, as the database keeps them, so that what is told now equals what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static RoomDetails details(Record row) {
        Room room = new Room(
                row.get(ROOM.ID),
                row.get(ROOM.NAME),
                Optional.ofNullable(row.get(ROOM.DESCRIPTION)),
                row.get(ROOM.CREATED_BY),
                row.get(ROOM.CREATED_AT),
                row.get(ROOM.UPDATED_AT),
                Optional.ofNullable(row.get(ROOM.PERSONA)),
                row.get(ROOM.EXECUTION_ALLOWED),
                Optional.ofNullable(row.get(ROOM.TOOL_ROUNDS)));
        return new RoomDetails(
                room,
                row.get(ROOM.MEETING_MODE_ENABLED),
                row.get(ROOM.MEETING_MODE_BOTS_MENTION_ONLY),
                row.get(ROOM.MEETING_MODE_MAX_BOT_MSGS_PER_MIN),
                Optional.ofNullable(row.get(ROOM.MEETING_MODE_NOTE_TAKER_BOT_SLUG)),
                row.get(ROOM.MESSAGE_COUNT));
    }
}
