package io.sparkbot.sample;

import io.sparkbot.api.config.Env;
import io.sparkbot.api.config.Timespan;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Sample", description = "Settings of a sample.")
public @interface SampleConfig {

    @AttributeDefinition(name = "Rounds", description = "How often.", min = "1", max = "100")
    @Env({"SAMPLE_ROUNDS", "SAMPLE_OLD_ROUNDS"})
    int max_rounds() default 15;

    @AttributeDefinition(name = "Patience", description = "How long.", min = "PT1S", max = "PT1H")
    @Timespan
    String patience() default "PT10M";

    @AttributeDefinition(name = "Key", description = "Secret.", type = AttributeType.PASSWORD)
    @Env("SAMPLE_API_KEY")
    String _api_key() default "";

    @AttributeDefinition(name = "Mood", description = "One of two.")
    Mood mood() default Mood.calm;

    @AttributeDefinition(name = "Names", description = "Several.")
    String[] names() default {};

    @AttributeDefinition(name = "Loud", description = "Yes or no.")
    boolean loud() default false;

    enum Mood {
        calm,
        merry
    }
}
