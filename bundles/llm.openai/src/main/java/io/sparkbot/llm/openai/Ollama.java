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

/** An Ollama: local models, {@code ollama/<name>}, through its chat completions below {@code /v1}. */
@Component(service = LlmProvider.class, configurationPid = OpenAiConfig.PID)
public final class Ollama implements LlmProvider {

    private static final String HERE = "http://127.0.0.1:11434";

    private volatile String root = HERE;

    @Activate
    @Modified
    public void configure(OpenAiConfig config) {
        root = root(Endpoint.of(config.ollama_base_url(), "").baseUrl());
    }

    @Override
    public String id() {
        return "ollama";
    }

    @Override
    public String label() {
        return "Ollama (local)";
    }

    @Override
    public Optional<String> nativeName(String modelId) {
        return at(root).nativeName(modelId);
    }

    @Override
    public List<KnownModel> models() {
        return List.of();
    }

    @Override
    public Access access() {
        return Access.ready(root, Access.Kind.LOCAL);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("ollama_base_url", "llm.openai.ollama_base_url");
    }

    @Override
    public StreamingChatModel streaming(ModelConfig config, HttpClientBuilder http) {
        String asked =
                config.credentials().baseUrl().map(url -> root(url.value())).orElse(root);
        return at(asked).streaming(new ModelConfig(config.model(), config.maxOutputTokens(), Credentials.SAVED), http);
    }

    @Override
    public List<String> list(Credentials credentials, HttpClientBuilder http) {
        String asked = credentials.baseUrl().map(url -> root(url.value())).orElse(root);
        return ChatCompletions.names(new Endpoint(asked, ""), asked + "/api/tags", "models", "name", http).stream()
                .map(name -> "ollama/" + name)
                .sorted()
                .toList();
    }

    private static Prefixed at(String root) {
        return new Prefixed("ollama", new Endpoint(root + "/v1", ""), Map.of());
    }

    /** People give the address with or without /v1. */
    private static String root(String baseUrl) {
        return baseUrl.isEmpty() ? HERE : baseUrl.replaceFirst("/v1$", "");
    }
}
