package io.sparkbot.guardian.audit;

import static io.sparkbot.guardian.audit.db.Tables.ENTRY;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.sparkbot.api.store.Database;
import io.sparkbot.guardian.audit.db.Routines;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.Record;

/** The entries as rows. */
final class EntryStore {

    /** The entry about how a call was judged. */
    static final String DECISION = "policy_decision";

    /** Entries of a room that are about a call, or about the room, and no call themselves. */
    private static final Set<String> NO_ACTIONS = Set.of(
            DECISION, "room_execution_gate", "approval_granted", "approval_denied", "approval_discarded", "approval_lost", "approval_unreadable");

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

    /**
     * What tools did in the room, newest first: calls that ended, and those that were refused. How the other calls were judged and who let them
     * run is left out.
     */
    List<Entry> actions(UUID roomId, int limit) {
        Condition refused = ENTRY.TOOL_NAME.eq(DECISION).and(ENTRY.TOOL_RESULT.contains("\"action\":\"deny\""));
        return database.query(sql -> sql.selectFrom(ENTRY)
                .where(ENTRY.ROOM_ID.eq(roomId).and(ENTRY.TOOL_NAME.notIn(NO_ACTIONS).or(refused)))
                .orderBy(ENTRY.SEQ.desc())
                .limit(limit)
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
