package io.sparkbot.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A provider of models, registered as a service by its bundle. It may go away at any time: calls hold a lease, and what is still running
 * when the lease has to end fails with words for people. Keys live in the settings of the provider's own bundle and never leave it.
 */
@ConsumerType
public interface LlmProvider {

    /** Short and stable: {@code openai}. */
    String id();

    /** For people: {@code OpenAI}. */
    String label();

    /**
     * The provider's own name of a model, when the id is one of its: {@code groq/llama} → {@code llama}. A provider that takes any id returns
     * it unchanged; the one that strips the longest prefix is asked.
     */
    Optional<String> nativeName(String modelId);

    /** Models it knows beside those of the catalogue. */
    List<KnownModel> models();

    /** Whether it can be called now, and where. */
    Access access();

    /**
     * Whether it is worth showing pictures to the model. One that then refuses them is asked again without.
     *
     * @param model the provider's own name
     */
    default boolean mayTakeImages(String model) {
        return true;
    }

    /** Its settings by their names in {@code POST /chat/models/config}: {@code openai_api_key} → {@code llm.openai.api_key}. */
    Map<String, String> settings();

    /**
     * A model for one call. It must not retry by itself, and must send every request through a client of {@code http}, so that the call can
     * be stopped.
     */
    StreamingChatModel streaming(ModelConfig config, HttpClientBuilder http);

    /**
     * Asks the provider which models there are, and whether the key is right. Blocks.
     *
     * @return model ids as people write them
     * @throws RuntimeException when there is no usable answer: what the client threw ({@code HttpException}, {@code UncheckedIOException}),
     *     {@code IllegalStateException} with words for people for anything else
     */
    List<String> list(Credentials credentials, HttpClientBuilder http);
}
