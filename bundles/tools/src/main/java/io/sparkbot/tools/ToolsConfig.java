package io.sparkbot.tools;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the Gate. */
@ObjectClassDefinition(name = "Tools", description = "How long and how often tools may run.")
public @interface ToolsConfig {

    @AttributeDefinition(
            name = "Time limit of a call",
            description = "Seconds after which a tool is stopped that sets no limit of its own.",
            min = "1",
            max = "3600")
    @Env("SPARKBOT_SKILL_TIMEOUT_SECONDS")
    int timeout_seconds() default 60;

    @AttributeDefinition(
            name = "Calls of one skill at a time",
            description = "Further calls wait for a free place.",
            min = "1",
            max = "256")
    int concurrent_skill_calls() default 4;

    @AttributeDefinition(
            name = "Calls of one built-in bundle at a time",
            description = "Further calls wait for a free place.",
            min = "1",
            max = "4096")
    int concurrent_builtin_calls() default 256;
}
