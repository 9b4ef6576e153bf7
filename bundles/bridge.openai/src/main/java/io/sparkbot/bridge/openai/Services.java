package io.sparkbot.bridge.openai;

import java.util.List;
import java.util.Optional;

import io.sparkbot.api.model.Models;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.policy.Scope;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.tool.Toolbox;
import io.sparkbot.api.web.Problem;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What an answer is made of; each may be updated while another one is given. */
@Component(service = Services.class)
public class Services {

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Models models;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Gate gate;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Toolbox toolbox;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Approvals approvals;

    /** @throws Problem 503 while they are updated */
    Models models() {
        Models present = models;
        if (present == null) {
            throw new Problem(503, "unavailable", "The models are being started or updated. Try again in a moment.");
        }
        return present;
    }

    Optional<Gate> gate() {
        return Optional.ofNullable(gate);
    }

    /** Nobody waits for a decision here. */
    void withdraw(java.util.UUID answerId) {
        Approvals present = approvals;
        if (present != null) {
            present.withdraw(answerId, "the interface for other programs cannot ask");
        }
    }

    /** The tools that only read: there is nobody to ask and no room whose gate could be open. */
    List<ToolDescriptor> readingTools() {
        Toolbox present = toolbox;
        return present == null || gate == null
                ? List.of()
                : present.tools().stream()
                        .filter(entry -> entry.callable() && entry.unavailable().isEmpty())
                        .map(Toolbox.Entry::descriptor)
                        .filter(tool -> tool.policy().scope() == Scope.READ && tool.policy().defaultAction() == DefaultAction.ALLOW)
                        .limit(128)
                        .toList();
    }
}
