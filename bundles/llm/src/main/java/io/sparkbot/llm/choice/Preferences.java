package io.sparkbot.llm.choice;

import static io.sparkbot.llm.db.Tables.PREFERENCE;

import io.sparkbot.api.store.Database;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Which model each person has chosen, as rows. */
final class Preferences {

    /**
     * @param beside for a stand-in: the default model at that moment, empty text when there was none; otherwise empty
     */
    record Preference(String model, Optional<String> beside) {}

    private final Database database;
    private final Clock clock;

    Preferences(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Optional<Preference> find(UUID personId) {
        return database.query(sql -> sql.select(PREFERENCE.MODEL, PREFERENCE.BESIDE)
                .from(PREFERENCE)
                .where(PREFERENCE.PERSON_ID.eq(personId))
                .fetchOptional(row ->
                        new Preference(row.get(PREFERENCE.MODEL), Optional.ofNullable(row.get(PREFERENCE.BESIDE)))));
    }

    void keep(UUID personId, Preference preference) {
        database.query(sql -> sql.insertInto(PREFERENCE)
                .set(PREFERENCE.PERSON_ID, personId)
                .set(PREFERENCE.MODEL, preference.model())
                .set(PREFERENCE.BESIDE, preference.beside().orElse(null))
                .set(PREFERENCE.CHOSEN_AT, clock.instant())
                .onConflict(PREFERENCE.PERSON_ID)
                .doUpdate()
                .setAllToExcluded()
                .execute());
    }

    void forget(UUID personId) {
        database.query(sql -> sql.deleteFrom(PREFERENCE)
                .where(PREFERENCE.PERSON_ID.eq(personId))
                .execute());
    }
}
