package io.sparkbot.egress;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the way out. */
@ObjectClassDefinition(name = "Outgoing requests", description = "Where tools may send requests to.")
public @interface EgressConfig {

    @AttributeDefinition(
            name = "Allowed inside hosts",
            description = "Host names, separated by commas, that tools may reach although they lie in a private network. Empty allows none.",
            required = false)
    @Env("SPARKBOT_EGRESS_ALLOW_HOSTS")
    String allow_hosts() default "";
}
