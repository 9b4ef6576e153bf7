package io.sparkbot.identity;

import static io.sparkbot.identity.db.Tables.API_KEY;
import static io.sparkbot.identity.db.Tables.PERSON;

import io.sparkbot.api.person.Session;
import io.sparkbot.api.store.Database;
import io.sparkbot.identity.db.tables.records.ApiKeyRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** API keys as rows. */
@Component(service = KeyStore.class)
public final class KeyStore {

    /** What a key without an end says when it is asked for one. */
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private final Database database;

    @Activate
    public KeyStore(@Reference(target = "(schema=identity)") Database database) {
        this.database = database;
    }

    /** A key that is about to be kept: the text itself is not among it. */
    record NewKey(String name, String prefix, byte[] hash, List<KeyScope> scopes, Optional<Instant> expiresAt) {}

    KeyRow add(UUID personId, NewKey key) {
        return database.query(sql -> sql.insertInto(API_KEY)
                .set(API_KEY.ID, database.newId())
                .set(API_KEY.PERSON_ID, personId)
                .set(API_KEY.NAME, key.name())
                .set(API_KEY.PREFIX, key.prefix())
                .set(API_KEY.KEY_HASH, key.hash())
                .set(API_KEY.SCOPES, key.scopes().stream().map(KeyScope::wire).toArray(String[]::new))
                .set(API_KEY.EXPIRES_AT, key.expiresAt().orElse(null))
                .returning()
                .fetchSingle(KeyStore::row));
    }

    /** The keys of the person that were not revoked, newest first; also those whose time is over. */
    List<KeyRow> keys(UUID personId) {
        return database.query(sql -> sql.selectFrom(API_KEY)
                .where(API_KEY.PERSON_ID.eq(personId), API_KEY.REVOKED_AT.isNull())
                .orderBy(API_KEY.CREATED_AT.desc(), API_KEY.ID.desc())
                .fetch(KeyStore::row));
    }

    int count(UUID personId) {
        return database.query(sql -> sql.fetchCount(API_KEY, API_KEY.PERSON_ID.eq(personId).and(API_KEY.REVOKED_AT.isNull())));
    }

    /** The key at work, of an active or inactive person. Notes that it was used, at most once in {@code sparsely}. */
    Optional<Session> session(byte[] keyHash, Duration sparsely) {
        Optional<Record> found = database.query(sql -> sql.select(PERSON.fields())
                .select(API_KEY.ID, API_KEY.EXPIRES_AT, API_KEY.LAST_USED_AT, API_KEY.SCOPES)
                .from(API_KEY)
                .join(PERSON)
                .on(PERSON.ID.eq(API_KEY.PERSON_ID))
                .where(API_KEY.KEY_HASH.eq(keyHash), isLive())
                .fetchOptional()
                .map(row -> row));
        Instant stale = Instant.now().minus(sparsely);
        found.filter(row -> Optional.ofNullable(row.get(API_KEY.LAST_USED_AT)).filter(used -> !used.isBefore(stale)).isEmpty())
                .ifPresent(row -> database.query(sql -> sql.update(API_KEY)
                        .set(API_KEY.LAST_USED_AT, Instant.now())
                        .where(API_KEY.ID.eq(row.get(API_KEY.ID)))
                        .execute()));
        return found.map(row -> new Session(
                row.get(API_KEY.ID),
                PersonRow.of(row.into(PERSON)).person(),
                Optional.ofNullable(row.get(API_KEY.EXPIRES_AT)).orElse(NEVER),
                KeyScope.access(row.get(API_KEY.SCOPES))));
    }

    boolean isLive(UUID id) {
        return database.query(sql -> sql.fetchExists(sql.selectOne()
                .from(API_KEY)
                .join(PERSON)
                .on(PERSON.ID.eq(API_KEY.PERSON_ID))
                .where(API_KEY.ID.eq(id), isLive(), PERSON.ACTIVE.isTrue())));
    }

    List<UUID> live(UUID personId) {
        return database.query(sql -> sql.select(API_KEY.ID).from(API_KEY).where(API_KEY.PERSON_ID.eq(personId), isLive()).fetch(API_KEY.ID));
    }

    /** Revokes one key of the person; empty when there is no such one. */
    List<UUID> revoke(UUID personId, UUID id) {
        return revoke(API_KEY.PERSON_ID.eq(personId).and(API_KEY.ID.eq(id)));
    }

    List<UUID> revokeAll(UUID personId) {
        return revoke(API_KEY.PERSON_ID.eq(personId));
    }

    private List<UUID> revoke(Condition which) {
        return database.query(sql -> sql.update(API_KEY)
                .set(API_KEY.REVOKED_AT, Instant.now())
                .where(which, API_KEY.REVOKED_AT.isNull())
                .returning(API_KEY.ID)
                .fetch(API_KEY.ID));
    }

    /** Deletes the person's keys. */
    void erase(UUID personId) {
        database.query(sql -> sql.deleteFrom(API_KEY).where(API_KEY.PERSON_ID.eq(personId)).execute());
    }

    private static Condition isLive() {
        return API_KEY.REVOKED_AT.isNull().and(API_KEY.EXPIRES_AT.isNull().or(API_KEY.EXPIRES_AT.gt(Instant.now())));
    }

    private static KeyRow row(ApiKeyRecord row) {
        return new KeyRow(
                row.getId(),
                row.getName(),
                row.getPrefix(),
                KeyScope.known(row.getScopes()),
                row.getCreatedAt(),
                Optional.ofNullable(row.getLastUsedAt()),
                Optional.ofNullable(row.getExpiresAt()));
    }
}
