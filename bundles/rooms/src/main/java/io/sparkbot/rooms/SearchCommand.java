package io.sparkbot.rooms;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandDescriptor.Place;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.web.Problem;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** {@code /search}: opens the client's search with the words filled in. */
@Component
public final class SearchCommand implements Command {

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor("search", List.of(), "/search WORDS", "Search the messages", Place.CLIENT, Audience.READER);
    }

    @Override
    public CommandResult run(CommandCall call) {
        if (call.argument().isEmpty()) {
            throw Problem.badRequest("bad_request", "Say what to look for: /search WORDS");
        }
        return CommandResult.of("Searching for " + call.argument(), CommandResult.Action.SEARCH, call.argument());
    }
}
