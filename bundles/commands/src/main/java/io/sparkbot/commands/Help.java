package io.sparkbot.commands;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.command.Commands;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /help}: what the person may use in this room. */
final class Help implements Command {

    private final Commands commands;

    Help(Commands commands) {
        this.commands = commands;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor("help", "/help", "List the commands", Audience.READER);
    }

    @Override
    public CommandResult run(CommandCall call) {
        List<CommandDescriptor> usable = commands.usable(call.room().id(), call.person());
        int width = usable.stream().mapToInt(command -> command.usage().length()).max().orElse(0);
        return CommandResult.of(usable.stream()
                .map(command -> command.usage() + " ".repeat(width - command.usage().length()) + "  " + command.summary())
                .collect(Collectors.joining("\n")));
    }
}
