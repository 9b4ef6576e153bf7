package io.sparkbot.guardian.shield;

import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the policy of a call: the row for its arguments, the row of its tool, what the skill declares, unknown; then the operator's
 * stricter settings.
 */
final class Classification {

    private static final ToolPolicy UNKNOWN = ToolPolicy.of(ActionType.DENY, "unknown");

    private final PolicyTable table;
    private final Overrides overrides;

    /**
     * @param fault why the call must not run whatever the policy says
     */
    record Classified(ToolPolicy policy, boolean operatorOnly, Optional<String> fault) {}

    Classification(PolicyTable table, Overrides overrides) {
        this.table = table;
        this.overrides = overrides;
    }

    Classified of(String tool, Map<String, Object> arguments, Optional<ToolPolicy> declared, boolean skill) {
        Classified found = find(tool, arguments, declared, skill);
        return new Classified(overrides.tighten(tool, found.policy()), found.operatorOnly(), found.fault());
    }

    private Classified find(String tool, Map<String, Object> arguments, Optional<ToolPolicy> declared, boolean skill) {
        Optional<PolicyTable.Row> row = table.find(tool, arguments);
        if (declared.isEmpty()) {
            return denied("The tool " + tool + " is not approved: no such tool is installed.");
        }
        if (row.isPresent() && skill && !row.get().bySkill()) {
            return denied("The tool " + tool + " is not approved: the name is reserved for a built-in tool and a skill brought it.");
        }
        if (row.isPresent()) {
            ToolPolicy policy = skill ? stricter(row.get().policy(), declared.get()) : row.get().policy();
            return new Classified(policy, row.get().operatorOnly(), Optional.empty());
        }
        if (!skill) {
            return denied("The tool " + tool + " is not approved: it is built in but has no row in the policy table.");
        }
        return declared.get()
                .fault()
                .map(fault -> denied("The tool " + tool + " is not approved: its policy is invalid, " + fault + "."))
                .orElseGet(() -> new Classified(declared.get(), false, Optional.empty()));
    }

    private static Classified denied(String fault) {
        return new Classified(UNKNOWN, false, Optional.of(fault));
    }

    /** A skill can be stricter than the table, never milder. */
    private static ToolPolicy stricter(ToolPolicy row, ToolPolicy declared) {
        DefaultAction action = Overrides.stricter(row.defaultAction(), declared.defaultAction());
        return new ToolPolicy(
                row.scope(),
                row.resource(),
                action,
                row.actionType(),
                row.highRisk() || declared.highRisk(),
                row.requiresExecutionGate() || declared.requiresExecutionGate());
    }
}
