package io.sparkbot.sample.named;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(id = "io.sparkbot.sample.named", name = "Named", description = "Its author chose another id than the class name.")
@interface NamedConfig {

    @AttributeDefinition(name = "Model", description = "Any.")
    @Env("SAMPLE_MODEL")
    String model() default "";
}
