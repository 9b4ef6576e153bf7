package io.sparkbot.llm.choice;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the models, section {@code [llm]}. */
@ObjectClassDefinition(
        id = LlmConfig.PID,
        name = "Models",
        description = "The default model and how long to wait for answers.")
public @interface LlmConfig {

    String PID = "io.sparkbot.llm";

    @AttributeDefinition(
            name = "Default model",
            description =
                    "Model of everybody who has not chosen another, for example gpt-4o-mini or ollama/llama3.2:3b. Empty until one is chosen.",
            required = false)
    @Env({"SPARKBOT_MODEL", "OPENAI_MODEL"})
    String model() default "";

    @AttributeDefinition(
            name = "Wait for the first byte",
            description =
                    "Seconds until a model must have begun to answer. A local model that is still being loaded needs long.",
            min = "5",
            max = "3600")
    int answer_seconds() default 120;

    @AttributeDefinition(
            name = "Longest silence",
            description = "Seconds without any data after which an answer that has begun is given up.",
            min = "5",
            max = "3600")
    int silence_seconds() default 60;
}
