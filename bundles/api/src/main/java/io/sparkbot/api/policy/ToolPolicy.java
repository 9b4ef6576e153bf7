package io.sparkbot.api.policy;

import io.sparkbot.api.tool.ActionType;
import java.util.Optional;
import java.util.Set;

/**
 * What a tool may do by itself.
 *
 * @param resource what it touches, for example {@code workspace}, {@code gmail}
 * @param requiresExecutionGate whether the room's execution gate must be open
 */
public record ToolPolicy(
        Scope scope,
        String resource,
        DefaultAction defaultAction,
        ActionType actionType,
        boolean highRisk,
        boolean requiresExecutionGate) {

    /** Resources of this installation itself; writing to any other one reaches outside. */
    private static final Set<String> OWN_RESOURCES =
            Set.of("workspace", "room", "room_task", "reminder", "guardian_task", "memory", "knowledge", "files", "skill");

    /** The policy that goes with a kind of effect. */
    public static ToolPolicy of(ActionType type, String resource) {
        return switch (type) {
            case READ, DATA_READ -> new ToolPolicy(Scope.READ, resource, DefaultAction.ALLOW, type, false, false);
            case ROOM_WRITE, DATA_WRITE, SCHEDULER_WRITE, NOTIFY ->
                new ToolPolicy(Scope.WRITE, resource, DefaultAction.ALLOW, type, false, false);
            case WRITE_EXTERNAL -> new ToolPolicy(Scope.WRITE, resource, DefaultAction.CONFIRM, type, true, false);
            case COMMAND_EXEC, SSH_EXEC, SERVICE_CONTROL, CODE_EXEC ->
                new ToolPolicy(Scope.EXECUTE, resource, DefaultAction.CONFIRM, type, true, true);
            case VAULT_WRITE -> new ToolPolicy(Scope.WRITE, resource, DefaultAction.PRIVILEGED, type, true, false);
            case VAULT_REVEAL -> new ToolPolicy(Scope.READ, resource, DefaultAction.PRIVILEGED_REVEAL, type, true, false);
            case DENY -> new ToolPolicy(Scope.ADMIN, resource, DefaultAction.DENY, type, true, false);
        };
    }

    public ToolPolicy withDefaultAction(DefaultAction action) {
        return new ToolPolicy(scope, resource, action, actionType, highRisk, requiresExecutionGate);
    }

    /**
     * Why a skill may not declare this policy, in plain words; empty when it may. A skill can make its tools stricter than their effect
     * demands, never milder. The built-in table is not bound by this.
     */
    public Optional<String> fault() {
        boolean asks = defaultAction != DefaultAction.ALLOW;
        if (scope.ordinal() < of(actionType, resource).scope().ordinal()) {
            return Optional.of("action type " + actionType.wire() + " needs at least scope " + of(actionType, resource).scope().wire());
        }
        if (scope == Scope.ADMIN && (defaultAction == DefaultAction.ALLOW || defaultAction == DefaultAction.CONFIRM)) {
            return Optional.of("scope admin needs the default action deny or privileged");
        }
        if (scope == Scope.EXECUTE && !requiresExecutionGate) {
            return Optional.of("scope execute must require the execution gate");
        }
        if (scope == Scope.WRITE && !asks && (actionType == ActionType.WRITE_EXTERNAL || !OWN_RESOURCES.contains(resource))) {
            return Optional.of("writing to " + resource + " reaches outside this installation and needs the default action confirm or stricter");
        }
        if (highRisk && !asks && scope != Scope.READ) {
            return Optional.of("a high-risk tool of scope " + scope.wire() + " needs the default action confirm or stricter");
        }
        return Optional.empty();
    }
}
