package io.sparkbot.tools;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.tool.Toolbox;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /tools}: what Sparkbot can do now. */
@Component
public final class ToolsCommand implements Command {

    private static final int LONGEST = 100;

    private final Toolbox toolbox;

    @Activate
    public ToolsCommand(@Reference Toolbox toolbox) {
        this.toolbox = toolbox;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor("tools", "/tools", "List the tools that can be called", Audience.READER);
    }

    @Override
    public CommandResult run(CommandCall call) {
        String tools = toolbox.tools().stream().map(ToolsCommand::line).collect(Collectors.joining("\n"));
        return CommandResult.of(tools.isEmpty() ? "There are no tools." : tools);
    }

    private static String line(Toolbox.Entry entry) {
        String first = entry.descriptor().description().lines().findFirst().orElse("");
        String about = first.length() > LONGEST ? first.substring(0, LONGEST) + " …" : first;
        return entry.descriptor().name() + "  "
                + entry.rejected().or(entry::unavailable).map(why -> "(not now: " + why + ")").orElse(about);
    }
}
