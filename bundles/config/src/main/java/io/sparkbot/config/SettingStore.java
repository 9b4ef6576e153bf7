package io.sparkbot.config;

import static io.sparkbot.config.db.Tables.SETTING;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.secret.Sealer;
import io.sparkbot.api.store.Database;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The saved values. Secrets are sealed, each bound to its key, so that one cannot be passed off as another. */
final class SettingStore {

    private static final Logger LOG = LoggerFactory.getLogger(SettingStore.class);

    private final ObjectMapper json = new ObjectMapper();
    private final Database database;
    private final Sealer sealer;

    SettingStore(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /** All saved values; a secret that this installation's key does not open is left out and mentioned in the log. */
    Map<String, Object> load() {
        Map<String, Object> values = new HashMap<>();
        database.query(sql -> sql.select(SETTING.KEY, SETTING.VALUE, SETTING.SEALED).from(SETTING).fetch()).forEach(row -> {
            String key = row.value1();
            if (row.value3() != null) {
                try {
                    values.put(key, new String(sealer.open(row.value3(), context(key)), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    LOG.error("the saved secret {} cannot be opened with the key of this installation: enter it again, or restore keys/instance.key", key);
                }
            } else {
                values.put(key, read(row.value2()));
            }
        });
        return values;
    }

    void put(DSLContext sql, Declaration declaration, Object value, UUID changedBy) {
        JSONB plain = declaration.secret() ? null : JSONB.valueOf(write(value));
        byte[] sealed = declaration.secret() ? sealer.seal(String.valueOf(value).getBytes(StandardCharsets.UTF_8), context(declaration.key())) : null;
        sql.insertInto(SETTING)
                .set(SETTING.KEY, declaration.key()).set(SETTING.VALUE, plain).set(SETTING.SEALED, sealed).set(SETTING.CHANGED_BY, changedBy)
                .onConflict(SETTING.KEY).doUpdate()
                .set(SETTING.VALUE, plain).set(SETTING.SEALED, sealed).set(SETTING.CHANGED_BY, changedBy).set(SETTING.CHANGED_AT, DSL.currentInstant())
                .execute();
    }

    void remove(DSLContext sql, String key) {
        sql.deleteFrom(SETTING).where(SETTING.KEY.eq(key)).execute();
    }

    private static String context(String key) {
        return "config/" + key;
    }

    private Object read(JSONB value) {
        try {
            return json.readValue(value.data(), Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a saved setting is not JSON", e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a setting cannot be written as JSON", e);
        }
    }
}
