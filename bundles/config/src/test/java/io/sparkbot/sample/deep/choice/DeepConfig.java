package io.sparkbot.sample.deep.choice;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(id = "io.sparkbot.sample.deep", name = "Deep", description = "Its author chose another id than the class name.")
@interface DeepConfig {

    @AttributeDefinition(name = "Model", description = "Any.")
    @Env("SAMPLE_DEEP_MODEL")
    String model() default "";
}
