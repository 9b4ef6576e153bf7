package io.sparkbot.identity;

import static io.sparkbot.identity.db.Tables.PERSON;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.Record1;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** People as rows. A person who was erased is found by identifier only, and is in no list. */
@Component(service = IdentityStore.class)
public final class IdentityStore {

    private final Database database;
    private final Known<Person> known = new Known<>(System::nanoTime);

    @Activate
    public IdentityStore(@Reference(target = "(schema=identity)") Database database) {
        this.database = database;
    }

    /** Who signs in under a name, and the password hash where there is one. */
    record Credentials(PersonRow person, Optional<String> passwordHash) {}

    /** What a new person comes with. */
    record NewPerson(PersonRow row, Optional<String> passwordHash) {}

    Optional<PersonRow> person(UUID id) {
        return onePerson(PERSON.ID.eq(id));
    }

    Optional<PersonRow> byUsername(String username) {
        return onePerson(lower(PERSON.USERNAME).eq(key(username)));
    }

    Optional<PersonRow> bySlug(String slug) {
        return onePerson(lower(PERSON.BOT_SLUG).eq(key(slug)));
    }

    /** People to be shown; not for deciding what somebody may do. */
    Map<UUID, Person> shown(Set<UUID> ids) {
        return known.of(ids, unknown -> database.query(sql -> sql.selectFrom(PERSON).where(PERSON.ID.in(unknown)).fetchMap(PERSON.ID, row -> PersonRow.of(row).person())));
    }

    List<PersonRow> newest(int skip, int limit) {
        return page(noCondition(), skip, limit);
    }

    List<PersonRow> accounts(int skip, int limit) {
        return page(isHuman(), skip, limit);
    }

    int accountCount() {
        return database.query(sql -> sql.fetchCount(PERSON, PERSON.ERASED_AT.isNull().and(isHuman())));
    }

    /** The human with this user name or, failing that, with this mail address: one statement, whether there is one or not. */
    Optional<Credentials> credentials(String name) {
        Condition byName = lower(PERSON.USERNAME).eq(key(name));
        return database.query(sql -> sql.selectFrom(PERSON)
                .where(byName.or(lower(PERSON.EMAIL).eq(key(name))), isHuman(), PERSON.ERASED_AT.isNull())
                .orderBy(byName.desc())
                .limit(1)
                .fetchOptional(row -> new Credentials(PersonRow.of(row), Optional.ofNullable(row.getPasswordHash()))));
    }

    /** Whether somebody else has this as user name or mail address. */
    boolean isNameOfAnother(String name, UUID than) {
        return database.query(sql -> sql.fetchExists(
                PERSON, PERSON.ID.ne(than), lower(PERSON.USERNAME).eq(key(name)).or(lower(PERSON.EMAIL).eq(key(name)))));
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

    /**
     * Adds a person.
     *
     * @throws org.jooq.exception.IntegrityConstraintViolationException when a name is taken
     */
    PersonRow add(NewPerson made) {
        PersonRow row = made.row();
        return database.query(sql -> sql.insertInto(PERSON)
                .set(PERSON.ID, row.id())
                .set(PERSON.USERNAME, row.username())
                .set(PERSON.TYPE, row.type().name())
                .set(PERSON.ROLE, row.role().name())
                .set(PERSON.ACTIVE, row.active())
                .set(PERSON.FULL_NAME, row.fullName().orElse(null))
                .set(PERSON.EMAIL, row.email().orElse(null))
                .set(PERSON.BOT_DISPLAY_NAME, row.botDisplayName().orElse(null))
                .set(PERSON.BOT_SLUG, row.botSlug().orElse(null))
                .set(PERSON.BOT_AUTO_MODE, row.botAutoMode())
                .set(PERSON.PASSWORD_HASH, made.passwordHash().orElse(null))
                .returning()
                .fetchSingle(PersonRow::of));
    }

    /**
     * Changes a person who is held fast meanwhile; empty when there is none, or none any more.
     *
     * @throws org.jooq.exception.IntegrityConstraintViolationException when a name is taken
     */
    Optional<PersonRow> change(UUID id, UnaryOperator<PersonRow> change) {
        return database.transaction(sql -> {
            database.afterCommit(() -> known.forget(id));
            return sql.selectFrom(PERSON)
                .where(PERSON.ID.eq(id), PERSON.ERASED_AT.isNull())
                .forUpdate()
                .fetchOptional(PersonRow::of)
                .map(change)
                .map(row -> sql.update(PERSON)
                        .set(PERSON.USERNAME, row.username())
                        .set(PERSON.ROLE, row.role().name())
                        .set(PERSON.ACTIVE, row.active())
                        .set(PERSON.FULL_NAME, row.fullName().orElse(null))
                        .set(PERSON.EMAIL, row.email().orElse(null))
                        .set(PERSON.BOT_DISPLAY_NAME, row.botDisplayName().orElse(null))
                        .set(PERSON.BOT_AUTO_MODE, row.botAutoMode())
                        .set(PERSON.UPDATED_AT, Instant.now())
                        .where(PERSON.ID.eq(id))
                        .returning()
                        .fetchSingle(PersonRow::of));
        });
    }

    Optional<String> passwordHash(UUID personId) {
        return database.query(sql -> sql.select(PERSON.PASSWORD_HASH)
                .from(PERSON)
                .where(PERSON.ID.eq(personId), PERSON.PASSWORD_HASH.isNotNull())
                .fetchOptional(Record1::value1));
    }

    void setPasswordHash(UUID personId, String hash) {
        setPasswordHash(hash, PERSON.ID.eq(personId));
    }

    /** Sets the hash unless somebody has set another one meanwhile; says whether it did. */
    boolean replacePasswordHash(UUID personId, String before, String after) {
        return setPasswordHash(after, PERSON.ID.eq(personId).and(PERSON.PASSWORD_HASH.eq(before))) == 1;
    }

    /** Takes the person out of the row; false when there is none, or none any more. What points at the row goes on pointing. */
    boolean erase(UUID id) {
        return database.transaction(sql -> {
            database.afterCommit(() -> known.forget(id));
            return sql.update(PERSON)
                        .set(PERSON.USERNAME, Names.erased(id))
                        .set(PERSON.ROLE, AccountRole.MEMBER.name())
                        .set(PERSON.ACTIVE, false)
                        .setNull(PERSON.FULL_NAME)
                        .setNull(PERSON.EMAIL)
                        .setNull(PERSON.BOT_DISPLAY_NAME)
                        .setNull(PERSON.BOT_SLUG)
                        .setNull(PERSON.PASSWORD_HASH)
                        .set(PERSON.ERASED_AT, Instant.now())
                        .set(PERSON.UPDATED_AT, Instant.now())
                        .where(PERSON.ID.eq(id), PERSON.ERASED_AT.isNull())
                        .execute()
                == 1;
        });
    }

    /** Lets nobody else change this person until the transaction of this thread ends. */
    void hold(UUID id) {
        database.query(sql -> sql.select(PERSON.ID).from(PERSON).where(PERSON.ID.eq(id)).forUpdate().fetch());
    }

    /** Lets nobody else change an administrator until the transaction of this thread ends. */
    void holdAdmins() {
        database.query(sql -> sql.select(PERSON.ID).from(PERSON).where(isActiveAdmin()).orderBy(PERSON.ID).forUpdate().fetch());
    }

    /** Whether an active administrator has a password of their own. */
    boolean hasNamedAdmin() {
        return database.query(sql -> sql.fetchExists(PERSON, isActiveAdmin().and(PERSON.PASSWORD_HASH.isNotNull())));
    }

    /** Whether this account is an active administrator. */
    boolean isAdmin(String username) {
        return database.query(sql -> sql.fetchExists(PERSON, isActiveAdmin().and(lower(PERSON.USERNAME).eq(key(username)))));
    }

    UUID newId() {
        return database.newId();
    }

    /** Runs all of it in one transaction, with what other stores of this bundle do meanwhile. */
    <T> T together(Supplier<T> work) {
        return database.transaction(sql -> work.get());
    }

    private int setPasswordHash(String hash, Condition where) {
        return database.query(sql -> sql.update(PERSON)
                .set(PERSON.PASSWORD_HASH, hash)
                .set(PERSON.UPDATED_AT, Instant.now())
                .where(where, PERSON.ERASED_AT.isNull())
                .execute());
    }

    private List<PersonRow> page(Condition which, int skip, int limit) {
        return database.query(sql -> sql.selectFrom(PERSON)
                .where(which, PERSON.ERASED_AT.isNull())
                .orderBy(PERSON.CREATED_AT.desc(), PERSON.ID.desc())
                .limit(limit)
                .offset(skip)
                .fetch(PersonRow::of));
    }

    private Optional<PersonRow> onePerson(Condition condition) {
        return database.query(sql -> sql.selectFrom(PERSON).where(condition).fetchOptional(PersonRow::of));
    }

    private static Condition isHuman() {
        return PERSON.TYPE.eq(PersonType.HUMAN.name());
    }

    private static Condition isActiveAdmin() {
        return PERSON.ROLE.eq(AccountRole.ADMIN.name()).and(PERSON.ACTIVE.isTrue()).and(isHuman());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
