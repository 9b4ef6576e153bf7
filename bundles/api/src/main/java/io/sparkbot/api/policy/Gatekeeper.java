package io.sparkbot.api.policy;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import org.osgi.annotation.versioning.ProviderType;

/** The one question: may this call run, here, now, for this person? */
@ProviderType
public interface Gatekeeper {

    PolicyDecision judge(Question question);

    /**
     * The policy that holds for a tool: the built-in table, or what a skill declares, each tightened by the operator's settings.
     *
     * @param declared what the tool declares; empty for an unknown tool
     */
    ToolPolicy policy(String tool, Map<String, Object> arguments, Optional<ToolPolicy> declared, boolean skill);

    /**
     * @param declared the policy the tool declares for these arguments; empty for an unknown tool
     * @param skill whether a skill brought the tool; built-ins are judged by the built-in table
     * @param roomExecutionAllowed state of the room's execution gate; empty means unknown and counts as closed
     * @param privileged whether the person holds an open break-glass session
     * @param approval the grant for exactly this call
     */
    record Question(
            String tool,
            Map<String, Object> arguments,
            Optional<ToolPolicy> declared,
            boolean skill,
            Person person,
            Optional<UUID> room,
            Optional<Boolean> roomExecutionAllowed,
            boolean operator,
            boolean privileged,
            Optional<Approval> approval) {}
}
