package io.sparkbot.llm.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import io.sparkbot.api.web.ApiName;
import org.jspecify.annotations.Nullable;

/**
 * What to change; whatever is absent or empty stays as it is.
 *
 * @param providers keys and addresses by field name, for example {@code openai_api_key}, {@code compatible_base_url}
 */
public record ModelConfigChange(
        Optional<Stack> stack,
        Optional<Selection> defaultSelection,
        Optional<Map<String, @Nullable String>> providers,
        @Nullable JsonNode localRuntime,
        @Nullable JsonNode routingPolicy,
        @Nullable JsonNode agentOverrides,
        @Nullable JsonNode comms,
        @Nullable JsonNode tokenGuardianMode) {

    /** @param primary model id */
    @ApiName("ModelStackChange")
    public record Stack(
            Optional<String> primary,
            @JsonProperty("backup_1") Optional<String> backup1,
            @JsonProperty("backup_2") Optional<String> backup2,
            Optional<String> heavyHitter) {}

    /**
     * @param provider provider id
     * @param model model id
     */
    @ApiName("ModelSelection")
    public record Selection(String provider, String model) {}
}
