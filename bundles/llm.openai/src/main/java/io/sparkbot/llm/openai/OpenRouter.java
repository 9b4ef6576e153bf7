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

/** OpenRouter: many providers behind one key, {@code openrouter/<their slug>}. */
@Component(service = LlmProvider.class, configurationPid = OpenAiConfig.PID)
public final class OpenRouter implements LlmProvider {

    /** How OpenRouter likes an application to name itself (openrouter.ai/docs, "App attribution"). */
    private static final Map<String, String> HEADERS = Map.of("X-Title", "Sparkbot");

    private volatile Prefixed provider = new Prefixed("openrouter", Endpoint.of("", ""), HEADERS);

    @Activate
    @Modified
    public void configure(OpenAiConfig config) {
        provider = new Prefixed(
                "openrouter", Endpoint.of(config.openrouter_base_url(), config._openrouter_api_key()), HEADERS);
    }

    @Override
    public String id() {
        return "openrouter";
    }

    @Override
    public String label() {
        return "OpenRouter";
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
        return provider.withKey("an API key (OPENROUTER_API_KEY)");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("openrouter_api_key", "llm.openai.openrouter_api_key");
    }

    @Override
    public StreamingChatModel streaming(ModelConfig config, HttpClientBuilder http) {
        return provider.streaming(config, http);
    }

    /** The list is public, so the key is tried first. */
    @Override
    public List<String> list(Credentials credentials, HttpClientBuilder http) {
        Endpoint asked = ChatCompletions.with(credentials, provider.endpoint());
        ChatCompletions.names(asked, asked.baseUrl() + "/key", "data", "label", http);
        return provider.list(credentials, http);
    }
}
