package io.sparkbot.rooms;

import static io.sparkbot.rooms.db.Tables.INVITE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.store.Database;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Invitations as rows. */
final class InviteStore {

    private static final Field<Instant> NOW = DSL.field("clock_timestamp()", SQLDataType.INSTANT);

    private final Database database;

    InviteStore(Database database) {
        this.database = database;
    }

    /** An invitation without its token, which nobody knows but who was given it. */
    record Invite(
            UUID id,
            UUID roomId,
            RoomRole role,
            UUID createdBy,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Integer> usageLimit,
            int usedCount) {}

    Invite add(UUID roomId, UUID by, byte[] tokenHash, RoomRole role, Optional<Integer> usageLimit, Optional<Instant> expiresAt) {
        return database.query(sql -> sql.insertInto(INVITE)
                .set(INVITE.ID, database.newId())
                .set(INVITE.ROOM_ID, roomId)
                .set(INVITE.TOKEN_HASH, tokenHash)
                .set(INVITE.ROLE, role.name())
                .set(INVITE.CREATED_BY, by)
                .set(INVITE.CREATED_AT, NOW)
                .set(INVITE.EXPIRES_AT, expiresAt.orElse(null))
                .set(INVITE.USAGE_LIMIT, usageLimit.orElse(null))
                .returning()
                .fetchSingle(InviteStore::invite));
    }

    int count(UUID roomId) {
        return database.query(sql -> sql.fetchCount(INVITE, INVITE.ROOM_ID.eq(roomId)));
    }

    /** Newest first. */
    List<Invite> all(UUID roomId) {
        return database.query(sql -> sql.selectFrom(INVITE).where(INVITE.ROOM_ID.eq(roomId)).orderBy(INVITE.ID.desc()).fetch(InviteStore::invite));
    }

    /** The invitation with this token, if it still opens the room. */
    Optional<Invite> usable(byte[] tokenHash) {
        return database.query(sql -> sql.selectFrom(INVITE).where(INVITE.TOKEN_HASH.eq(tokenHash).and(opens())).fetchOptional(InviteStore::invite));
    }

    /** Counts one use; false when there is none left. */
    boolean use(UUID id) {
        return database.query(sql -> sql.update(INVITE).set(INVITE.USED_COUNT, INVITE.USED_COUNT.plus(1)).where(INVITE.ID.eq(id).and(opens())).execute()) > 0;
    }

    boolean remove(UUID roomId, UUID id) {
        return database.query(sql -> sql.deleteFrom(INVITE).where(INVITE.ROOM_ID.eq(roomId).and(INVITE.ID.eq(id))).execute()) > 0;
    }

    /** Removes what opens no room any more, everywhere. */
    int removeSpent() {
        return database.query(sql -> sql.deleteFrom(INVITE).where(DSL.not(opens())).execute());
    }

    private static Condition opens() {
        return INVITE.EXPIRES_AT.isNull().or(INVITE.EXPIRES_AT.gt(NOW)).and(INVITE.USAGE_LIMIT.isNull().or(INVITE.USED_COUNT.lt(INVITE.USAGE_LIMIT)));
    }

    private static Invite invite(Record row) {
        return new Invite(
                row.get(INVITE.ID),
                row.get(INVITE.ROOM_ID),
                RoomRole.valueOf(row.get(INVITE.ROLE)),
                row.get(INVITE.CREATED_BY),
                row.get(INVITE.CREATED_AT),
                Optional.ofNullable(row.get(INVITE.EXPIRES_AT)),
                Optional.ofNullable(row.get(INVITE.USAGE_LIMIT)),
                row.get(INVITE.USED_COUNT));
    }
}
