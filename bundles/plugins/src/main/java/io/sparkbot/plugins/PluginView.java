package io.sparkbot.plugins;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sparkbot.api.tool.Toolbox;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plugin on the wire.
 *
 * @param name symbolic name
 * @param kind guardian, tools, bridge, model, skill, face or other
 * @param state active, idle, stopped, failed or rejected
 * @param reason why it is not active, or why a newer version is not; empty when all is well
 * @param mandatory whether it cannot be stopped
 * @param signed whether a trusted certificate vouches for it
 * @param provides names of tools, then of contracts
 * @param health ok, warn, critical or unknown
 * @param file the file in the skills folder it comes from
 */
record PluginView(
        String name,
        String title,
        @ApiField(oneOf = {"guardian", "tools", "bridge", "model", "skill", "face", "other"}) String kind,
        String version,
        @ApiField(words = State.class) String state,
        String reason,
        boolean mandatory,
        boolean signed,
        List<String> provides,
        @ApiField(oneOf = {"ok", "warn", "critical", "unknown"}) String health,
        Optional<String> file) {

    /** All plugins. */
    @ApiName("PluginList")
    record Listing(List<PluginView> items, int count) {}

    /**
     * One plugin in full.
     *
     * @param dependencies symbolic names of the bundles it uses packages or capabilities of
     * @param earlierVersions kept for going back, the one deployed last first
     * @param steps of the last change
     */
    @ApiName("PluginDetail")
    record Detail(
            @JsonUnwrapped PluginView plugin,
            List<ComponentView> components,
            List<String> services,
            List<String> dependencies,
            List<ToolView> tools,
            List<Earlier> earlierVersions,
            List<StepView> steps) {}

    @ApiName("PluginComponent")
    record ComponentView(String name, String state, String reason) {}

    /** A tool it brings, with its policy. */
    @ApiName("PluginTool")
    record ToolView(
            String name,
            String description,
            String scope,
            String resource,
            String defaultAction,
            String actionType,
            boolean highRisk,
            boolean requiresExecutionGate,
            Optional<String> rejected,
            Optional<String> unavailable) {

        static ToolView of(Toolbox.Entry tool) {
            return new ToolView(
                    tool.descriptor().name(),
                    tool.descriptor().description(),
                    tool.descriptor().policy().scope().wire(),
                    tool.descriptor().policy().resource(),
                    tool.descriptor().policy().defaultAction().wire(),
                    tool.descriptor().policy().actionType().wire(),
                    tool.descriptor().policy().highRisk(),
                    tool.descriptor().policy().requiresExecutionGate(),
                    tool.rejected(),
                    tool.unavailable());
        }
    }

    /** @param sha256 the first 16 digits of the file's fingerprint */
    @ApiName("EarlierVersion")
    record Earlier(String version, String sha256, Instant deployedAt) {}

    /** @param ms how long it took, in milliseconds */
    @ApiName("PluginStep")
    record StepView(String step, Instant at, double ms, boolean ok) {}
}
