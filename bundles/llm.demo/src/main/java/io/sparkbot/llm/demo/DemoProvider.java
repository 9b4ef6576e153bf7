package io.sparkbot.llm.demo;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.sparkbot.llm.Access;
import io.sparkbot.llm.Credentials;
import io.sparkbot.llm.KnownModel;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.ModelConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** The provider {@code demo} with its one model. Needs nothing and calls nobody. */
@Component(service = LlmProvider.class, configurationPid = DemoConfig.PID)
@Designate(ocd = DemoConfig.class)
public final class DemoProvider implements LlmProvider {

    static final String MODEL = "demo/assistant";

    private static final String LABEL = "Demo assistant (rule-based, no AI)";

    private volatile Duration pause = Duration.ofMillis(50);

    @Activate
    @Modified
    public void configure(DemoConfig config) {
        pause = Duration.ofSeconds(1).dividedBy(Math.max(1, config.words_per_second()));
    }

    @Override
    public String id() {
        return "demo";
    }

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public Optional<String> nativeName(String modelId) {
        return modelId.equals(MODEL) ? Optional.of("assistant") : Optional.empty();
    }

    @Override
    public List<KnownModel> models() {
        return List.of(
                new KnownModel(
                        MODEL,
                        LABEL,
                        "Follows rules: answers questions about Sparkbot and calls its tools, to try things out without a model"));
    }

    @Override
    public boolean mayTakeImages(String model) {
        return false;
    }

    @Override
    public Access access() {
        return new Access(true, "", Optional.empty(), Access.Kind.BUILT_IN);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public StreamingChatModel streaming(ModelConfig config, HttpClientBuilder http) {
        return new DemoModel(Rules.all(), pause);
    }

    @Override
    public List<String> list(Credentials credentials, HttpClientBuilder http) {
        return List.of(MODEL);
    }
}
