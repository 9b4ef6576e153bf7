package io.sparkbot.llm.openai;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keys and addresses of the providers of this bundle, section {@code [llm.openai]}. */
@ObjectClassDefinition(
        id = OpenAiConfig.PID,
        name = "OpenAI and compatible providers",
        description = "Keys and addresses. A key is stored sealed and never shown again.")
public @interface OpenAiConfig {

    String PID = "io.sparkbot.llm.openai";

    @AttributeDefinition(name = "OpenAI key", type = AttributeType.PASSWORD, required = false)
    @Env("OPENAI_API_KEY")
    String _api_key() default "";

    @AttributeDefinition(
            name = "OpenAI base URL",
            description =
                    "Another server that takes the place of OpenAI. Any model id can then be used without a prefix. Empty for OpenAI itself.",
            required = false)
    @Env("OPENAI_BASE_URL")
    String base_url() default "";

    @AttributeDefinition(name = "OpenRouter key", type = AttributeType.PASSWORD, required = false)
    @Env("OPENROUTER_API_KEY")
    String _openrouter_api_key() default "";

    @AttributeDefinition(name = "OpenRouter base URL")
    String openrouter_base_url() default "https://openrouter.ai/api/v1";

    @AttributeDefinition(name = "Groq key", type = AttributeType.PASSWORD, required = false)
    @Env("GROQ_API_KEY")
    String _groq_api_key() default "";

    @AttributeDefinition(name = "Groq base URL")
    String groq_base_url() default "https://api.groq.com/openai/v1";

    @AttributeDefinition(
            name = "Compatible server",
            description =
                    "Base URL of any server that speaks OpenAI's chat completions, for example http://localhost:1234/v1. Its models are called compatible/….",
            required = false)
    String compatible_base_url() default "";

    @AttributeDefinition(name = "Key of the compatible server", type = AttributeType.PASSWORD, required = false)
    String _compatible_api_key() default "";

    @AttributeDefinition(name = "Ollama", description = "Base URL of an Ollama. Its models are called ollama/….")
    @Env("OLLAMA_API_BASE")
    String ollama_base_url() default "http://127.0.0.1:11434";
}
