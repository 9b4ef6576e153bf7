package io.sparkbot.tools;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.audit.Redactor;
import io.sparkbot.api.egress.OutboundHttp;
import io.sparkbot.api.health.HealthCheck;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Preferences;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.policy.Gatekeeper;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.tools.gate.CallFactory;
import io.sparkbot.tools.gate.CallGate;
import io.sparkbot.tools.gate.Guardians;
import io.sparkbot.tools.gate.Limits;
import io.sparkbot.tools.gate.ToolRunner;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Offers the {@link Gate}. Those it asks are looked at anew for each call, because the Gate must answer (with no) while one of them is
 * stopped or updated.
 */
@Component(service = {Gate.class, HealthCheck.class}, configurationPid = "io.sparkbot.tools")
@Designate(ocd = ToolsConfig.class)
public final class GateService implements Gate, HealthCheck {

    private static final Preferences.Choice NO_CHOICE = new Preferences.Choice(Optional.empty(), Optional.empty());

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Gatekeeper gatekeeper;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Audit audit;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Redactor redactor;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Approvals approvals;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable People people;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Preferences preferences;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Rooms rooms;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable OutboundHttp http;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable KeyValueStore store;

    private final CallGate gate;
    private volatile Limits limits;

    @Activate
    public GateService(@Reference ToolRegistry registry, ToolsConfig config) {
        limits = limits(config);
        Clock clock = Clock.systemUTC();
        gate = new CallGate(
                registry.catalog(),
                new ToolRunner(registry.catalog(), () -> limits, clock),
                new CallFactory(() -> http, this::area, this::choice, clock),
                () -> new Guardians(gatekeeper, audit, redactor, approvals, people, rooms));
    }

    @Modified
    void modified(ToolsConfig config) {
        limits = limits(config);
    }

    private static Limits limits(ToolsConfig config) {
        return new Limits(
                Duration.ofSeconds(config.timeout_seconds()), config.concurrent_skill_calls(), config.concurrent_builtin_calls());
    }

    private ToolCall.KeyValues area(String skillId, String tool, UUID personId, Optional<UUID> roomId) {
        return new KeyValueArea(() -> store, new KeyValueArea.Owner(skillId, tool, personId, roomId));
    }

    /** Language and time zone are no reason for a call to fail. */
    private Preferences.Choice choice(UUID personId) {
        Preferences present = preferences;
        try {
            return present == null ? NO_CHOICE : present.of(personId);
        } catch (DatabaseUnavailable away) {
            return NO_CHOICE;
        }
    }

    @Override
    public Outcome ask(Request request) {
        return gate.ask(request);
    }

    @Override
    public Outcome run(Approval granted, Request request) {
        return gate.run(granted, request);
    }

    @Override
    public Health check() {
        return health(new Guardians(gatekeeper, audit, redactor, approvals, people, rooms).missing(), gate.lost());
    }

    static Health health(String missing, long lost) {
        if (!missing.isEmpty()) {
            return new Health("tools", State.WARN, "no tool can be called: not running: " + missing, "Start what is missing; see /plugins.");
        }
        return lost == 0
                ? new Health("tools", State.OK, "tool calls are judged and recorded", "")
                : new Health("tools", State.WARN, lost + " audit entries about how a tool call ended could not be written since the start",
                        "Look into the log for the calls; see that the database is well.");
    }
}
