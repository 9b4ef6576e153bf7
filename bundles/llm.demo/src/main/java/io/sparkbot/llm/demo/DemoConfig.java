package io.sparkbot.llm.demo;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the demo assistant, section {@code [llm.demo]}. */
@ObjectClassDefinition(
        id = DemoConfig.PID,
        name = "Demo assistant",
        description = "The rule-based stand-in for a model.")
public @interface DemoConfig {

    String PID = "io.sparkbot.llm.demo";

    @AttributeDefinition(name = "Pace", description = "Words per second.", min = "1", max = "1000")
    int words_per_second() default 20;
}
