package io.sparkbot.identity;

import static io.sparkbot.identity.db.Tables.INVITE;
import static io.sparkbot.identity.db.Tables.PERSON;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Invitations to make an account, as rows. One is open while it has uses left, its time has not come, and its maker still administers. */
@Component(service = InviteStore.class)
public final class InviteStore {

    private final Database database;

    @Activate
    public InviteStore(@Reference(target = "(schema=identity)") Database database) {
        this.database = database;
    }

    /** @param maker what people call the administrator who made it */
    record InviteRow(UUID id, AccountRole role, String maker, Instant createdAt, Instant expiresAt, int usageLimit, int usedCount) {}

    UUID add(AccountRole role, byte[] tokenHash, UUID maker, Instant expiresAt, int usageLimit) {
        return database.transaction(sql -> {
            sql.deleteFrom(INVITE).where(INVITE.EXPIRES_AT.lt(Instant.now())).execute();
            UUID id = database.newId();
            sql.insertInto(INVITE)
                    .set(INVITE.ID, id)
                    .set(INVITE.ROLE, role.name())
                    .set(INVITE.TOKEN_HASH, tokenHash)
                    .set(INVITE.CREATED_BY, maker)
                    .set(INVITE.EXPIRES_AT, expiresAt)
                    .set(INVITE.USAGE_LIMIT, usageLimit)
                    .execute();
            return id;
        });
    }

    /** All open ones, newest first. */
    List<InviteRow> open() {
        return database.query(sql -> select(sql).where(isOpen()).orderBy(INVITE.CREATED_AT.desc(), INVITE.ID.desc()).fetch(InviteStore::row));
    }

    Optional<InviteRow> invite(UUID id) {
        return database.query(sql -> select(sql).where(INVITE.ID.eq(id)).fetchOptional(InviteStore::row));
    }

    /** The open one of this token. */
    Optional<InviteRow> open(byte[] tokenHash) {
        return database.query(sql -> select(sql).where(INVITE.TOKEN_HASH.eq(tokenHash), isOpen()).fetchOptional(InviteStore::row));
    }

    boolean exists(byte[] tokenHash) {
        return database.query(sql -> sql.fetchExists(INVITE, INVITE.TOKEN_HASH.eq(tokenHash)));
    }

    /** Takes one use of an open one; false when somebody else took the last. Others wait for the end of this transaction. */
    boolean use(UUID id) {
        return database.query(sql -> sql.update(INVITE)
                        .set(INVITE.USED_COUNT, INVITE.USED_COUNT.plus(1))
                        .where(INVITE.ID.eq(id), INVITE.USED_COUNT.lt(INVITE.USAGE_LIMIT), INVITE.EXPIRES_AT.gt(Instant.now()))
                        .execute())
                == 1;
    }

    boolean delete(UUID id) {
        return database.query(sql -> sql.deleteFrom(INVITE).where(INVITE.ID.eq(id)).execute()) == 1;
    }

    private static SelectOnConditionStep<Record> select(org.jooq.DSLContext sql) {
        return sql.select(INVITE.fields())
                .select(PERSON.USERNAME, PERSON.FULL_NAME)
                .from(INVITE)
                .join(PERSON)
                .on(PERSON.ID.eq(INVITE.CREATED_BY));
    }

    private static Condition isOpen() {
        return INVITE.USED_COUNT
                .lt(INVITE.USAGE_LIMIT)
                .and(INVITE.EXPIRES_AT.gt(Instant.now()))
                .and(PERSON.ACTIVE.isTrue())
                .and(PERSON.ROLE.eq(AccountRole.ADMIN.name()));
    }

    private static InviteRow row(Record row) {
        return new InviteRow(
                row.get(INVITE.ID),
                AccountRole.valueOf(row.get(INVITE.ROLE)),
                Optional.ofNullable(row.get(PERSON.FULL_NAME)).orElse(row.get(PERSON.USERNAME)),
                row.get(INVITE.CREATED_AT),
                row.get(INVITE.EXPIRES_AT),
                row.get(INVITE.USAGE_LIMIT),
                row.get(INVITE.USED_COUNT));
    }
}
