package io.sparkbot.turns;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

import io.sparkbot.api.person.Preferences;
import io.sparkbot.api.turn.PromptPart;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Tells the model about who asks: the name, the day where that person is, and the language they chose. The time of day is left out, since it would make
 * every prompt another one for the caches of providers; a tool tells it.
 */
@Component
public final class AskerPart implements PromptPart {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    private final Clock clock;
    private volatile @Nullable Preferences preferences;

    @Activate
    public AskerPart() {
        this(Clock.systemUTC());
    }

    AskerPart(Clock clock) {
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setPreferences(Preferences service) {
        preferences = service;
    }

    void unsetPreferences(Preferences service) {
        if (preferences == service) {
            preferences = null;
        }
    }

    @Override
    public Place place() {
        return Place.ENVIRONMENT;
    }

    @Override
    public Optional<String> text(Context context) {
        Preferences present = preferences;
        Optional<Preferences.Choice> choice = Optional.ofNullable(present).map(service -> service.of(context.person().id()));
        ZoneId zone = choice.flatMap(Preferences.Choice::zone).orElseGet(ZoneId::systemDefault);
        StringBuilder text = new StringBuilder("## Who asks\n\n- Name: ").append(context.person().displayName().replaceAll("\\s+", " "))
                .append("\n- Time zone: ").append(zone.getId())
                .append("\n- Today: ").append(DAY.format(LocalDate.ofInstant(clock.instant(), zone)));
        choice.flatMap(Preferences.Choice::locale).ifPresent(locale -> text.append("\n- Language: ")
                .append(locale.getDisplayLanguage(Locale.ENGLISH))
                .append(". Answer in it unless the person writes in another one or asks for another one."));
        return Optional.of(text.toString());
    }
}
