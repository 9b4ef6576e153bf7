package io.sparkbot.rooms;

import static io.sparkbot.rooms.db.Tables.ARTIFACT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.sparkbot.api.store.Database;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Papers of rooms as rows. */
final class ArtifactStore {

    private static final Field<Instant> NOW = DSL.field("clock_timestamp()", SQLDataType.INSTANT);

    private final Database database;

    ArtifactStore(Database database) {
        this.database = database;
    }

    <T> T transaction(Supplier<T> work) {
        return database.transaction(ignored -> work.get());
    }

    Artifact add(UUID roomId, UUID by, Artifact.Draft draft) {
        return database.query(sql -> sql.insertInto(ARTIFACT)
                .set(ARTIFACT.ID, database.newId())
                .set(ARTIFACT.ROOM_ID, roomId)
                .set(ARTIFACT.TYPE, draft.type().wire())
                .set(ARTIFACT.CREATED_BY, by)
                .set(ARTIFACT.CREATED_AT, NOW)
                .set(ARTIFACT.WINDOW_START, draft.from().orElse(null))
                .set(ARTIFACT.WINDOW_END, draft.to().orElse(null))
                .set(ARTIFACT.CONTENT, draft.content())
                .set(ARTIFACT.META, draft.meta().map(JSONB::valueOf).orElse(null))
                .returning()
                .fetchSingle(ArtifactStore::artifact));
    }

    int count(UUID roomId) {
        return database.query(sql -> sql.fetchCount(ARTIFACT, ARTIFACT.ROOM_ID.eq(roomId)));
    }

    Optional<Artifact> find(UUID roomId, UUID id) {
        return database.query(sql -> sql.selectFrom(ARTIFACT).where(here(roomId, id)).fetchOptional(ArtifactStore::artifact));
    }

    /** Answers whether it was there. */
    boolean remove(UUID roomId, UUID id) {
        return database.query(sql -> sql.deleteFrom(ARTIFACT).where(here(roomId, id)).execute()) > 0;
    }

    private static Condition here(UUID roomId, UUID id) {
        return ARTIFACT.ID.eq(id).and(ARTIFACT.ROOM_ID.eq(roomId));
    }

    /** Newest first; of one type or of all; older than one of them, or from the newest on. Identifiers grow with time. */
    List<Artifact> newest(UUID roomId, Optional<Artifact.Type> type, Optional<UUID> before, int limit) {
        Condition wanted = type.map(one -> ARTIFACT.TYPE.eq(one.wire())).orElse(DSL.noCondition());
        Condition older = before.map(ARTIFACT.ID::lt).orElse(DSL.noCondition());
        return database.query(sql -> sql.selectFrom(ARTIFACT)
                .where(ARTIFACT.ROOM_ID.eq(roomId).and(wanted).and(older))
                .orderBy(ARTIFACT.ID.desc())
                .limit(limit)
                .fetch(ArtifactStore::artifact));
    }

    static Artifact artifact(Record row) {
        return new Artifact(
                row.get(ARTIFACT.ID),
                row.get(ARTIFACT.ROOM_ID),
                Artifact.Type.valueOf(row.get(ARTIFACT.TYPE).toUpperCase(java.util.Locale.ROOT)),
                row.get(ARTIFACT.CREATED_BY),
                row.get(ARTIFACT.CREATED_AT),
                Optional.ofNullable(row.get(ARTIFACT.WINDOW_START)),
                Optional.ofNullable(row.get(ARTIFACT.WINDOW_END)),
                row.get(ARTIFACT.CONTENT),
                Optional.ofNullable(row.get(ARTIFACT.META)).map(JSONB::data));
    }
}
