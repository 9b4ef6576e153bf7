package io.sparkbot.guardian.shield;

import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.policy.PolicyDecision;
import io.sparkbot.api.policy.Gatekeeper.Question;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.policy.Verdict;
import java.util.Map;
import java.util.Optional;

/** The decision: a pure function of the question, the table and the operator's settings. It has no switch. */
final class Shield {

    private static final String VAULT = "vault_";

    private final Classification classification;

    Shield(PolicyTable table, Overrides overrides) {
        this.classification = new Classification(table, overrides);
    }

    ToolPolicy policy(String tool, Map<String, Object> arguments, Optional<ToolPolicy> declared, boolean skill) {
        return classification.of(tool, arguments, declared, skill).policy();
    }

    PolicyDecision judge(Question question) {
        String tool = question.tool();
        Classification.Classified classified =
                classification.of(tool, question.arguments(), question.declared(), question.skill());
        ToolPolicy policy = classified.policy();
        if ((tool.startsWith(VAULT) || classified.operatorOnly()) && !question.operator()) {
            return decision(question, withHighRisk(policy), Verdict.DENY, "Only operators may use " + tool + ".");
        }
        if (classified.fault().isPresent()) {
            return decision(question, policy, Verdict.DENY, classified.fault().get());
        }
        if (policy.defaultAction() == DefaultAction.DENY) {
            return decision(question, policy, Verdict.DENY, "The tool " + tool + " is not approved for use here.");
        }
        if (policy.requiresExecutionGate() && !question.roomExecutionAllowed().equals(Optional.of(true))) {
            return decision(question, policy, Verdict.DENY,
                    "Execution is disabled: the execution gate of this room is off. The room's owner can open it.");
        }
        return switch (policy.defaultAction()) {
            case PRIVILEGED -> question.privileged()
                    ? decision(question, policy, Verdict.ALLOW, tool + " runs in an open break-glass session.")
                    : decision(question, policy, Verdict.PRIVILEGED, tool + " needs break-glass: an operator has to open a privileged session.");
            case PRIVILEGED_REVEAL -> reveal(question, policy);
            case CONFIRM -> approved(question)
                    ? decision(question, policy, Verdict.ALLOW, tool + " was confirmed by a person.")
                    : decision(question, policy, Verdict.CONFIRM, tool + " needs confirmation by a person before it runs.");
            case ALLOW -> decision(question, policy, Verdict.ALLOW, tool + " is allowed: " + policy.scope().wire() + " on " + policy.resource() + ".");
            case DENY -> decision(question, policy, Verdict.DENY, "The tool " + tool + " is not approved for use here.");
        };
    }

    private static PolicyDecision reveal(Question question, ToolPolicy policy) {
        String tool = question.tool();
        if (!question.privileged()) {
            return decision(question, policy, Verdict.PRIVILEGED_REVEAL,
                    tool + " needs break-glass and then a confirmation: an operator has to open a privileged session.");
        }
        return approved(question)
                ? decision(question, policy, Verdict.ALLOW, tool + " was confirmed in an open break-glass session.")
                : decision(question, policy, Verdict.CONFIRM, tool + " needs confirmation by a person before it runs.");
    }

    /** Whether the grant is for this tool, person and room; that it is for these very arguments is the Gate's word. */
    private static boolean approved(Question question) {
        return question.approval()
                .filter(a -> a.state() == Approval.State.GRANTED)
                .filter(a -> a.tool().equals(question.tool()))
                .filter(a -> a.personId().equals(question.person().id()))
                .filter(a -> question.room().equals(Optional.of(a.roomId())))
                .isPresent();
    }

    private static ToolPolicy withHighRisk(ToolPolicy policy) {
        return new ToolPolicy(
                policy.scope(), policy.resource(), policy.defaultAction(), policy.actionType(), true, policy.requiresExecutionGate());
    }

    private static PolicyDecision decision(Question question, ToolPolicy policy, Verdict verdict, String reason) {
        return new PolicyDecision(
                question.tool(), policy.scope(), policy.resource(), verdict, policy.actionType(), policy.highRisk(), reason);
    }
}
