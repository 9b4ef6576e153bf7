package io.sparkbot.guardian.shield;

import io.sparkbot.api.policy.Gatekeeper;
import io.sparkbot.api.policy.PolicyDecision;
import io.sparkbot.api.policy.ToolPolicy;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the {@link Gatekeeper}. */
@Component(service = Gatekeeper.class, configurationPid = "io.sparkbot.guardian.shield")
@Designate(ocd = ShieldConfig.class)
public final class ShieldService implements Gatekeeper {

    static final String SWITCH_OF_OLD = "SPARKBOT_GUARDIAN_POLICY_ENABLED";

    private static final Logger LOG = LoggerFactory.getLogger(ShieldService.class);

    private final PolicyTable table = PolicyTable.shipped();
    private volatile Shield shield;

    @Activate
    public ShieldService(ShieldConfig config) {
        warning(System.getenv()).ifPresent(LOG::warn);
        shield = shield(config);
    }

    @Modified
    void modified(ShieldConfig config) {
        shield = shield(config);
    }

    private Shield shield(ShieldConfig config) {
        Overrides overrides = Overrides.parse(config.policy_override());
        overrides.unreadable()
                .forEach(entry -> LOG.error(
                        "guardian.shield.policy_override: \"{}\" is not tool=action (confirm, privileged, privileged_reveal, deny); that tool is denied",
                        entry));
        return new Shield(table, overrides);
    }

    /** What to say about a switch that the policy does not have. */
    static Optional<String> warning(Map<String, String> environment) {
        return environment.containsKey(SWITCH_OF_OLD)
                ? Optional.of(SWITCH_OF_OLD + " is set and has no effect: the policy is always on. Remove it; to ask less often, grant a"
                        + " scoped permission.")
                : Optional.empty();
    }

    @Override
    public PolicyDecision judge(Question question) {
        return shield.judge(question);
    }

    @Override
    public ToolPolicy policy(String tool, Map<String, Object> arguments, Optional<ToolPolicy> declared, boolean skill) {
        return shield.policy(tool, arguments, declared, skill);
    }
}
