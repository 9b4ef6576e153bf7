package io.sparkbot.api.policy;

import io.sparkbot.api.tool.ActionType;

/**
 * The judgement on one call.
 *
 * @param reason a human sentence naming the rule
 */
public record PolicyDecision(
        String toolName,
        Scope scope,
        String resource,
        Verdict action,
        ActionType actionType,
        boolean highRisk,
        String reason) {}
