package io.sparkbot.llm.openai;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.sparkbot.llm.Access;
import io.sparkbot.llm.Credentials;
import io.sparkbot.llm.KnownModel;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.ModelConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;

/** Groq: open models at high speed, {@code groq/<their id>}. */
@Component(service = LlmProvider.class, configurationPid = OpenAiConfig.PID)
public final class Groq implements LlmProvider {

    private volatile Prefixed provider = new Prefixed("groq", Endpoint.of("", ""), Map.of());

    @Activate
    @Modified
    public void configure(OpenAiConfig config) {
        provider = new Prefixed("groq", Endpoint.of(config.groq_base_url(), config._groq_api_key()), Map.of());
    }

    @Override
    public String id() {
        return "groq";
    }

    @Override
    public String label() {
        return "Groq";
    }

    @Override
    public Optional<String> nativeName(String modelId) {
        return provider.nativeName(modelId);
    }

    @Override
    public List<KnownModel> models() {
        return List.of();
    }

    @Override
    public Access access() {
        return provider.withKey("an API key (GROQ_API_KEY)");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("groq_api_key", "llm.openai.groq_api_key");
    }

    @Override
    public StreamingChatModel streaming(ModelConfig config, HttpClientBuilder http) {
        return provider.streaming(config, http);
    }

    @Override
    public List<String> list(Credentials credentials, HttpClientBuilder http) {
        return provider.list(credentials, http);
    }
}
