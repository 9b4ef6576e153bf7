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
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** OpenAI, or the server that takes its place: with a base URL of its own it takes any model id. */
@Component(service = LlmProvider.class, configurationPid = OpenAiConfig.PID)
@Designate(ocd = OpenAiConfig.class)
public final class OpenAi implements LlmProvider {

    private static final String HOME = "https://api.openai.com/v1";
    private static final Pattern OWN = Pattern.compile("(?:gpt-|chatgpt-|o\\d|ft:).*");

    private volatile Endpoint endpoint = new Endpoint(HOME, "");

    @Activate
    @Modified
    public void configure(OpenAiConfig config) {
        Endpoint set = Endpoint.of(config.base_url(), config._api_key());
        endpoint = set.baseUrl().isEmpty() ? new Endpoint(HOME, set.apiKey()) : set;
    }

    @Override
    public String id() {
        return "openai";
    }

    @Override
    public String label() {
        return "OpenAI";
    }

    @Override
    public Optional<String> nativeName(String modelId) {
        return isElsewhere() || OWN.matcher(modelId).matches() ? Optional.of(modelId) : Optional.empty();
    }

    @Override
    public List<KnownModel> models() {
        return List.of();
    }

    @Override
    public Access access() {
        Endpoint now = endpoint;
        return now.apiKey().isEmpty() && !isElsewhere()
                ? Access.missing("an API key (OPENAI_API_KEY)", Optional.of(now.baseUrl()), Access.Kind.KEY)
                : Access.ready(now.baseUrl(), Access.Kind.KEY);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("openai_api_key", "llm.openai.api_key", "openai_base_url", "llm.openai.base_url");
    }

    @Override
    public StreamingChatModel streaming(ModelConfig config, HttpClientBuilder http) {
        return ChatCompletions.model(
                config, ChatCompletions.with(config.credentials(), endpoint), Map.of(), !isElsewhere(), http);
    }

    @Override
    public List<String> list(Credentials credentials, HttpClientBuilder http) {
        Endpoint asked = ChatCompletions.with(credentials, endpoint);
        List<String> names = ChatCompletions.names(asked, asked.baseUrl() + "/models", "data", "id", http);
        boolean home = asked.baseUrl().equals(HOME);
        // OpenAI lists everything it has, from speech to images
        return names.stream()
                .filter(name -> !home || OWN.matcher(name).matches())
                .sorted()
                .toList();
    }

    private boolean isElsewhere() {
        return !endpoint.baseUrl().equals(HOME);
    }
}
