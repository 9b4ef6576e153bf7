package io.sparkbot.guardian.approvals;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.turn.Turns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /approve}. */
@Component
public final class ApproveCommand implements Command {

    private final Decision decision;

    @Activate
    public ApproveCommand(@Reference Approvals approvals, @Reference Turns turns) {
        this.decision = new Decision(approvals, turns, true);
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor("approve", "/approve [ID]", "Say yes to the call that waits; it runs once", Audience.WRITER);
    }

    @Override
    public CommandResult run(CommandCall call) {
        return decision.take(call);
    }
}
