package io.sparkbot.identity;

import io.sparkbot.api.person.Preferences;
import io.sparkbot.identity.PreferenceStore.PreferenceRow;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** People's choices, from the database. */
@Component
public final class StoredPreferences implements Preferences {

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final PreferenceStore store;

    @Activate
    public StoredPreferences(@Reference PreferenceStore store) {
        this.store = store;
    }

    @Override
    public Choice of(UUID personId) {
        PreferenceRow row = store.kept(personId);
        return new Choice(
                Optional.of(row.language()).filter(language -> !language.equals("system")).map(Locale::forLanguageTag),
                row.timeZone().filter(ZONES::contains).map(ZoneId::of),
                row.notifications());
    }
}
