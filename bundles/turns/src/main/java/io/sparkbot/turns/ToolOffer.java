package io.sparkbot.turns;

import java.util.List;
import java.util.Optional;

import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.tool.Toolbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which tools the model is offered within one stretch of a turn, and when the turn has used enough of them. */
final class ToolOffer {

    private static final Logger log = LoggerFactory.getLogger(ToolOffer.class);

    /** More tools than providers take. */
    private static final int MAX_TOOLS = 128;

    private static final int FEWEST_CALLS = 12;

    private final Contributions contributions;
    private final int rounds;

    /** @param rounds how often the model may use tools within the turn */
    ToolOffer(Contributions contributions, int rounds) {
        this.contributions = contributions;
        this.rounds = rounds;
    }

    int rounds() {
        return rounds;
    }

    /** All calls of the turn together, however many the model wishes in one round. */
    int mostCalls() {
        return Math.max(FEWEST_CALLS, 2 * rounds);
    }

    List<ToolDescriptor> tools() {
        Optional<Toolbox> toolbox = contributions.toolbox();
        List<Toolbox.Entry> tools = toolbox.map(Toolbox::tools).orElse(List.of()).stream()
                .filter(entry -> entry.callable() && entry.unavailable().isEmpty())
                .toList();
        if (tools.size() > MAX_TOOLS) {
            log.warn("{} tools are registered; the model is offered the first {}", tools.size(), MAX_TOOLS);
        }
        return tools.stream().limit(MAX_TOOLS).map(Toolbox.Entry::descriptor).toList();
    }

    /** How many calls the turn may still make. */
    int callsLeft(Dialogue dialogue) {
        return Math.max(0, mostCalls() - dialogue.settled());
    }

    /** Why the model gets no more tools within this turn, in words for the person; empty while it may use them. */
    String enough(Dialogue dialogue) {
        if (dialogue.rounds() >= rounds) {
            return "(I stopped after " + rounds + " rounds of tool calls, the limit for one message. Ask me to go on if something is missing.)";
        }
        if (callsLeft(dialogue) == 0) {
            return "(I stopped after " + mostCalls() + " tool calls, the limit for one message. Ask me to go on if something is missing.)";
        }
        return Repetition.in(dialogue.exchange())
                .map(tool -> "(I stopped using tools because " + tool + " gave the same result " + Repetition.MOST + " times.)")
                .orElse("");
    }
}
