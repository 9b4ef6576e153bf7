package io.sparkbot.guardian.audit;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.store.Database;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /audit}: the newest entries of the room. */
@Component
public final class AuditCommand implements Command {

    private static final int ENTRIES = 10;
    private static final int LONGEST_INPUT = 80;
    private static final int LONGEST_RESULT = 100;

    private final EntryStore store;

    @Activate
    public AuditCommand(@Reference(target = "(schema=guardian_audit)") Database database) {
        this.store = new EntryStore(database);
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor("audit", "/audit", "Show the last " + ENTRIES + " tool actions of this room", Audience.READER);
    }

    @Override
    public CommandResult run(CommandCall call) {
        List<Entry> entries = store.page(call.room().id(), Optional.empty(), ENTRIES, 0);
        return CommandResult.of(entries.isEmpty()
                ? "No tool has acted in this room yet."
                : entries.stream().map(AuditCommand::line).collect(Collectors.joining("\n")));
    }

    private static String line(Entry entry) {
        return entry.createdAt().truncatedTo(ChronoUnit.SECONDS)
                + "  " + entry.agent().orElse("sparkbot")
                + "  " + entry.tool()
                + "  " + oneLine(EntryText.cut(entry.input(), LONGEST_INPUT))
                + "  → " + oneLine(EntryText.cut(entry.result(), LONGEST_RESULT));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
