package io.sparkbot.guardian.audit;

import static io.sparkbot.guardian.audit.db.Tables.ENTRY;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.store.Database;
import io.sparkbot.guardian.audit.db.Routines;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.Record;

/** The entries as rows. */
final class EntryStore {

    private final Database database;

    EntryStore(Database database) {
        this.database = database;
    }

    UUID newId() {
        return database.newId();
    }

    /** Appends the entries of a JSON array in one statement that commits by itself. */
    void append(JSONB entries) {
        database.query(sql -> Routines.append(sql.configuration(), entries));
    }

    List<Entry> page(UUID roomId, Optional<String> tool, int limit, int offset) {
        return database.query(sql -> sql.selectFrom(ENTRY)
                .where(in(roomId, tool))
                .orderBy(ENTRY.SEQ.desc())
                .limit(limit)
                .offset(offset)
                .fetch(EntryStore::entry));
    }

    int count(UUID roomId, Optional<String> tool) {
        return database.query(sql -> sql.fetchCount(ENTRY, in(roomId, tool)));
    }

    private static Condition in(UUID roomId, Optional<String> tool) {
        Condition room = ENTRY.ROOM_ID.eq(roomId);
        return tool.map(name -> room.and(ENTRY.TOOL_NAME.eq(name))).orElse(room);
    }

    Optional<Entry> find(UUID id) {
        return database.query(sql -> sql.selectFrom(ENTRY).where(ENTRY.ID.eq(id)).fetchOptional(EntryStore::entry));
    }

    private static Entry entry(Record row) {
        return new Entry(
                row.get(ENTRY.ID),
                row.get(ENTRY.CREATED_AT),
                Optional.ofNullable(row.get(ENTRY.PERSON_ID)),
                Optional.ofNullable(row.get(ENTRY.ROOM_ID)),
                row.get(ENTRY.TOOL_NAME),
                row.get(ENTRY.TOOL_INPUT),
                row.get(ENTRY.TOOL_RESULT),
                Optional.ofNullable(row.get(ENTRY.AGENT_NAME)),
                Optional.ofNullable(row.get(ENTRY.MODEL)));
    }
}
