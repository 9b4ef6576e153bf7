package io.sparkbot.rooms;

import static io.sparkbot.rooms.db.Tables.MESSAGE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.store.Database;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Looks for text in messages, newest first. What is said often stands among the newest messages, so those are walked first; what is not
 * found there is rare enough for the index of trigrams. Where there is no such index, or the text has nothing that it holds, the walk goes
 * on in growing portions up to a bound, and the answer says where the next one begins. So no text costs more than another kind of text.
 */
final class SearchStore {

    /** Messages walked before the index is asked. */
    static final int WALKED_FIRST = 20_000;

    /** Messages walked at most for one answer. */
    static final int WALKED_AT_MOST = 200_000;

    private static final UUID FIRST = new UUID(0, 0);

    private final Database database;
    private volatile Optional<Boolean> index = Optional.empty();

    SearchStore(Database database) {
        this.database = database;
    }

    /**
     * What was found, newest first.
     *
     * @param searchedTo where the search ended before everything was looked at; empty when it was not cut short
     */
    record Found(List<MessageStore.Row> rows, Optional<UUID> searchedTo) {}

    Found find(List<UUID> rooms, SearchQuery query, int limit) {
        List<MessageStore.Row> found = new ArrayList<>();
        Optional<UUID> upTo = least(query.below(), query.until().map(Moments::idAfter));
        int walked = 0;
        int portion = WALKED_FIRST;
        while (true) {
            UUID from = reach(rooms, upTo, portion);
            found.addAll(walk(rooms, query, from, upTo, limit - found.size()));
            walked += portion;
            if (found.size() >= limit || from.equals(FIRST) || query.since().map(Moments::idBefore).filter(since -> !Ids.isBefore(since, from)).isPresent()) {
                return new Found(found, Optional.empty());
            }
            upTo = Optional.of(from);
            if (query.indexed() && hasIndex()) {
                found.addAll(lookUp(rooms, query, from, limit - found.size()));
                return new Found(found, Optional.empty());
            }
            if (walked >= WALKED_AT_MOST) {
                return new Found(found, upTo);
            }
            portion = Math.min(portion * 3, WALKED_AT_MOST - walked);
        }
    }

    /** How far back so many messages of the rooms reach at most. */
    private UUID reach(List<UUID> rooms, Optional<UUID> upTo, int messages) {
        int each = Math.max(100, messages / rooms.size());
        Field<UUID> room = DSL.field(DSL.name("r", "id"), UUID.class);
        Condition older = MESSAGE.ROOM_ID.eq(room).and(MESSAGE.ASIDE.isNull());
        Field<UUID> nth = DSL.field(DSL.select(MESSAGE.ID)
                .from(MESSAGE)
                .where(upTo.map(id -> older.and(MESSAGE.ID.lt(id))).orElse(older))
                .orderBy(MESSAGE.ID.desc())
                .offset(each)
                .limit(1));
        return database.query(sql -> sql.select(nth)
                        .from(DSL.unnest(rooms.toArray(UUID[]::new)).as("r", "id"))
                        .orderBy(nth.desc().nullsLast())
                        .limit(1)
                        .fetchOptional(0, UUID.class))
                .orElse(FIRST);
    }

    /** Reads the transcript itself; the text is hidden from the planner, which would go to the index of trigrams for a word that is everywhere. */
    private List<MessageStore.Row> walk(List<UUID> rooms, SearchQuery query, UUID from, Optional<UUID> upTo, int limit) {
        Condition range = MESSAGE.ID.ge(from).and(upTo.map(MESSAGE.ID::lt).orElseGet(DSL::noCondition));
        return database.query(sql -> sql.selectFrom(MESSAGE)
                .where(in(rooms).and(range).and(matches(MESSAGE.CONTENT.concat(""), query)))
                .orderBy(MESSAGE.ID.desc())
                .limit(limit)
                .fetch(MessageStore::row));
    }

    /** Asks for all hits apart from their order, so that the planner does not hope to meet them on a walk. */
    private List<MessageStore.Row> lookUp(List<UUID> rooms, SearchQuery query, UUID below, int limit) {
        var hits = DSL.name("hits")
                .fields("room_id", "id")
                .asMaterialized(DSL.select(MESSAGE.ROOM_ID, MESSAGE.ID).from(MESSAGE).where(in(rooms).and(MESSAGE.ID.lt(below)).and(matches(MESSAGE.CONTENT, query))));
        Field<UUID> room = DSL.field(DSL.name("hits", "room_id"), UUID.class);
        Field<UUID> id = DSL.field(DSL.name("hits", "id"), UUID.class);
        var newest = DSL.select(room, id).from(hits).orderBy(id.desc()).limit(limit).asTable("newest", "room_id", "id");
        return database.query(sql -> sql.with(hits)
                .select(MESSAGE.fields())
                .from(newest)
                .join(MESSAGE)
                .on(MESSAGE.ROOM_ID.eq(newest.field("room_id", UUID.class)).and(MESSAGE.ID.eq(newest.field("id", UUID.class))))
                .orderBy(MESSAGE.ID.desc())
                .fetch(MessageStore::row));
    }

    private static Condition in(List<UUID> rooms) {
        Condition room = rooms.size() == 1 ? MESSAGE.ROOM_ID.eq(rooms.getFirst()) : MESSAGE.ROOM_ID.eq(DSL.any(rooms.toArray(UUID[]::new)));
        return room.and(MESSAGE.ASIDE.isNull());
    }

    private static Condition matches(Field<String> content, SearchQuery query) {
        Condition matches = content.likeIgnoreCase(query.pattern());
        matches = query.sender().map(MESSAGE.SENDER_ID::eq).map(matches::and).orElse(matches);
        matches = query.since().map(since -> MESSAGE.CREATED_AT.ge(since).and(MESSAGE.ID.ge(Moments.idBefore(since)))).map(matches::and).orElse(matches);
        return query.until().map(MESSAGE.CREATED_AT::lt).map(matches::and).orElse(matches);
    }

    private boolean hasIndex() {
        if (index.isEmpty()) {
            index = Optional.of(database.query(sql -> sql.fetchExists(DSL.selectOne()
                    .from("pg_indexes")
                    .where("schemaname = ? and indexname = 'message_content'", database.schema()))));
        }
        return index.get();
    }

    private static Optional<UUID> least(Optional<UUID> a, Optional<UUID> b) {
        return a.isPresent() && b.isPresent() ? Optional.of(Ids.isBefore(a.get(), b.get()) ? a.get() : b.get()) : a.or(() -> b);
    }
}
