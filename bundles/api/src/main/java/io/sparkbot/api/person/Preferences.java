package io.sparkbot.api.person;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.osgi.annotation.versioning.ProviderType;

/** What people have chosen for themselves, as far as it matters beyond the page in their browser. */
@ProviderType
public interface Preferences {

    /** Empty choices for a person who made none, or does not exist. */
    Choice of(UUID personId);

    /**
     * One person's choices.
     *
     * @param locale language of answers and texts; empty: whatever the browser or the conversation speaks
     * @param zone where "tomorrow at nine" is; empty: the zone of the server
     * @param notices whether the person's devices are told when something waits
     */
    record Choice(Optional<Locale> locale, Optional<ZoneId> zone, boolean notices) {

        /** Of somebody who said nothing of notices. */
        public Choice(Optional<Locale> locale, Optional<ZoneId> zone) {
            this(locale, zone, true);
        }
    }
}
