package io.sparkbot.tools;

import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.policy.Gatekeeper;
import io.sparkbot.api.policy.Scope;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Toolbox;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiName;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Lists the tools that skills brought. */
@Component(service = SkillsResource.class)
@JakartarsResource
@Path("/chat/skills")
@Produces(MediaType.APPLICATION_JSON)
public final class SkillsResource {

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Gatekeeper gatekeeper;

    private final Toolbox toolbox;

    @Activate
    public SkillsResource(@Reference Toolbox toolbox) {
        this.toolbox = toolbox;
    }

    /** All skill-provided tools by name. */
    @ApiName("SkillList")
    public record Skills(List<SkillView> skills) {}

    /**
     * One tool of a skill.
     *
     * @param available whether it can be called now
     * @param unavailableReason why not, in plain words
     * @param schedulable {@code none}, {@code read} or {@code write}
     * @param requiredConfig names of settings it needs
     */
    public record SkillView(
            String name,
            String description,
            String icon,
            @ApiField(words = Scope.class) String scope,
            @ApiField(words = ActionType.class) String actionType,
            boolean highRisk,
            boolean requiresExecutionGate,
            @ApiField(words = DefaultAction.class) String defaultAction,
            String skillId,
            String version,
            String resource,
            List<String> aliases,
            boolean available,
            Optional<String> unavailableReason,
            @ApiField(oneOf = {"none", "read", "write"}) String schedulable,
            List<String> requiredConfig) {}

    @GET
    @ApiDoc(
            value = "The tools that skills brought",
            details = "By name, with the policy that holds for each. A tool that was rejected is listed with the reason and cannot be called.")
    public Skills list() {
        return new Skills(toolbox.tools().stream().filter(Toolbox.Entry::skill).map(this::view).toList());
    }

    private SkillView view(Toolbox.Entry entry) {
        ToolPolicy policy = policy(entry);
        Optional<String> reason = entry.rejected().or(entry::unavailable);
        return new SkillView(
                entry.descriptor().name(),
                entry.descriptor().description(),
                entry.descriptor().icon(),
                policy.scope().wire(),
                policy.actionType().wire(),
                policy.highRisk(),
                policy.requiresExecutionGate(),
                policy.defaultAction().wire(),
                entry.skillId(),
                entry.version(),
                policy.resource(),
                entry.descriptor().aliases(),
                reason.isEmpty(),
                reason,
                "none",
                List.of());
    }

    private ToolPolicy policy(Toolbox.Entry entry) {
        Gatekeeper present = gatekeeper;
        ToolPolicy declared = entry.descriptor().policy();
        return present == null ? declared : present.policy(entry.descriptor().name(), Map.of(), Optional.of(declared), true);
    }
}
