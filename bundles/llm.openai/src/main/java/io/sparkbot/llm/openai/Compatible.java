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

/** Any server that speaks chat completions, {@code compatible/<its id>}. It may need no key. */
@Component(service = LlmProvider.class, configurationPid = OpenAiConfig.PID)
public final class Compatible implements LlmProvider {

    private volatile Prefixed provider = new Prefixed("compatible", Endpoint.of("", ""), Map.of());

    @Activate
    @Modified
    public void configure(OpenAiConfig config) {
        provider = new Prefixed(
                "compatible", Endpoint.of(config.compatible_base_url(), config._compatible_api_key()), Map.of());
    }

    @Override
    public String id() {
        return "compatible";
    }

    @Override
    public String label() {
        return "OpenAI-compatible server";
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
        String baseUrl = provider.endpoint().baseUrl();
        return baseUrl.isEmpty()
                ? Access.missing("the base URL of the server", Optional.empty(), Access.Kind.SERVER)
                : Access.ready(baseUrl, Access.Kind.SERVER);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "compatible_base_url",
                "llm.openai.compatible_base_url",
                "compatible_api_key",
                "llm.openai.compatible_api_key");
    }

    @Override
    public StreamingChatModel streaming(ModelConfig config, HttpClientBuilder http) {
        return provider.streaming(config, http);
    }

    @Override
    public List<String> list(Credentials credentials, HttpClientBuilder http) {
        if (ChatCompletions.with(credentials, provider.endpoint()).baseUrl().isEmpty()) {
            throw new IllegalStateException("Enter the base URL of the server, for example http://localhost:1234/v1.");
        }
        return provider.list(credentials, http);
    }
}
