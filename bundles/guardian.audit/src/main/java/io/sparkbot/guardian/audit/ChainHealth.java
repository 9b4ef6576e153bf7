package io.sparkbot.guardian.audit;

import java.time.temporal.ChronoUnit;

import io.sparkbot.api.health.HealthCheck;
import io.sparkbot.api.store.DatabaseUnavailable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says whether the audit log is what was written. */
@Component
public final class ChainHealth implements HealthCheck {

    private static final String NAME = "audit";

    private final ChainWatch watch;

    @Activate
    public ChainHealth(@Reference ChainWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health check() {
        try {
            return of(watch.glance());
        } catch (DatabaseUnavailable e) {
            return new Health(NAME, State.WARN, "the chain could not be read: " + e.getMessage(), "Mend the database first.");
        }
    }

    static Health of(ChainState state) {
        if (state.broken().isPresent()) {
            return new Health(NAME, State.CRITICAL, state.broken().get().what(),
                    "Compare with a backup; treat what happened since that entry as unproven. If you took an external database back to an earlier state"
                            + " yourself, move the file audit/chain.sealed out of the home folder and restart.");
        }
        if (!state.trouble().isEmpty()) {
            return new Health(NAME, State.WARN, "the chain could not be sealed: " + state.trouble(), "Look into the log.");
        }
        if (state.otherKey() > 0) {
            return new Health(NAME, State.WARN, "entries up to " + state.otherKey() + " were sealed with an earlier key of this installation and cannot be proven",
                    "Put the earlier keys/instance.key back if you have it.");
        }
        return new Health(NAME, State.OK, state.whole()
                .map(when -> "all entries fit the chain, checked " + when.truncatedTo(ChronoUnit.SECONDS) + "; sealed up to entry " + state.sealed())
                .orElse("the newest entries fit the chain; all others are being checked"), "");
    }
}
