package io.sparkbot.plugins;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of bundle management. Names of a method are the keys of the section {@code [plugins]}. */
@ObjectClassDefinition(name = "Plugins and skills", description = "Which skills are let in, and how they are replaced.")
@interface PluginsConfig {

    @AttributeDefinition(
            name = "Trusted skills",
            description = "any: every jar in the skills folder starts. signed: only jars signed by one of the certificates.")
    @Env("SPARKBOT_SKILLS_TRUST")
    Trust trust() default Trust.any;

    @AttributeDefinition(
            name = "Certificates",
            description = "File or folder with the certificates (PEM) that may sign skills; a relative path starts at the home folder.")
    @Env("SPARKBOT_SKILLS_CERTIFICATES")
    String certificates() default "keys/skills";

    @AttributeDefinition(name = "Largest jar", description = "Megabytes.", min = "1", max = "500")
    @Env("SPARKBOT_SKILLS_MAX_SIZE_MB")
    int max_size_mb() default 50;

    @AttributeDefinition(
            name = "Wait for running calls",
            description = "Seconds that running calls of a bundle may go on when it is replaced or removed; then they are ended.",
            min = "0",
            max = "300")
    @Env("SPARKBOT_SKILLS_DRAIN_SECONDS")
    int drain_seconds() default 10;

    /** Whose skills start. */
    enum Trust {
        any,
        signed
    }
}
