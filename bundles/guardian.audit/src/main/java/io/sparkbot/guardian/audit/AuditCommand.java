package io.sparkbot.guardian.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.Problem;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /audit}: what tools did in the room last. Entries are stored without secrets, so that nothing has to be taken out here. */
@Component
public final class AuditCommand implements Command {

    private static final int ENTRIES = 10;
    private static final int LONGEST_INPUT = 80;
    private static final int LONGEST_RESULT = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

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
        if (!call.argument().isEmpty()) {
            throw Problem.badRequest("bad_request", "/audit takes no words: it shows the last " + ENTRIES + " tool actions of this room.");
        }
        List<Entry> entries = store.actions(call.room().id(), ENTRIES);
        return CommandResult.of(entries.isEmpty()
                ? "No tool has acted in this room yet."
                : entries.stream().map(AuditCommand::line).collect(Collectors.joining("\n")));
    }

    private static String line(Entry entry) {
        JsonNode decision = entry.tool().equals(EntryStore.DECISION) ? parsed(entry.input()) : JSON.missingNode();
        String tool = decision.path("tool_name").asText(entry.tool());
        String input = decision.has("tool_args") ? decision.get("tool_args").toString() : entry.input();
        String result = decision.isMissingNode() ? entry.result() : "denied: " + parsed(entry.result()).path("reason").asText();
        return entry.createdAt().truncatedTo(ChronoUnit.SECONDS)
                + "  " + entry.agent().orElse("sparkbot")
                + "  " + oneLine(tool)
                + "  " + oneLine(EntryText.cut(input, LONGEST_INPUT))
                + "  → " + oneLine(EntryText.cut(result, LONGEST_RESULT));
    }

    /** A result that was cut when it was stored is no JSON any more. */
    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException cut) {
            return JSON.missingNode();
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    }
}
