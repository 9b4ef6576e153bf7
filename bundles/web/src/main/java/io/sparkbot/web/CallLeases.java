package io.sparkbot.web;

import io.sparkbot.api.plugin.Drainable;
import io.sparkbot.api.plugin.Leases;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Component;

/** The leases of all requests and socket frames that run in other bundles. */
@Component(service = {CallLeases.class, Drainable.class})
public final class CallLeases implements Drainable {

    private final Leases leases = new Leases();

    /** A lease for one call; empty when the bundle is draining. */
    public Optional<Leases.Lease> take(long bundleId, Runnable onCut) {
        return leases.take(bundleId, onCut);
    }

    public boolean isDraining(long bundleId) {
        return leases.isDraining(bundleId);
    }

    /** How many calls run in the bundle. */
    public int running(long bundleId) {
        return leases.running(bundleId);
    }

    @Override
    public CompletionStage<Void> drain(long bundleId) {
        return leases.drain(bundleId);
    }

    @Override
    public void cut(long bundleId) {
        leases.cut(bundleId);
    }

    @Override
    public void resume(long bundleId) {
        leases.resume(bundleId);
    }
}
