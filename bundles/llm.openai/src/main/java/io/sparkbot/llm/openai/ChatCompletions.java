package io.sparkbot.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.sparkbot.llm.Credentials;
import io.sparkbot.llm.ModelConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wire protocol that the providers of this bundle have in common. */
final class ChatCompletions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChatCompletions() {}

    /** @param headers sent with every request */
    static StreamingChatModel model(
            ModelConfig config,
            Endpoint endpoint,
            Map<String, String> headers,
            boolean completionTokens,
            HttpClientBuilder http) {
        var builder = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(endpoint.baseUrl())
                .customHeaders(headers)
                .modelName(config.model());
        if (!endpoint.apiKey().isEmpty()) {
            builder.apiKey(endpoint.apiKey());
        }
        config.maxOutputTokens().ifPresent(limit -> {
            if (completionTokens) { // the name that OpenAI's own newer models insist on and that other servers do not
                // know
                builder.maxCompletionTokens(limit);
            } else {
                builder.maxTokens(limit);
            }
        });
        return builder.build();
    }

    /** What to call with: parts that are given, else the saved ones. A saved key never goes to another address than the saved one. */
    static Endpoint with(Credentials given, Endpoint saved) {
        String baseUrl = given.baseUrl().map(url -> url.value()).orElse(saved.baseUrl());
        String savedKey = baseUrl.equals(saved.baseUrl()) ? saved.apiKey() : "";
        return new Endpoint(baseUrl, given.apiKey().orElse(savedKey));
    }

    /** Names of a JSON list: {@code GET baseUrl/models} → {@code data[].id}. */
    static List<String> names(Endpoint endpoint, String url, String list, String name, HttpClientBuilder http) {
        HttpRequest.Builder request =
                HttpRequest.builder().method(HttpMethod.GET).url(url).addHeader("Accept", "application/json");
        if (!endpoint.apiKey().isEmpty()) {
            request.addHeader("Authorization", "Bearer " + endpoint.apiKey());
        }
        String body = http.build().execute(request.build()).body();
        List<String> names = new ArrayList<>();
        parsed(body)
                .path(list)
                .forEach(item -> Optional.of(item.path(name).asText(""))
                        .filter(n -> !n.isBlank())
                        .ifPresent(names::add));
        return names;
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) { // its text would repeat what the server said
            throw new IllegalStateException(
                    "There is a server, but its answer is not the JSON of a model provider. Check the base URL.");
        }
    }
}
