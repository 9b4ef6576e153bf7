package io.sparkbot.identity;

import static io.sparkbot.identity.db.Tables.LOGIN_ATTEMPT;
import static io.sparkbot.identity.db.Tables.PERSON;
import static io.sparkbot.identity.db.Tables.SESSION;
import static org.jooq.impl.DSL.lower;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.person.Session;
import io.sparkbot.api.store.Database;
import io.sparkbot.identity.db.tables.records.PersonRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.Record1;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** People, sessions and login attempts as rows. */
@Component(service = IdentityStore.class)
public final class IdentityStore {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;

    @Activate
    public IdentityStore(@Reference(target = "(schema=identity)") Database database) {
        this.database = database;
    }

    Optional<PersonRow> person(UUID id) {
        return onePerson(PERSON.ID.eq(id));
    }

    Optional<PersonRow> byUsername(String username) {
        return onePerson(lower(PERSON.USERNAME).eq(key(username)));
    }

    Optional<PersonRow> bySlug(String slug) {
        return onePerson(lower(PERSON.BOT_SLUG).eq(key(slug)));
    }

    List<PersonRow> byIds(Collection<UUID> ids) {
        return database.query(sql -> sql.selectFrom(PERSON).where(PERSON.ID.in(ids)).fetch(IdentityStore::row));
    }

    List<PersonRow> newest(int skip, int limit) {
        return database.query(sql -> sql.selectFrom(PERSON)
                .orderBy(PERSON.CREATED_AT.desc(), PERSON.ID.desc())
                .limit(limit)
                .offset(skip)
                .fetch(IdentityStore::row));
    }

    /** The human with this user name, made when there is none. */
    PersonRow human(String username, AccountRole role) {
        database.query(sql -> sql.insertInto(PERSON)
                .set(PERSON.ID, database.newId())
                .set(PERSON.USERNAME, username)
                .set(PERSON.TYPE, PersonType.HUMAN.name())
                .set(PERSON.ROLE, role.name())
                .onConflictDoNothing()
                .execute());
        return byUsername(username).orElseThrow();
    }

    /** The bot with this user name, made when there is none. */
    PersonRow bot(String username, String displayName) {
        database.query(sql -> sql.insertInto(PERSON)
                .set(PERSON.ID, database.newId())
                .set(PERSON.USERNAME, username)
                .set(PERSON.TYPE, PersonType.BOT.name())
                .set(PERSON.ROLE, AccountRole.MEMBER.name())
                .set(PERSON.BOT_DISPLAY_NAME, displayName)
                .set(PERSON.BOT_SLUG, username)
                .onConflictDoNothing()
                .execute());
        return byUsername(username).orElseThrow();
    }

    Optional<String> passwordHash(UUID personId) {
        return database.query(sql -> sql.select(PERSON.PASSWORD_HASH)
                .from(PERSON)
                .where(PERSON.ID.eq(personId), PERSON.PASSWORD_HASH.isNotNull())
                .fetchOptional(PERSON.PASSWORD_HASH));
    }

    void setPasswordHash(UUID personId, String hash) {
        database.query(sql -> sql.update(PERSON)
                .set(PERSON.PASSWORD_HASH, hash)
                .set(PERSON.UPDATED_AT, now())
                .where(PERSON.ID.eq(personId))
                .execute());
    }

    /** Sets what the person says about itself. */
    void setProfile(UUID personId, Optional<String> fullName, Optional<String> email) {
        database.query(sql -> sql.update(PERSON)
                .set(PERSON.FULL_NAME, fullName.orElse(null))
                .set(PERSON.EMAIL, email.orElse(null))
                .set(PERSON.UPDATED_AT, now())
                .where(PERSON.ID.eq(personId))
                .execute());
    }

    void addSession(UUID personId, byte[] tokenHash, String device, String address, Instant expiresAt) {
        database.transaction(sql -> {
            sql.deleteFrom(SESSION)
                    .where(SESSION.EXPIRES_AT.lt(now().minus(KEPT)))
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
        found.filter(row -> row.get(SESSION.LAST_USED_AT).isBefore(now().minus(sparsely)))
                .ifPresent(row -> database.relaxed(sql -> sql.update(SESSION)
                        .set(SESSION.LAST_USED_AT, now())
                        .where(SESSION.ID.eq(row.get(SESSION.ID)))
                        .execute()));
        return found.map(row -> new Session(
                row.get(SESSION.ID), row(row.into(PERSON)).person(), row.get(SESSION.EXPIRES_AT)));
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

    /** Ends the live sessions of the person that fit the condition. */
    List<UUID> revoke(UUID personId, Condition which) {
        return database.query(sql -> sql.update(SESSION)
                .set(SESSION.REVOKED_AT, now())
                .where(SESSION.PERSON_ID.eq(personId), isLive(), which)
                .returning(SESSION.ID)
                .fetch(SESSION.ID));
    }

    /** Notes an attempt before its outcome is known, so that attempts at the same time cannot slip past the limit together. */
    UUID addAttempt(String source) {
        UUID id = database.newId();
        database.query(sql -> sql.insertInto(LOGIN_ATTEMPT)
                .set(LOGIN_ATTEMPT.ID, id)
                .set(LOGIN_ATTEMPT.SOURCE, source)
                .execute());
        return id;
    }

    /** Times of the attempts of this source within the window, oldest first. */
    List<Instant> attempts(String source, Duration window) {
        return database.query(sql -> sql.select(LOGIN_ATTEMPT.AT)
                .from(LOGIN_ATTEMPT)
                .where(LOGIN_ATTEMPT.SOURCE.eq(source), LOGIN_ATTEMPT.AT.gt(now().minus(window)))
                .orderBy(LOGIN_ATTEMPT.AT)
                .fetch(Record1::value1));
    }

    int attemptsOfAll(Duration window) {
        return database.query(sql -> sql.fetchCount(LOGIN_ATTEMPT, LOGIN_ATTEMPT.AT.gt(now().minus(window))));
    }

    /** Whether somebody signed in from this address lately. */
    boolean isKnownAddress(String address, Duration lately) {
        return database.query(sql -> sql.fetchExists(sql.selectOne()
                .from(SESSION)
                .where(SESSION.ADDRESS.eq(address), SESSION.CREATED_AT.gt(now().minus(lately)))));
    }

    void forgetAttempt(UUID id) {
        database.query(sql -> sql.deleteFrom(LOGIN_ATTEMPT).where(LOGIN_ATTEMPT.ID.eq(id)).execute());
    }

    /** Forgets the attempts of this source and all that are older than the window. */
    void forgetAttempts(String source, Duration window) {
        database.query(sql -> sql.deleteFrom(LOGIN_ATTEMPT)
                .where(LOGIN_ATTEMPT.SOURCE.eq(source).or(LOGIN_ATTEMPT.AT.lt(now().minus(window))))
                .execute());
    }

    static Condition sessionIs(UUID id) {
        return SESSION.ID.eq(id);
    }

    static Condition sessionIsNot(UUID id) {
        return SESSION.ID.ne(id);
    }

    private Optional<PersonRow> onePerson(Condition condition) {
        return database.query(sql -> sql.selectFrom(PERSON).where(condition).fetchOptional(IdentityStore::row));
    }

    private static Condition isLive() {
        return SESSION.REVOKED_AT.isNull().and(SESSION.EXPIRES_AT.gt(now()));
    }

    private static Instant now() {
        return Instant.now();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static PersonRow row(PersonRecord row) {
        return new PersonRow(
                row.getId(),
                row.getUsername(),
                PersonType.valueOf(row.getType()),
                AccountRole.valueOf(row.getRole()),
                row.getActive(),
                Optional.ofNullable(row.getFullName()),
                Optional.ofNullable(row.getEmail()),
                Optional.ofNullable(row.getBotDisplayName()),
                Optional.ofNullable(row.getBotSlug()),
                row.getBotAutoMode(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
