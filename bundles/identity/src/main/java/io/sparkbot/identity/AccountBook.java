package io.sparkbot.identity;

import io.sparkbot.api.audit.Audit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes who changed which account: in the log, and in the audit while there is one, within the transaction of the change. */
@Component(service = AccountBook.class)
public final class AccountBook {

    private static final Logger log = LoggerFactory.getLogger(AccountBook.class);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Audit audit;

    void note(UUID by, String what, UUID account, Map<String, ?> details) {
        log.info("{} of {} by {}", what, account, by);
        Audit present = audit;
        if (present != null) {
            Map<String, Object> input = new LinkedHashMap<>(details);
            input.put("account_id", account.toString());
            present.append(new Audit.AuditEntry(
                    Optional.of(by), Optional.empty(), what, input, "done", Optional.empty(), Optional.empty(), Optional.empty()));
        }
    }
}
