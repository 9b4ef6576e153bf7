package io.sparkbot.identity;

import static io.sparkbot.identity.db.Tables.PERSON;
import static io.sparkbot.identity.db.Tables.SESSION;

import io.sparkbot.api.person.Session;
import io.sparkbot.api.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sessions as rows. */
@Component(service = SessionStore.class)
public final class SessionStore {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;

    @Activate
    public SessionStore(@Reference(target = "(schema=identity)") Database database) {
        this.database = database;
    }

    void add(UUID personId, byte[] tokenHash, String device, String address, Instant expiresAt) {
        database.transaction(sql -> {
            sql.deleteFrom(SESSION)
                    .where(SESSION.EXPIRES_AT.lt(Instant.now().minus(KEPT)))
                    .execute();
            return sql.insertInto(SESSION)
                    .set(SESSION.ID, database.newId())
                    .set(SESSION.PERSON_ID, personId)
                    .set(SESSION.TOKEN_HASH, tokenHash)
                    .set(SESSION.DEVICE, device)
                    .set(SESSION.ADDRESS, address)
                    .set(SESSION.EXPIRES_AT, expiresAt)
                    .execute();
        });
    }

    /** The live session of this token, of an active or inactive person. Notes that it was used, at most once in {@code sparsely}. */
    Optional<Session> session(byte[] tokenHash, Duration sparsely) {
        Optional<Record> found = database.query(sql -> sql.select(PERSON.fields())
                .select(SESSION.ID, SESSION.EXPIRES_AT, SESSION.LAST_USED_AT)
                .from(SESSION)
                .join(PERSON)
                .on(PERSON.ID.eq(SESSION.PERSON_ID))
                .where(SESSION.TOKEN_HASH.eq(tokenHash), isLive())
                .fetchOptional()
                .map(row -> row));
        found.filter(row -> row.get(SESSION.LAST_USED_AT).isBefore(Instant.now().minus(sparsely)))
                .ifPresent(row -> database.relaxed(sql -> sql.update(SESSION)
                        .set(SESSION.LAST_USED_AT, Instant.now())
                        .where(SESSION.ID.eq(row.get(SESSION.ID)))
                        .execute()));
        return found.map(row -> new Session(
                row.get(SESSION.ID), PersonRow.of(row.into(PERSON)).person(), row.get(SESSION.EXPIRES_AT)));
    }

    boolean isLive(UUID sessionId) {
        return database.query(sql -> sql.fetchExists(sql.selectOne()
                .from(SESSION)
                .join(PERSON)
                .on(PERSON.ID.eq(SESSION.PERSON_ID))
                .where(SESSION.ID.eq(sessionId), isLive(), PERSON.ACTIVE.isTrue())));
    }

    List<SessionRow> sessions(UUID personId) {
        return database.query(sql -> sql.selectFrom(SESSION)
                .where(SESSION.PERSON_ID.eq(personId), isLive())
                .orderBy(SESSION.CREATED_AT.desc())
                .fetch(row -> new SessionRow(
                        row.getId(),
                        row.getDevice(),
                        row.getAddress(),
                        row.getCreatedAt(),
                        row.getLastUsedAt(),
                        row.getExpiresAt())));
    }

    /** Whether somebody signed in from this address lately. */
    boolean isKnownAddress(String address, Duration lately) {
        return database.query(sql -> sql.fetchExists(sql.selectOne()
                .from(SESSION)
                .where(SESSION.ADDRESS.eq(address), SESSION.CREATED_AT.gt(Instant.now().minus(lately)))));
    }

    /** Ends the live sessions of the person that fit the condition. */
    List<UUID> revoke(UUID personId, Condition which) {
        return database.query(sql -> sql.update(SESSION)
                .set(SESSION.REVOKED_AT, Instant.now())
                .where(SESSION.PERSON_ID.eq(personId), isLive(), which)
                .returning(SESSION.ID)
                .fetch(SESSION.ID));
    }

    /** Deletes what is kept of the person's sessions: devices and addresses. */
    void erase(UUID personId) {
        database.query(sql -> sql.deleteFrom(SESSION).where(SESSION.PERSON_ID.eq(personId)).execute());
    }

    /** Runs the action once the transaction of this thread has committed. */
    void afterCommit(Runnable action) {
        database.afterCommit(action);
    }

    static Condition is(UUID id) {
        return SESSION.ID.eq(id);
    }

    static Condition isNot(UUID id) {
        return SESSION.ID.ne(id);
    }

    static Condition any() {
        return DSL.noCondition();
    }

    private static Condition isLive() {
        return SESSION.REVOKED_AT.isNull().and(SESSION.EXPIRES_AT.gt(Instant.now()));
    }
}
