package io.sparkbot.rooms;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.room.Messages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /new}: what was said so far stays, and is no longer sent to the model. */
@Component
public final class NewCommand implements Command {

    private final Messages messages;

    @Activate
    public NewCommand(@Reference Messages messages) {
        this.messages = messages;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor("new", "/new", "Start afresh: older messages stay, the model no longer sees them", Audience.WRITER);
    }

    @Override
    public CommandResult run(CommandCall call) {
        messages.newest(call.room().id(), 1).forEach(last -> messages.addCheckpoint(call.room().id(), new Messages.Checkpoint(last.id(), "")));
        return CommandResult.of("A fresh start. Older messages are kept and can be searched; the assistant no longer sees them.");
    }
}
