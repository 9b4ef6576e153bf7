package io.sparkbot.llm.choice;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.sparkbot.api.model.ModelInfo;
import io.sparkbot.llm.Access;
import io.sparkbot.llm.KnownModel;
import io.sparkbot.llm.LlmProvider;
import io.sparkbot.llm.provider.Providers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The models people are offered: those of {@code catalogue.json}, and what the providers add. */
@Component(service = Catalogue.class)
public final class Catalogue {

    private static final ObjectReader JSON =
            new ObjectMapper().readerFor(Data.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** The file as it stands. */
    private record Data(String fallback, List<KnownProvider> providers, List<Entry> models) {}

    private record Entry(String id, String provider, String label, String description) {}

    /**
     * A provider people know, whether its bundle is there or not.
     *
     * @param id provider id
     */
    public record KnownProvider(String id, String label) {}

    private final Providers providers;
    private final Servers servers;
    private final Data data = load();

    @Activate
    public Catalogue(@Reference Providers providers, @Reference Servers servers) {
        this.providers = providers;
        this.servers = servers;
    }

    /** The default where nothing is set and its provider is ready. */
    public String fallback() {
        return data.fallback();
    }

    /** In the order of the page. */
    public List<KnownProvider> providers() {
        return data.providers();
    }

    /** Asks nobody: of a server it tells what was found last. */
    public List<ModelInfo> models() {
        Map<String, ModelInfo> models = new LinkedHashMap<>();
        for (Entry entry : data.models()) {
            models.put(
                    entry.id(),
                    new ModelInfo(
                            entry.id(),
                            entry.provider(),
                            entry.label(),
                            entry.description(),
                            providers
                                    .find(entry.provider())
                                    .filter(provider -> usable(provider, entry.id()))
                                    .isPresent()));
        }
        for (LlmProvider provider : providers.all()) {
            for (KnownModel model : provider.models()) {
                models.putIfAbsent(model.id(), info(provider, model.id(), model.label(), model.description()));
            }
            for (String id : servers.known(provider.id())) {
                models.putIfAbsent(id, info(provider, id, id, "Found on the server"));
            }
        }
        return List.copyOf(models.values());
    }

    /** The name people see for a model. */
    public String label(String modelId) {
        return models().stream()
                .filter(model -> model.id().equals(modelId))
                .map(ModelInfo::label)
                .findFirst()
                .orElse(modelId);
    }

    private ModelInfo info(LlmProvider provider, String id, String label, String description) {
        return new ModelInfo(id, provider.id(), label, description, usable(provider, id));
    }

    private boolean usable(LlmProvider provider, String modelId) {
        Access access = provider.access();
        return access.ready()
                && (access.kind() != Access.Kind.LOCAL
                        || servers.known(provider.id()).contains(modelId));
    }

    private static Data load() {
        try (InputStream file = Catalogue.class.getResourceAsStream("catalogue.json")) {
            return JSON.readValue(Objects.requireNonNull(file, "catalogue.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
