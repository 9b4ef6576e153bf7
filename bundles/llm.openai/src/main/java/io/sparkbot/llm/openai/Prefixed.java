package io.sparkbot.llm.openai;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.sparkbot.llm.Access;
import io.sparkbot.llm.Credentials;
import io.sparkbot.llm.ModelConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider whose models are called {@code id/name}.
 *
 * @param headers sent with every chat request
 */
record Prefixed(String id, Endpoint endpoint, Map<String, String> headers) {

    Optional<String> nativeName(String modelId) {
        String prefix = id + "/";
        return modelId.startsWith(prefix) && modelId.length() > prefix.length()
                ? Optional.of(modelId.substring(prefix.length()))
                : Optional.empty();
    }

    Access withKey(String missing) {
        return endpoint.apiKey().isEmpty() || endpoint.baseUrl().isEmpty()
                ? Access.missing(
                        missing, Optional.of(endpoint.baseUrl()).filter(url -> !url.isEmpty()), Access.Kind.KEY)
                : Access.ready(endpoint.baseUrl(), Access.Kind.KEY);
    }

    StreamingChatModel streaming(ModelConfig config, HttpClientBuilder http) {
        return ChatCompletions.model(
                config, ChatCompletions.with(config.credentials(), endpoint), headers, false, http);
    }

    List<String> list(Credentials credentials, HttpClientBuilder http) {
        Endpoint asked = ChatCompletions.with(credentials, endpoint);
        return ChatCompletions.names(asked, asked.baseUrl() + "/models", "data", "id", http).stream()
                .map(name -> id + "/" + name)
                .sorted()
                .toList();
    }
}
