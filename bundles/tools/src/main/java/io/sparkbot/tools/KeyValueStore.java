package io.sparkbot.tools;

import static io.sparkbot.tools.db.Tables.VALUE;

import io.sparkbot.api.store.Database;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The table of values that tools keep. */
@Component(service = KeyValueStore.class)
public final class KeyValueStore {

    private static final UUID NO_ROOM = new UUID(0, 0);

    private final Database database;

    @Activate
    public KeyValueStore(@Reference(target = "(schema=tools)") Database database) {
        this.database = database;
    }

    Optional<String> get(KeyValueArea.Owner owner, String key) {
        return database.query(sql -> sql.select(VALUE.VALUE_)
                .from(VALUE)
                .where(owned(owner))
                .and(VALUE.KEY.eq(key))
                .fetchOptional(VALUE.VALUE_));
    }

    /** False when the owner keeps as many values as it may. */
    boolean put(KeyValueArea.Owner owner, String key, String value) {
        int written = database.query(sql -> sql.insertInto(
                                VALUE, VALUE.SKILL_ID, VALUE.TOOL, VALUE.PERSON_ID, VALUE.ROOM_ID, VALUE.KEY, VALUE.VALUE_)
                        .select(DSL.select(
                                        DSL.val(owner.skillId()),
                                        DSL.val(owner.tool()),
                                        DSL.val(owner.personId()),
                                        DSL.val(owner.roomId().orElse(NO_ROOM)),
                                        DSL.val(key),
                                        DSL.val(value))
                                .where(DSL.selectCount().from(VALUE).where(owned(owner)).and(VALUE.KEY.ne(key)).asField().lt(KeyValueArea.MAX_KEYS)))
                        .onConflict(VALUE.SKILL_ID, VALUE.TOOL, VALUE.PERSON_ID, VALUE.ROOM_ID, VALUE.KEY)
                        .doUpdate()
                        .set(VALUE.VALUE_, DSL.excluded(VALUE.VALUE_))
                        .set(VALUE.CHANGED_AT, DSL.currentInstant())
                        .execute());
        return written > 0;
    }

    void remove(KeyValueArea.Owner owner, String key) {
        database.query(sql -> sql.deleteFrom(VALUE).where(owned(owner)).and(VALUE.KEY.eq(key)).execute());
    }

    private static Condition owned(KeyValueArea.Owner owner) {
        return VALUE.SKILL_ID
                .eq(owner.skillId())
                .and(VALUE.TOOL.eq(owner.tool()))
                .and(VALUE.PERSON_ID.eq(owner.personId()))
                .and(VALUE.ROOM_ID.eq(owner.roomId().orElse(NO_ROOM)));
    }
}
