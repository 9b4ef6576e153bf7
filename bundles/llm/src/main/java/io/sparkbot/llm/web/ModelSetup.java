package io.sparkbot.llm.web;

import io.sparkbot.api.config.Settings;
import io.sparkbot.api.model.ModelInfo;
import io.sparkbot.api.person.Person;
import io.sparkbot.llm.Access;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.choice.Catalogue;
import io.sparkbot.llm.choice.Choice;
import io.sparkbot.llm.choice.Servers;
import io.sparkbot.llm.provider.Providers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows and changes the set-up of the models. Keys go to the settings and never come back. */
@Component(service = ModelSetup.class)
public final class ModelSetup {

    private static final String LOCAL = "ollama";

    private final Providers providers;
    private final Catalogue catalogue;
    private final Choice choice;
    private final Servers servers;
    private final Settings settings;

    @Activate
    public ModelSetup(
            @Reference Providers providers,
            @Reference Catalogue catalogue,
            @Reference Choice choice,
            @Reference Servers servers,
            @Reference Settings settings) {
        this.providers = providers;
        this.catalogue = catalogue;
        this.choice = choice;
        this.servers = servers;
        this.settings = settings;
    }

    /** As it is now; servers are asked live. */
    public ModelConfigView view(Person person) {
        return view(person, List.of());
    }

    /**
     * Saves what is to be changed, all of it or nothing, and shows the result.
     *
     * @throws io.sparkbot.api.web.Problem 400 for an unknown provider or model or when nothing changes, 409 for what file or environment
     *     fix, 422 for a bad address
     */
    public ModelConfigView change(ModelConfigChange change, Person person) {
        PlannedChange planned = new PlannedChange(providers, settings).plan(change);
        settings.save(planned.values(), person.id());
        if (planned.values().containsKey(PlannedChange.DEFAULT_MODEL)) {
            choice.followDefault(person.id());
        }
        return view(person, planned.notices());
    }

    /** Asks now, for at most three seconds. */
    public OllamaStatusView ollama() {
        Optional<LlmProvider> provider = providers.find(LOCAL);
        provider.ifPresent(servers::ask);
        return ollama(provider);
    }

    private OllamaStatusView ollama(Optional<LlmProvider> provider) {
        List<String> ids = servers.last(LOCAL).map(Servers.Found::models).orElse(List.of());
        List<String> names =
                ids.stream().map(id -> id.substring(LOCAL.length() + 1)).toList();
        boolean reachable = servers.last(LOCAL).filter(Servers.Found::reachable).isPresent();
        String baseUrl = provider.flatMap(p -> p.access().baseUrl()).orElse("");
        return new OllamaStatusView(reachable, baseUrl, names, ids, !ids.isEmpty());
    }

    private ModelConfigView view(Person person, List<String> notices) {
        servers.askAll(providers.all());
        String standard = choice.defaultModel().orElse("");
        String active = choice.activeFor(person.id()).orElse("");
        List<ModelInfo> models = catalogue.models();
        Map<String, String> labels = new LinkedHashMap<>();
        models.forEach(model -> labels.put(model.id(), model.label()));
        OllamaStatusView ollama = ollama(providers.find(LOCAL));
        String owner = choice.ownerOf(standard);
        return new ModelConfigView(
                active,
                new ModelConfigView.Stack(standard, "", "", ""),
                new ModelConfigView.DefaultSelection(
                        owner,
                        standard,
                        labels.getOrDefault(standard, standard),
                        settings.isLocked(PlannedChange.DEFAULT_MODEL)),
                new ModelConfigView.LocalRuntime(owner.equals(LOCAL) ? standard : "", ollama.baseUrl()),
                new ModelConfigView.RoutingPolicy(true, false),
                Map.of(),
                List.of(new ModelConfigView.Agent("sparkbot", "✨", "The assistant itself", true)),
                "off",
                providerViews(models, List.of(standard, active)),
                labels,
                Bridges.NONE,
                ollama,
                notices(standard, notices),
                false);
    }

    private List<ModelConfigView.Provider> providerViews(List<ModelInfo> models, List<String> selected) {
        Map<String, String> labels = new LinkedHashMap<>();
        catalogue.providers().forEach(known -> labels.put(known.id(), known.label()));
        providers.all().forEach(provider -> labels.putIfAbsent(provider.id(), provider.label()));
        List<ModelConfigView.Provider> views = new ArrayList<>();
        labels.forEach((id, label) -> {
            List<String> ids = models.stream()
                    .filter(model -> model.provider().equals(id))
                    .map(ModelInfo::id)
                    .toList();
            views.add(providers
                    .find(id)
                    .map(provider -> installed(provider, ids, selected))
                    .orElseGet(() -> absent(id, label, ids)));
        });
        return views;
    }

    private ModelConfigView.Provider installed(LlmProvider provider, List<String> ids, List<String> selected) {
        Access access = provider.access();
        Optional<Servers.Found> found = servers.last(provider.id());
        boolean chosen =
                selected.stream().anyMatch(model -> choice.ownerOf(model).equals(provider.id()))
                        || provider.settings().values().stream().anyMatch(settings::isSet);
        return new ModelConfigView.Provider(
                provider.id(),
                provider.label(),
                access.ready() && (access.kind() != Access.Kind.LOCAL || chosen),
                found.map(Servers.Found::reachable).orElse(null),
                found.map(answer -> !answer.models().isEmpty()).orElse(null),
                found.map(Servers.Found::models).orElse(List.of()),
                ids,
                access.baseUrl().orElse(null),
                provider.settings().values().stream().anyMatch(settings::isLocked),
                access.kind() == Access.Kind.BUILT_IN,
                true,
                List.copyOf(provider.settings().keySet()));
    }

    private static ModelConfigView.Provider absent(String id, String label, List<String> ids) {
        return new ModelConfigView.Provider(
                id, label, false, null, null, List.of(), ids, null, false, false, false, List.of());
    }

    private List<String> notices(String standard, List<String> first) {
        List<String> notices = new ArrayList<>(first);
        Optional<LlmProvider> owner = providers.owner(standard);
        if (standard.isEmpty()) {
            notices.add("No model is set up yet.");
        } else if (owner.isEmpty()) {
            notices.add("No installed provider offers the default model " + standard + ".");
        } else if (!owner.get().access().ready()) {
            notices.add("The default model " + standard + " cannot be used: "
                    + owner.get().access().missing() + " is missing.");
        } else if (owner.get().access().kind() == Access.Kind.BUILT_IN) {
            notices.add("The default is " + owner.get().label()
                    + ", a stand-in without AI. Choose a model to get real answers.");
        }
        return notices;
    }
}
