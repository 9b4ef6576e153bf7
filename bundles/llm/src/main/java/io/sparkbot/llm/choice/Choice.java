package io.sparkbot.llm.choice;

import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.Problem;
import io.sparkbot.llm.Access;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.choice.Preferences.Preference;
import io.sparkbot.llm.http.Limits;
import io.sparkbot.llm.provider.Providers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Which model a message goes to: the person's own choice, else the default. A stand-in for a model (the demo) is never chosen silently: as
 * a person's choice it lasts only until the default becomes another model.
 */
@Component(service = Choice.class, configurationPid = LlmConfig.PID)
@Designate(ocd = LlmConfig.class)
public final class Choice {

    private static final int LONGEST_ID = 200;

    private final Providers providers;
    private final Preferences preferences;
    private final Catalogue catalogue;
    private volatile LlmConfig config;

    @Activate
    public Choice(
            @Reference Providers providers,
            @Reference Catalogue catalogue,
            @Reference(target = "(schema=llm)") Database database,
            LlmConfig config) {
        this.providers = providers;
        this.catalogue = catalogue;
        this.preferences = new Preferences(database, Clock.systemUTC());
        this.config = config;
    }

    @Modified
    public void configure(LlmConfig changed) {
        config = changed;
    }

    /** The model of everybody without a choice of their own; empty when none is set up. */
    public Optional<String> defaultModel() {
        String set = config.model().strip();
        if (!set.isEmpty()) {
            return Optional.of(set);
        }
        return Optional.of(catalogue.fallback())
                .filter(model -> providers
                        .owner(model)
                        .filter(owner -> owner.access().ready())
                        .isPresent());
    }

    public Optional<String> activeFor(UUID personId) {
        Optional<String> standard = defaultModel();
        return preferences
                .find(personId)
                .filter(own -> holds(own, standard))
                .map(Preference::model)
                .or(() -> standard);
    }

    /**
     * The person's own choice from now on; nobody else is touched.
     *
     * @throws Problem 400 {@code unknown_model}
     */
    public void choose(UUID personId, String model) {
        LlmProvider owner = valid(model);
        boolean standIn = owner.access().kind() == Access.Kind.BUILT_IN;
        preferences.keep(
                personId,
                new Preference(model, standIn ? Optional.of(defaultModel().orElse("")) : Optional.empty()));
    }

    /** The default holds for the person again. */
    public void followDefault(UUID personId) {
        preferences.forget(personId);
    }

    /**
     * The provider of a model that may be chosen.
     *
     * @throws Problem 400 {@code unknown_model}
     */
    public LlmProvider valid(String model) {
        if (model.isBlank() || model.length() > LONGEST_ID || model.chars().anyMatch(Character::isISOControl)) {
            throw Problem.badRequest(
                    "unknown_model", "A model id has 1 to " + LONGEST_ID + " characters, and no control characters.");
        }
        return providers
                .owner(model)
                .orElseThrow(() -> Problem.badRequest(
                        "unknown_model", "No installed provider offers the model \"" + model + "\"."));
    }

    /** Id of the provider of a model; empty text when nobody offers it. */
    public String ownerOf(String model) {
        return model.isEmpty()
                ? ""
                : providers.owner(model).map(LlmProvider::id).orElse("");
    }

    /** Bounds of a model call. */
    public Limits limits() {
        return new Limits(
                Duration.ofSeconds(config.answer_seconds()),
                Duration.ofSeconds(config.silence_seconds()),
                Limits.DEFAULT.size());
    }

    private static boolean holds(Preference own, Optional<String> standard) {
        return own.beside().isEmpty() || own.beside().get().equals(standard.orElse(""));
    }
}
