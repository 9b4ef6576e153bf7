package io.sparkbot.api.plugin;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A caller of services that other bundles contribute (tools, resources, model providers), registered as a service by the bundle that
 * calls. Before a bundle is stopped, updated or uninstalled, every {@code Drainable} is asked to let go of it; {@link Leases} does the
 * counting.
 *
 * <p>An update runs the new version beside the old one for a while, two bundles with the same symbolic name. Of those, the one installed
 * first (lower bundle id) serves until it is draining: draining is the moment of the switch. They never clash with each other.
 */
@ConsumerType
public interface Drainable {

    /**
     * Starts no further call into the bundle. Returns at once.
     *
     * @return completes when the last call that was running has ended; at once when there is none; never when {@link #resume} comes first
     */
    CompletionStage<Void> drain(long bundleId);

    /** The time to drain is up: ends (interrupts) the calls that still run in the bundle. Returns at once. */
    default void cut(long bundleId) {}

    /** The drain is over: the bundle stays, or it is gone and its number can be forgotten. */
    void resume(long bundleId);
}
