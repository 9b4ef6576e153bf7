package io.sparkbot.egress;

import java.util.Map;
import java.util.Optional;

import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.audit.Audit.AuditEntry;
import io.sparkbot.api.egress.OutboundHttp.Caller;
import io.sparkbot.api.egress.OutboundHttp.Refused;
import io.sparkbot.api.store.DatabaseUnavailable;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Writes down each call of an inside host that the settings allow, before it is made. What cannot be written down is not called. */
@Component(service = InsideUse.class)
public final class InsideUse {

    private volatile @Nullable Audit audit;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY, unbind = "withoutAudit")
    void audit(Audit present) {
        audit = present;
    }

    void withoutAudit(Audit gone) {
        if (audit == gone) {
            audit = null;
        }
    }

    /** @throws Refused when the record cannot be made */
    void record(Vetting.Target target, String method, Caller caller) throws Refused {
        Audit present = audit;
        if (present == null) {
            throw new Refused(target.host() + " lies inside the house, and the audit that records such calls is not running; try again in a moment");
        }
        String path = Optional.ofNullable(target.uri().getPath()).orElse("");
        Map<String, Object> input = Map.of("tool", caller.tool(), "method", method, "host", target.host(), "port", target.port(), "path", path);
        try {
            present.append(new AuditEntry(
                    caller.personId(), caller.roomId(), "egress_inside", input, "allowed by egress.allow_hosts", Optional.empty(), Optional.empty(), caller.turnId()));
        } catch (DatabaseUnavailable e) {
            throw new Refused(target.host() + " lies inside the house, and the call could not be written to the audit; try again in a moment");
        }
    }
}
