package io.sparkbot.rooms;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandDescriptor.Place;
import io.sparkbot.api.command.CommandResult;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** {@code /clear}: empties what is seen, not what is stored. */
@Component
public final class ClearCommand implements Command {

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor("clear", List.of(), "/clear", "Empty the view; the history stays", Place.CLIENT, Audience.READER);
    }

    @Override
    public CommandResult run(CommandCall call) {
        return CommandResult.of("The view is empty; the history is still here.", CommandResult.Action.CLEAR, "");
    }
}
