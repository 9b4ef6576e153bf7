package io.sparkbot.turns;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.person.People;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.Turns;
import java.util.EnumSet;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /stop}: ends what runs or waits in the room, as far as the person may, and keeps what was said. */
@Component
public final class StopCommand implements Command {

    private static final int MOST = 50;

    private final Turns turns;
    private final People people;

    @Activate
    public StopCommand(@Reference Turns turns, @Reference People people) {
        this.turns = turns;
        this.people = people;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor("stop", "/stop", "Stop the running answer; what was said is kept", Audience.WRITER);
    }

    @Override
    public CommandResult run(CommandCall call) {
        List<Turn> open = turns.of(call.room().id(), EnumSet.of(TurnState.RUNNING, TurnState.PARKED), MOST);
        List<Turn> mine = open.stream().filter(turn -> may(turn, call)).toList();
        if (mine.isEmpty()) {
            return CommandResult.of(open.isEmpty() ? "Nothing is running here." : "What runs here was asked for by others; only they or an owner can stop it.");
        }
        long stopped = mine.stream().filter(turn -> turns.stop(turn.id(), call.person())).count();
        return CommandResult.of(stopped == 0 ? "It had just ended." : stopped == 1 ? "Stopped." : "Stopped " + stopped + " answers.");
    }

    private boolean may(Turn turn, CommandCall call) {
        return turn.personId().equals(call.person().id()) || call.role().leads() || people.isOperator(call.person());
    }
}
