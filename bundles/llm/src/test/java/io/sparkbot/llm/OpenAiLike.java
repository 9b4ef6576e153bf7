package io.sparkbot.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A provider as its bundle would write it, for the models {@code test/…} of a server. */
public record OpenAiLike(String id, String baseUrl, String key) implements LlmProvider {

    @Override
    public String label() {
        return "Test provider";
    }

    @Override
    public Optional<String> nativeName(String modelId) {
        return modelId.startsWith("test/") ? Optional.of(modelId.substring("test/".length())) : Optional.empty();
    }

    @Override
    public List<KnownModel> models() {
        return List.of();
    }

    @Override
    public Access access() {
        return key.isEmpty()
                ? Access.missing("an API key (TEST_KEY)", Optional.of(baseUrl), Access.Kind.KEY)
                : Access.ready(baseUrl, Access.Kind.KEY);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public StreamingChatModel streaming(ModelConfig config, HttpClientBuilder http) {
        return OpenAiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(baseUrl)
                .apiKey(key)
                .modelName(config.model())
                .build();
    }

    @Override
    public List<String> list(Credentials credentials, HttpClientBuilder http) {
        return List.of();
    }
}
