package io.sparkbot.identity;

import static io.sparkbot.identity.db.Tables.PREFERENCE;

import io.sparkbot.api.store.Database;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Preferences as rows; a person without a row has the usual ones. */
@Component(service = PreferenceStore.class)
public final class PreferenceStore {

    private final Database database;
    private final Known<PreferenceRow> known = new Known<>(System::nanoTime);

    @Activate
    public PreferenceStore(@Reference(target = "(schema=identity)") Database database) {
        this.database = database;
    }

    /**
     * What a person chose.
     *
     * @param language {@code system}, {@code en} or {@code de}
     * @param theme {@code system}, {@code light} or {@code dark}
     * @param landingPath empty: as the installation has it
     * @param notifications whether the devices that asked for notices are told
     * @param timeZone empty: that of the server
     * @param sendKey {@code enter} or {@code mod_enter}
     * @param introduced whether the person has seen the introduction, or did not want to
     */
    record PreferenceRow(
            String language, String theme, Optional<String> landingPath, boolean notifications, Optional<String> timeZone, String sendKey, boolean introduced) {

        static final PreferenceRow USUAL = new PreferenceRow("system", "system", Optional.empty(), true, Optional.empty(), "enter", false);
    }

    PreferenceRow of(UUID personId) {
        return database.query(sql -> sql.selectFrom(PREFERENCE)
                .where(PREFERENCE.PERSON_ID.eq(personId))
                .fetchOptional(row -> new PreferenceRow(
                        row.getLanguage(),
                        row.getTheme(),
                        Optional.ofNullable(row.getLandingPath()),
                        row.getNotify(),
                        Optional.ofNullable(row.getTimeZone()),
                        row.getSendKey(),
                        row.getIntroduced())))
                .orElse(PreferenceRow.USUAL);
    }

    /** What the person chose, without a statement when it was asked for a moment ago. */
    PreferenceRow kept(UUID personId) {
        return known.of(Set.of(personId), unknown -> Map.of(personId, of(personId))).getOrDefault(personId, PreferenceRow.USUAL);
    }

    /** Changes what the person chose; changes at the same time follow each other. */
    PreferenceRow change(UUID personId, UnaryOperator<PreferenceRow> change) {
        return database.transaction(sql -> {
            database.afterCommit(() -> known.forget(personId));
            put(personId, PreferenceRow.USUAL, false);
            sql.selectOne().from(PREFERENCE).where(PREFERENCE.PERSON_ID.eq(personId)).forUpdate().fetch();
            PreferenceRow changed = change.apply(of(personId));
            put(personId, changed, true);
            return changed;
        });
    }

    void erase(UUID personId) {
        database.transaction(sql -> {
            database.afterCommit(() -> known.forget(personId));
            return sql.deleteFrom(PREFERENCE).where(PREFERENCE.PERSON_ID.eq(personId)).execute();
        });
    }

    private void put(UUID personId, PreferenceRow row, boolean over) {
        database.query(sql -> {
            var insert = sql.insertInto(PREFERENCE)
                    .set(PREFERENCE.PERSON_ID, personId)
                    .set(PREFERENCE.LANGUAGE, row.language())
                    .set(PREFERENCE.THEME, row.theme())
                    .set(PREFERENCE.LANDING_PATH, row.landingPath().orElse(null))
                    .set(PREFERENCE.NOTIFY, row.notifications())
                    .set(PREFERENCE.TIME_ZONE, row.timeZone().orElse(null))
                    .set(PREFERENCE.SEND_KEY, row.sendKey())
                    .set(PREFERENCE.INTRODUCED, row.introduced())
                    .set(PREFERENCE.UPDATED_AT, Instant.now());
            return (over ? insert.onDuplicateKeyUpdate().setAllToExcluded() : insert.onDuplicateKeyIgnore()).execute();
        });
    }
}
