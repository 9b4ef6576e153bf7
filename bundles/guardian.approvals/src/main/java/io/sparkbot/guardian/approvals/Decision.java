package io.sparkbot.guardian.approvals;

import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.Problem;
import java.util.Comparator;
import java.util.List;

/** A yes or no that was typed: to the newest call of one's own that waits, else to the newest one may decide, or to the one named. */
final class Decision {

    private static final int LOOKED_AT = 100;

    private final Approvals approvals;
    private final Turns turns;
    private final boolean yes;

    Decision(Approvals approvals, Turns turns, boolean yes) {
        this.approvals = approvals;
        this.turns = turns;
        this.yes = yes;
    }

    CommandResult take(CommandCall call) {
        Approval chosen = choose(call);
        Turns.Resumed resumed = turns.decide(chosen.id(), call.room().id(), call.person(), yes, call.source());
        return CommandResult.turn((yes ? "Approved: " : "Denied: ") + chosen.title(), resumed.turn().id(), resumed.after());
    }

    private Approval choose(CommandCall call) {
        String wanted = call.argument();
        List<Approval> waiting = approvals.pending(List.of(call.room().id()), LOOKED_AT).stream()
                .filter(approval -> approval.id().toString().startsWith(wanted))
                .toList();
        if (waiting.isEmpty()) {
            throw Problem.notFound(wanted.isEmpty() ? "Nothing waits for a decision in this room." : "No call " + wanted + " waits for a decision in this room.");
        }
        return waiting.stream()
                .sorted(Comparator.comparing((Approval approval) -> !approval.personId().equals(call.person().id())))
                .filter(approval -> approvals.mayDecide(approval, call.person()))
                .findFirst()
                .orElseThrow(() -> Problem.forbidden("not_allowed", "What waits here is for others to decide."));
    }
}
