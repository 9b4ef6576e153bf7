package io.sparkbot.rooms;

import static io.sparkbot.rooms.db.Tables.INVITE;
import static io.sparkbot.rooms.db.Tables.MEMBER;
import static io.sparkbot.rooms.db.Tables.ROOM;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.store.Database;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Who is in a room, as rows. Changes belong into a transaction that has locked the room. */
final class MemberStore {

    private static final Field<Instant> NOW = DSL.field("clock_timestamp()", SQLDataType.INSTANT);

    private final Database database;

    MemberStore(Database database) {
        this.database = database;
    }

    /** Keeps every other change of the room's members waiting until the transaction ends; false when there is no such room. */
    boolean lock(UUID roomId) {
        return database.query(sql -> sql.select(ROOM.ID).from(ROOM).where(ROOM.ID.eq(roomId)).forUpdate().fetchOptional().isPresent());
    }

    Optional<Member> find(UUID roomId, UUID personId) {
        return database.query(sql -> sql.selectFrom(MEMBER).where(is(roomId, personId)).fetchOptional(MemberStore::member));
    }

    Map<UUID, RoomRole> roles(UUID personId, Collection<UUID> roomIds) {
        return database.query(sql -> sql.select(MEMBER.ROOM_ID, MEMBER.ROLE)
                .from(MEMBER)
                .where(MEMBER.PERSON_ID.eq(personId).and(MEMBER.ROOM_ID.in(roomIds)))
                .fetchMap(MEMBER.ROOM_ID, row -> RoomRole.valueOf(row.get(MEMBER.ROLE))));
    }

    /** The rooms of a person with their names. */
    Map<UUID, String> roomsOf(UUID personId) {
        return database.query(sql -> sql.select(ROOM.ID, ROOM.NAME)
                .from(MEMBER)
                .join(ROOM)
                .on(ROOM.ID.eq(MEMBER.ROOM_ID))
                .where(MEMBER.PERSON_ID.eq(personId))
                .fetchMap(ROOM.ID, ROOM.NAME));
    }

    List<Member> all(UUID roomId) {
        return database.query(sql ->
                sql.selectFrom(MEMBER).where(MEMBER.ROOM_ID.eq(roomId)).orderBy(MEMBER.JOINED_AT, MEMBER.PERSON_ID).fetch(MemberStore::member));
    }

    int owners(UUID roomId) {
        return database.query(sql -> sql.fetchCount(MEMBER, MEMBER.ROOM_ID.eq(roomId).and(MEMBER.ROLE.eq(RoomRole.OWNER.name()))));
    }

    /** Empty when the person is a member already. */
    Optional<Member> add(UUID roomId, UUID personId, RoomRole role) {
        return database.query(sql -> sql.insertInto(MEMBER)
                .set(MEMBER.ROOM_ID, roomId)
                .set(MEMBER.PERSON_ID, personId)
                .set(MEMBER.ROLE, role.name())
                .set(MEMBER.JOINED_AT, NOW)
                .set(MEMBER.READ_UP_TO, database.newId())
                .onConflictDoNothing()
                .returning()
                .fetchOptional(MemberStore::member));
    }

    Member change(UUID roomId, UUID personId, RoomRole role) {
        return database.query(
                sql -> sql.update(MEMBER).set(MEMBER.ROLE, role.name()).where(is(roomId, personId)).returning().fetchSingle(MemberStore::member));
    }

    void remove(UUID roomId, UUID personId) {
        database.query(sql -> sql.deleteFrom(MEMBER).where(is(roomId, personId)).execute());
    }

    /** Takes back the invitations that somebody made who no longer leads the room. */
    void revokeInvitesOf(UUID roomId, UUID personId) {
        database.query(sql -> sql.deleteFrom(INVITE).where(INVITE.ROOM_ID.eq(roomId).and(INVITE.CREATED_BY.eq(personId))).execute());
    }

    private static Condition is(UUID roomId, UUID personId) {
        return MEMBER.ROOM_ID.eq(roomId).and(MEMBER.PERSON_ID.eq(personId));
    }

    static Member member(Record row) {
        return new Member(
                row.get(MEMBER.ROOM_ID),
                row.get(MEMBER.PERSON_ID),
                RoomRole.valueOf(row.get(MEMBER.ROLE)),
                row.get(MEMBER.JOINED_AT));
    }
}
