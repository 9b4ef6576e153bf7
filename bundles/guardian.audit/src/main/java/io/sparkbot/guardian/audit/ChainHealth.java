package io.sparkbot.guardian.audit;

import io.sparkbot.api.health.HealthCheck;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.store.DatabaseUnavailable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks that the newest entries still fit the chain. */
@Component
public final class ChainHealth implements HealthCheck {

    private static final long LOOKED_AT = 1000;

    private final EntryStore store;

    @Activate
    public ChainHealth(@Reference(target = "(schema=guardian_audit)") Database database) {
        this.store = new EntryStore(database);
    }

    @Override
    public Health check() {
        try {
            return store.firstBroken(LOOKED_AT)
                    .map(seq -> new Health(
                            "audit",
                            State.CRITICAL,
                            "entry " + seq + " of the audit log does not fit the chain: somebody changed it",
                            "Compare with a backup; treat what happened since that entry as unproven."))
                    .orElse(new Health("audit", State.OK, "the newest entries fit the chain", ""));
        } catch (DatabaseUnavailable e) {
            return new Health("audit", State.WARN, "the chain could not be read: " + e.getMessage(), "Mend the database first.");
        }
    }
}
