package io.sparkbot.guardian.shield;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of Agent Shield. */
@ObjectClassDefinition(name = "Agent Shield", description = "The policy that every tool call passes. It is always on.")
public @interface ShieldConfig {

    @AttributeDefinition(
            name = "Stricter policies",
            description = "Tools that shall be judged more strictly than by default, as tool=action with the actions confirm, privileged,"
                    + " privileged_reveal or deny, separated by commas. A policy can only be tightened.")
    @Env("SPARKBOT_POLICY_OVERRIDE")
    String policy_override() default "";
}
