package io.sparkbot.notices;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of notices. */
@ObjectClassDefinition(name = "Notices", description = "What people's devices are told while they look elsewhere.")
public @interface NoticesConfig {

    String PID = "io.sparkbot.notices";

    @AttributeDefinition(
            name = "Long answer",
            description = "Seconds from which an answer counts as long, so that its end is worth a notice.",
            min = "0",
            max = "86400")
    int long_answer() default 15;

    @AttributeDefinition(
            name = "Names of rooms",
            description = "Whether a notice names its room. Rooms are often named by the first words said in them, and notices are shown on locked screens.")
    boolean room_names() default false;

    @AttributeDefinition(
            name = "Contact",
            description = "Where the operators of push services can reach you, mailto: or https:. Some of them refuse notices without a real one.")
    String contact() default "mailto:admin@example.com";
}
