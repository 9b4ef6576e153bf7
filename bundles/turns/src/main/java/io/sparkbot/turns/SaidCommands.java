package io.sparkbot.turns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Place;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.command.Commands;
import io.sparkbot.api.person.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Commands that a client sends as a message, because it knows of no commands: {@code /deny} from a plain script is a no, not something for
 * the model. Neither the line nor what comes of it is stored. What is no command of the server goes to the model.
 */
@Component(service = SaidCommands.class)
public final class SaidCommands {

    private static final int SLICE = 80;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Commands commands;

    /** Runs it when it is one. */
    Optional<CommandResult> run(String content, UUID roomId, Person person, String source) {
        Commands present = commands;
        String line = content.strip();
        if (present == null || !line.startsWith("/") || line.lines().count() > 1) {
            return Optional.empty();
        }
        Optional<CommandDescriptor> known = present.find(line).filter(command -> command.place() == Place.SERVER);
        return known.map(command -> present.run(line, roomId, person, source));
    }

    /** The turn to follow from behind an event, when the command let one go on. */
    static Optional<Followed> followed(CommandResult result) {
        return result.action()
                .filter(action -> action.type().equals(CommandResult.Action.TURN))
                .map(action -> action.value().split(":"))
                .map(parts -> new Followed(UUID.fromString(parts[0]), Long.parseLong(parts[1])));
    }

    record Followed(UUID turnId, long after) {}

    /** The whole text as an event stream of its own. */
    static String events(CommandResult result) {
        List<ObjectNode> events = new ArrayList<>();
        String text = result.text();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + SLICE);
            to += to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
            events.add(event("token", events.size() + 1).put("token", text.substring(from, to)));
            from = to;
        }
        events.add(event("done", events.size() + 1));
        StringBuilder stream = new StringBuilder();
        events.forEach(event -> stream.append("data: ").append(event).append("\n\n"));
        return stream.toString();
    }

    private static ObjectNode event(String type, int seq) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("seq", seq);
    }
}
