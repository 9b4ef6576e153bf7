package io.sparkbot.identity;

import static io.sparkbot.identity.db.Tables.LOGIN_ATTEMPT;

import io.sparkbot.api.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record1;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Login attempts as rows, so that all nodes count together. */
@Component(service = AttemptStore.class)
public final class AttemptStore {

    private final Database database;

    @Activate
    public AttemptStore(@Reference(target = "(schema=identity)") Database database) {
        this.database = database;
    }

    /** Notes an attempt before its outcome is known, so that attempts at the same time cannot slip past the limit together. */
    UUID add(String source, byte[] target) {
        UUID id = database.newId();
        database.query(sql -> sql.insertInto(LOGIN_ATTEMPT)
                .set(LOGIN_ATTEMPT.ID, id)
                .set(LOGIN_ATTEMPT.SOURCE, source)
                .set(LOGIN_ATTEMPT.TARGET, target)
                .execute());
        return id;
    }

    /** Times of the attempts of this source within the window, oldest first. */
    List<Instant> of(String source, Duration window) {
        return database.query(sql -> sql.select(LOGIN_ATTEMPT.AT)
                .from(LOGIN_ATTEMPT)
                .where(LOGIN_ATTEMPT.SOURCE.eq(source), LOGIN_ATTEMPT.AT.gt(Instant.now().minus(window)))
                .orderBy(LOGIN_ATTEMPT.AT)
                .fetch(Record1::value1));
    }

    int ofAll(Duration window) {
        return database.query(sql -> sql.fetchCount(LOGIN_ATTEMPT, LOGIN_ATTEMPT.AT.gt(Instant.now().minus(window))));
    }

    void forget(UUID id) {
        database.query(sql -> sql.deleteFrom(LOGIN_ATTEMPT).where(LOGIN_ATTEMPT.ID.eq(id)).execute());
    }

    /** Forgets the attempts of this source at this target, and all that are older than the window. */
    void forget(String source, byte[] target, Duration window) {
        Condition these = LOGIN_ATTEMPT.SOURCE.eq(source).and(LOGIN_ATTEMPT.TARGET.eq(target));
        database.query(sql -> sql.deleteFrom(LOGIN_ATTEMPT)
                .where(these.or(LOGIN_ATTEMPT.AT.lt(Instant.now().minus(window))))
                .execute());
    }
}
