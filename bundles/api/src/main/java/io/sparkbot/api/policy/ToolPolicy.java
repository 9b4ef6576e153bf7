package io.sparkbot.api.policy;

import io.sparkbot.api.tool.ActionType;

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
}
