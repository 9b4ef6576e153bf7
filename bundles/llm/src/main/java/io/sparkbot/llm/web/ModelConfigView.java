package io.sparkbot.llm.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import org.jspecify.annotations.Nullable;

/**
 * The set-up of the models. Parts that no bundle fills yet are there and empty, so that clients need not ask what exists.
 *
 * @param activeModel the caller's model; empty text when none is set up
 * @param notices lines for people
 */
public record ModelConfigView(
        String activeModel,
        Stack stack,
        DefaultSelection defaultSelection,
        LocalRuntime localRuntime,
        RoutingPolicy routingPolicy,
        Map<String, Object> agentOverrides,
        List<Agent> availableAgents,
        @ApiField(oneOf = {"off", "shadow", "live"}) String tokenGuardianMode,
        List<Provider> providers,
        Map<String, String> modelLabels,
        Map<String, Map<String, Object>> comms,
        OllamaStatusView ollamaStatus,
        List<String> notices,
        boolean restartRequired) {

    /** Model ids, empty where none is set. */
    @ApiName("ModelStack")
    public record Stack(
            String primary,
            @JsonProperty("backup_1") String backup1,
            @JsonProperty("backup_2") String backup2,
            String heavyHitter) {}

    /** @param locked fixed by file or environment */
    public record DefaultSelection(String provider, String model, String label, boolean locked) {}

    /** @param defaultLocalModel the default model where it is a local one */
    public record LocalRuntime(String defaultLocalModel, String baseUrl) {}

    /** How calls move between providers; nothing moves yet. */
    public record RoutingPolicy(boolean defaultProviderAuthoritative, boolean crossProviderFallback) {}

    /** Who can answer. */
    @ApiName("AvailableAgent")
    public record Agent(String name, String emoji, String description, boolean isBuiltin) {}

    /**
     * One provider.
     *
     * @param configured set up by somebody; keys themselves are never told
     * @param reachable what a server answered just now, null for a provider that is not asked
     * @param modelsAvailable whether that server has models, null for a provider that is not asked
     * @param availableModels ids of that server's models
     * @param models ids to choose from
     * @param locked fixed by file or environment
     * @param builtin answers without a model
     * @param installed whether a bundle for it is there
     * @param settings names to send in {@code providers} to set it up
     */
    @ApiName("ModelProvider")
    public record Provider(
            String id,
            String label,
            boolean configured,
            @Nullable Boolean reachable,
            @Nullable Boolean modelsAvailable,
            List<String> availableModels,
            List<String> models,
            @Nullable String baseUrl,
            boolean locked,
            boolean builtin,
            boolean installed,
            List<String> settings) {}
}
