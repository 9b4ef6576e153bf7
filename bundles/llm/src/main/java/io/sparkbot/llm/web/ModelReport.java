package io.sparkbot.llm.web;

import io.sparkbot.api.model.ModelInfo;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.turn.SetupReport;
import io.sparkbot.llm.Access;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.choice.Catalogue;
import io.sparkbot.llm.choice.Choice;
import io.sparkbot.llm.choice.Servers;
import io.sparkbot.llm.provider.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells which model answers a person and how it is reached. What is set up beside it is for operators, as it is in the settings. */
@Component
public final class ModelReport implements SetupReport {

    private final Providers providers;
    private final Catalogue catalogue;
    private final Choice choice;
    private final Servers servers;
    private final People people;

    @Activate
    public ModelReport(
            @Reference Providers providers, @Reference Catalogue catalogue, @Reference Choice choice, @Reference Servers servers, @Reference People people) {
        this.providers = providers;
        this.catalogue = catalogue;
        this.choice = choice;
        this.servers = servers;
        this.people = people;
    }

    @Override
    public List<Line> lines(Person person) {
        Optional<String> active = choice.activeFor(person.id());
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Active model", active.map(this::named).orElse("none is set up")));
        lines.add(new Line("Default model", choice.defaultModel().map(this::named).orElse("none is set up")));
        active.flatMap(providers::owner).ifPresent(owner -> lines.add(new Line("Route", route(owner.access()))));
        lines.add(new Line("Fallback to another model or provider", "off"));
        if (people.isOperator(person)) {
            lines.add(new Line("Providers that are set up", ready()));
            providers.all().stream().filter(one -> one.access().kind() == Access.Kind.LOCAL).forEach(local -> lines.add(new Line("Local runtime", local(local))));
        }
        return lines;
    }

    private String named(String model) {
        String label = catalogue.models().stream().filter(known -> known.id().equals(model)).map(ModelInfo::label).findFirst().orElse(model);
        String owner = choice.ownerOf(model);
        return (label.equals(model) ? model : label + ", " + model) + (owner.isEmpty() ? " (no installed provider offers it)" : " (" + owner + ")");
    }

    private static String route(Access access) {
        String state = access.ready() ? "" : "; not usable now: " + access.missing() + " is missing";
        return switch (access.kind()) {
            case KEY -> "cloud" + state;
            case SERVER -> "own server" + state;
            case LOCAL -> "local" + state;
            case BUILT_IN -> "built in, without a model";
        };
    }

    private String ready() {
        String ids = providers.all().stream().filter(one -> one.access().ready() && one.access().kind() != Access.Kind.LOCAL).map(LlmProvider::id).sorted().collect(Collectors.joining(", "));
        return ids.isEmpty() ? "none" : ids;
    }

    private String local(LlmProvider provider) {
        Optional<Servers.Found> found = servers.ask(provider).filter(Servers.Found::reachable);
        String where = provider.access().baseUrl().map(url -> " at " + url).orElse("");
        return provider.id() + where + (found.isPresent() ? ", reachable, " + found.get().models().size() + " models" : ", not reachable");
    }
}
