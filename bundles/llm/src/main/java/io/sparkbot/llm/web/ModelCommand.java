package io.sparkbot.llm.web;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.model.ModelInfo;
import io.sparkbot.api.model.Models;
import io.sparkbot.api.web.Problem;
import io.sparkbot.llm.choice.Choice;
import io.sparkbot.llm.choice.Servers;
import io.sparkbot.llm.provider.Providers;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /model}: the models there are, and the caller's own choice. Keys are not taken here: what is typed may be kept by a client. */
@Component
public final class ModelCommand implements Command {

    private final Models models;
    private final Choice choice;
    private final Providers providers;
    private final Servers servers;

    @Activate
    public ModelCommand(@Reference Models models, @Reference Choice choice, @Reference Providers providers, @Reference Servers servers) {
        this.models = models;
        this.choice = choice;
        this.providers = providers;
        this.servers = servers;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor("model", "/model [ID]", "List the models, or use another one from now on", Audience.READER);
    }

    @Override
    public CommandResult run(CommandCall call) {
        return switch (call.words().size()) {
            case 0 -> CommandResult.of(list(models.activeFor(call.person().id()).orElse("")));
            case 1 -> CommandResult.of(use(call.argument(), call));
            default -> throw Problem.badRequest("bad_request", "Type /model ID. Keys are set in the settings, or in the terminal with /setup.");
        };
    }

    private String list(String active) {
        servers.freshen(providers.all());
        List<ModelInfo> known = models.catalogue();
        boolean listed = active.isEmpty() || known.stream().anyMatch(model -> model.id().equals(active));
        String first = listed ? "" : "✓ " + active + "  (in use, not in the catalogue)\n";
        return first + known.stream()
                .map(model -> (model.id().equals(active) ? "✓ " : "  ") + model.id() + "  (" + model.provider() + ", "
                        + (model.configured() ? "ready" : "not set up") + ")  " + model.description())
                .collect(Collectors.joining("\n"));
    }

    private String use(String word, CommandCall call) {
        String id = idOf(word);
        choice.choose(call.person().id(), id);
        String about = models.catalogue().stream().filter(model -> model.id().equals(id)).findFirst().map(ModelInfo::description).orElse("");
        return about.isEmpty() ? "Model: " + id : "Model: " + id + ". " + about;
    }

    /** The model of that id, or the only one whose id holds the word; else the word itself. */
    private String idOf(String word) {
        List<String> ids = models.catalogue().stream().map(ModelInfo::id).toList();
        List<String> alike = ids.stream().filter(id -> id.contains(word)).toList();
        return ids.contains(word) || alike.size() != 1 ? word : alike.getFirst();
    }
}
